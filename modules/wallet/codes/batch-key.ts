import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { checkByte } from "#packages/codes/index.ts";
import { keyFor } from "#platform/secrets.ts";
import { hmacMany } from "./hmac-many.ts";

const sealing = () => keyFor("wallet.code_batch_keys");
const ivBytes = 12;
const tagBytes = 16;

/** A batch's key under the server's secret: who reads the database alone makes no code of it. */
export function sealKey(batchId: string, key: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", sealing(), iv).setAAD(Buffer.from(batchId));
  return Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

export function openKey(batchId: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", sealing(), sealed.subarray(0, ivBytes));
  decipher.setAAD(Buffer.from(batchId)).setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()]);
}

export const newBatchKey = (): Buffer => randomBytes(32);

/** Two digits that no payment code begins with: not 10–15 (WeChat), not 25–30 (Alipay). */
const starts = Array.from({ length: 100 }, (_, at) => at).filter(
  (start) => !(start >= 10 && start <= 15) && !(start >= 25 && start <= 30),
);

const zero = 48;

/** The last digits of a value; with whole numbers of 32 bits, which cost the least. */
function writeDigits(to: Buffer, from: number, length: number, value: number): void {
  let rest = value % 10 ** length | 0;
  for (let at = from + length - 1; at >= from; at -= 1) {
    const tenth = (rest / 10) | 0;
    to[at] = zero + rest - tenth * 10;
    rest = tenth;
  }
}

/** 16 digits from 16 random bytes: two, seven, six and the check digit. */
function writeCode(block: Buffer, to: Buffer, at: number): void {
  writeDigits(to, at, 2, starts[block.readUInt32BE(at) % starts.length]!);
  writeDigits(to, at + 2, 7, block.readUIntBE(at + 4, 6));
  writeDigits(to, at + 9, 6, block.readUIntBE(at + 10, 6));
  to[at + 15] = checkByte(to, at, at + 15);
}

const codeLength = 16;

export interface Place {
  readonly number: number;
  readonly attempt: number;
}

/**
 * The codes at these places of a batch, 16 bytes each: AES-256 of (number, attempt) under the
 * batch's key, one cipher call for all, taken down to digits. The same key and place give the same
 * code.
 */
function codeBytes(key: Buffer, places: readonly Place[]): Buffer {
  const plain = Buffer.alloc(places.length * codeLength);
  places.forEach(({ number, attempt }, index) => {
    plain.writeUInt32BE(number, index * codeLength);
    plain.writeUInt32BE(attempt, index * codeLength + 4);
  });
  const blocks = createCipheriv("aes-256-ecb", key, null).setAutoPadding(false).update(plain);
  for (let at = 0; at < blocks.length; at += codeLength) writeCode(blocks, plain, at);
  return plain;
}

/** The codes at these places of a batch. */
export function codesAt(key: Buffer, places: readonly Place[]): string[] {
  const bytes = codeBytes(key, places);
  return places.map((_, index) => {
    const from = index * codeLength;
    return bytes.toString("latin1", from, from + codeLength);
  });
}

const hashKey = () => keyFor("wallet.permanent_code");

/** What is kept of a code: found again by who types it, and of no use to who reads it. */
export function codeHash(brandId: string, code: string): Buffer {
  return createHmac("sha256", hashKey()).update(`${brandId}:${code}`).digest();
}

export const lastChars = 4;
export const slabBytes = 32 + lastChars;

/** Hash and last four of each code in one piece of bytes: one parameter for thousands of rows. */
export function slabAt(brandId: string, key: Buffer, places: readonly Place[]): Buffer {
  const rests = codeBytes(key, places);
  const out = Buffer.allocUnsafe(places.length * slabBytes);
  const prefix = Buffer.from(`${brandId}:`);
  hmacMany({ key: hashKey(), prefix, rests, restBytes: codeLength, out, stride: slabBytes });
  let to = 32;
  for (let end = codeLength; end <= rests.length; end += codeLength, to += slabBytes) {
    for (let back = lastChars; back > 0; back -= 1) out[to + lastChars - back] = rests[end - back]!;
  }
  return out;
}
