import type { Draw } from "./answer.ts";
import { digester, hexOf } from "./sha256.ts";

export type Published = Pick<Draw, "seed" | "digest" | "commitment" | "items">;

/**
 * Whether a draw is what it says it is: the seed is the one that was sealed, the digest that of
 * all entry ids in ascending order (one a line), and the order that of
 * SHA-256(seed ‖ digest ‖ entry id).
 */
export function recompute({ seed, digest, commitment, items }: Published): boolean {
  if (seed === null || digest === null) return false;
  const seedBytes = bytesOf(seed);
  if (hexOf(digester(seedBytes)("")) !== commitment) return false;
  const ids = items.map((item) => item.entryId);
  if (hexOf(digester([...ids].sort().join("\n"))("")) !== digest) return false;
  const keyOf = digester(new Uint8Array([...seedBytes, ...bytesOf(digest)]));
  const keyed = ids.map((entryId) => ({ entryId, key: hexOf(keyOf(entryId)) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  const published = [...items].sort((a, b) => a.place - b.place);
  return keyed.every(({ entryId }, at) => published[at]?.entryId === entryId);
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
