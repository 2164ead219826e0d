import { safeNumber } from "./round.ts";

/**
 * Splits an amount in minor units in proportion to integer weights ≥ 0, so that the parts add up
 * exactly: everyone gets the part rounded down, and the units left over go to the largest
 * remainders, on a tie to the earlier index. A negative amount splits as its mirror image, so that
 * undoing a split takes back the same parts.
 */
export function splitByShares(amountMinor: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`no amount: ${amountMinor}`);
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) {
    throw new RangeError("weights must be integers, 0 or more");
  }
  if (amountMinor === 0) return weights.map(() => 0);
  if (amountMinor < 0) return splitByShares(-amountMinor, weights).map((part) => 0 - part);

  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n) throw new RangeError("the weights add up to 0");
  const shares = weights.map((weight, index) => {
    const product = BigInt(amountMinor) * BigInt(weight);
    return { index, part: product / total, remainder: product % total };
  });
  const left = BigInt(amountMinor) - shares.reduce((sum, share) => sum + share.part, 0n);
  const byRemainder = [...shares].sort(
    (a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder)
      || a.index - b.index,
  );
  for (const share of byRemainder.slice(0, Number(left))) share.part += 1n;
  return shares.map((share) => safeNumber(share.part));
}
