import { checkDigit } from "./check-digit.ts";
import { isPermanentCodeShape, permanentLength } from "./shapes.ts";
import { sourceCodeAlphabet, sourceCodeLength } from "./source-code.ts";

/** Gives `count` unpredictable bytes; the caller brings a cryptographic source. */
export type RandomBytes = (count: number) => Uint8Array;

// A sound source needs more than 200 rounds less often than once in 10^90 calls.
const patience = 200;

/**
 * An unpredictable digit code of `length`, the last digit being its check digit. One of 16 digits
 * never starts like a payment code of WeChat (10–15) or Alipay (25–30).
 */
export function makeDigits(length: number, randomBytes: RandomBytes): string {
  for (let round = 0; round < patience; round += 1) {
    const body = drawDigits(length - 1, randomBytes);
    const code = body + checkDigit(body);
    if (length !== permanentLength || isPermanentCodeShape(code)) return code;
  }
  throw new Error("the random source repeats itself");
}

/** An unpredictable source code: 8 characters, 40 bits. */
export function makeSourceCode(randomBytes: RandomBytes): string {
  const bytes = randomBytes(sourceCodeLength);
  return Array.from(bytes, (byte) => sourceCodeAlphabet[byte % 32]).join("");
}

function drawDigits(count: number, randomBytes: RandomBytes): string {
  let digits = "";
  for (let round = 0; round < patience && digits.length < count; round += 1) {
    for (const byte of randomBytes(count)) {
      // 250 … 255 are thrown away: byte % 10 would favour the digits 0 … 5.
      if (byte < 250 && digits.length < count) digits += byte % 10;
    }
  }
  if (digits.length < count) throw new Error("the random source repeats itself");
  return digits;
}
