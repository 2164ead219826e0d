import { randomBytes, randomFillSync, randomInt } from "node:crypto";
import { v7 } from "uuid";

// The system's generator is asked for many at once: alone it takes four of an id's six µs.
const pool = Buffer.alloc(8_192);
const chunks = Array.from({ length: 512 }, (_, at) => pool.subarray(at * 16, at * 16 + 16));
let spent = chunks.length;
let msecs = 0;
let seq = 0;

function randomChunk(): Buffer {
  if (spent === chunks.length) {
    randomFillSync(pool);
    spent = 0;
  }
  return chunks[spent++]!;
}

/**
 * A UUIDv7: ordered by the time of its making, also within a millisecond of this process; the
 * application makes it, never the database.
 */
export function newId(): string {
  const now = Temporal.Now.instant().epochMilliseconds;
  const random = randomChunk();
  if (now > msecs) {
    msecs = now;
    // In the lower half of its 32 bits: from here it is counted up.
    seq = random.readUInt32BE(0) >>> 1;
  } else if (++seq > 0xffff_ffff) {
    msecs += 1;
    seq = 0;
  }
  return v7({ random, msecs, seq });
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
