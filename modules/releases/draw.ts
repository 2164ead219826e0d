import { createHash } from "node:crypto";

export interface Drawn {
  /** SHA-256 of all entry ids in ascending order, one a line. */
  readonly digest: Buffer;
  /** Entry ids, the first one first. */
  readonly order: readonly string[];
}

const sha256 = (...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/**
 * The order of a draw: entries sorted by SHA-256(seed ‖ digest ‖ entry id). The seed was committed
 * to before anybody entered, the digest is made by all who entered: whoever knows one of them in
 * advance cannot choose the order. Pure; anyone recomputes it from what the draw publishes.
 */
export function drawOrder(seed: Buffer, entryIds: readonly string[]): Drawn {
  const digest = sha256(entryIds.toSorted().join("\n"));
  const keyed = entryIds.map((entryId) => ({ entryId, key: sha256(seed, digest, entryId) }));
  keyed.sort((a, b) => Buffer.compare(a.key, b.key));
  return { digest, order: keyed.map(({ entryId }) => entryId) };
}

/** What is published at the announcement: it fixes the seed and tells nothing of it. */
export const commitmentOf = (seed: Buffer): Buffer => sha256(seed);
