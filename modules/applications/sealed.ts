import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { keyFor } from "#platform/secrets.ts";
import type { Written } from "./tables.ts";

const purpose = "applications.written";
const ivBytes = 12;
const tagBytes = 16;

/** What people wrote under the server's secret: who reads the database alone reads none of it. */
export function seal(applicationId: string, written: Written): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), iv);
  cipher.setAAD(Buffer.from(applicationId));
  const inside = cipher.update(JSON.stringify(written), "utf8");
  return Buffer.concat([iv, inside, cipher.final(), cipher.getAuthTag()]);
}

/** Throws where it was altered, moved to another application, or the secret is another. */
export function unseal(applicationId: string, sealed: Buffer): Written {
  const iv = sealed.subarray(0, ivBytes);
  const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), iv);
  decipher.setAAD(Buffer.from(applicationId)).setAuthTag(sealed.subarray(-tagBytes));
  const inside = decipher.update(sealed.subarray(ivBytes, -tagBytes));
  return JSON.parse(Buffer.concat([inside, decipher.final()]).toString("utf8"));
}

/** How an application reads whose writing is forgotten. */
export const nothingWritten: Written = { answers: {}, reason: null, document: null };
