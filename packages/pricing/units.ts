// Exact arithmetic on amounts and units: numbers while a product fits into 2^53, bigints beyond.
import { roundDiv } from "../money/index.ts";

/** Below this a product, twice itself plus a divisor is still exact as a number. */
const exactBelow = 2 ** 51;

/** round(a × b / divisor), halves up, for integers a, b ≥ 0 and a divisor ≥ 1. */
export function scaled(a: number, b: number, divisor: number): number {
  const product = a * b;
  if (product < exactBelow && divisor < exactBelow) {
    return Math.floor((2 * product + divisor) / (2 * divisor));
  }
  return roundDiv(BigInt(a) * BigInt(b), divisor);
}

/** `bps` ten-thousandths of an amount: percentOf(amount, bps), the fast way. */
export function portion(amountMinor: number, bps: number): number {
  return scaled(amountMinor, bps, 10_000);
}

/** V(k): what `units` of the `quantity` units of a line are worth, of `lineMinor` together. */
export function worthOf(lineMinor: number, units: number, quantity: number): number {
  return units === quantity ? lineMinor : scaled(lineMinor, units, quantity);
}

/**
 * Compares what one unit of two lines is worth, as fractions and exactly:
 * a/p against b/q by a × q − b × p.
 */
export function compareUnits(a: number, p: number, b: number, q: number): number {
  const left = a * q;
  const right = b * p;
  if (left < Number.MAX_SAFE_INTEGER && right < Number.MAX_SAFE_INTEGER) return left - right;
  const difference = BigInt(a) * BigInt(q) - BigInt(b) * BigInt(p);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** Text by code unit, never by locale: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
