import { verifyAsync } from "@noble/ed25519";
import type { VerifyStatement } from "./check-statement.ts";

/** Ed25519 for phones whose browser has none; SHA-512 is the browser's own. */
export const verifyByNoble: VerifyStatement = async (signature, body, publicKey) => {
  try {
    return await verifyAsync(signature, body, publicKey);
  } catch {
    return false; // a signature or key of another length
  }
};
