import { randomBytes } from "node:crypto";
import { keyedHash } from "#platform/secrets.ts";
import { commitmentOf } from "./draw.ts";

/**
 * The seed of a slot: keyed by the server's secret, so that nobody who reads the database, a
 * backup or an answer knows it before the draw writes it down.
 */
export const seedOf = (slotId: string, nonce: Buffer): Buffer =>
  keyedHash("releases.seed", `${slotId} ${nonce.toString("hex")}`);

/** A new seed's nonce and the commitment that is published. */
export function newSeed(slotId: string): { readonly nonce: Buffer; readonly commitment: Buffer } {
  const nonce = randomBytes(32);
  return { nonce, commitment: commitmentOf(seedOf(slotId, nonce)) };
}
