/**
 * The one rounding of money: numerator / denominator to the nearest integer, halves away from
 * zero. Bigints keep products beyond 2^53 exact; the result must be a safe integer again.
 */
export function roundDiv(numerator: number | bigint, denominator: number | bigint): number {
  const divisor = BigInt(denominator);
  if (divisor === 0n) throw new RangeError("roundDiv: the denominator is 0");
  const top = BigInt(numerator);
  const negative = top < 0n !== divisor < 0n;
  const [n, d] = [absolute(top), absolute(divisor)];
  const rounded = (2n * n + d) / (2n * d);
  return safeNumber(negative ? -rounded : rounded);
}

/** `bps` ten-thousandths of an amount in minor units: percentOf(1999, 8500) is 1699. */
export function percentOf(amountMinor: number, bps: number): number {
  return roundDiv(BigInt(amountMinor) * BigInt(bps), 10_000n);
}

/** A bigint as a number; RangeError where a number could not hold it exactly. */
export function safeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`amount too large: ${value}`);
  return number;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
