import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { keyFor } from "#platform/secrets.ts";

const purpose = "draw seed";
const ivBytes = 12;
const tagBytes = 16;

interface Seed {
  /** 64 hexadecimal digits; secret until the draw has ended. */
  readonly seed: string;
  /** SHA-256 of the seed's 32 bytes; shown from publishing on. */
  readonly commitment: string;
  /** The seed under the installation's secret. */
  readonly sealed: Buffer;
}

export const commitmentOf = (seed: string): string =>
  createHash("sha256").update(Buffer.from(seed, "hex")).digest("hex");

/** A new secret seed with its commitment. */
export function makeSeed(): Seed {
  const bytes = randomBytes(32);
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), iv);
  const sealed = Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  const seed = bytes.toString("hex");
  return { seed, commitment: commitmentOf(seed), sealed };
}

/** The seed as {@link makeSeed} made it; throws where it was altered or the secret is another. */
export function openSeed(sealed: Buffer): string {
  const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), sealed.subarray(0, ivBytes));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  const inside = sealed.subarray(ivBytes, -tagBytes);
  return Buffer.concat([decipher.update(inside), decipher.final()]).toString("hex");
}
