import { randomBytes, randomInt } from "node:crypto";
import { v7 } from "uuid";

/** A UUIDv7: ordered by the time of its making; the application makes it, never the database. */
export function newId(): string {
  return v7();
}

/** Random base64url token; the default of 16 bytes is 128 bits. */
export function randomToken(bytes = 16): string {
  return randomBytes(bytes).toString("base64url");
}

/** Uniform random decimal digits from the system's generator. */
export function randomDigits(length: number): string {
  return Array.from({ length }, () => randomInt(10)).join("");
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return uuidShape.test(text);
}
