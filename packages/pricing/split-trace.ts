// Why a line got this cent and not the other: the split of one amount, retraced.
import { splitByShares } from "../money/index.ts";
import type { Minor } from "./model.ts";

/** How a line came to its part; `weight` and `of` are the amounts that decided it. */
export type Part =
  /** Its part by weight was more than the line may still give. */
  | { readonly kind: "stopped"; readonly partMinor: Minor }
  | {
      readonly kind: "share";
      readonly partMinor: Minor;
      /** What was split in the last round. */
      readonly restMinor: Minor;
      readonly weight: Minor;
      readonly of: Minor;
      /** Rounded down, and the fraction in hundredths of the smallest unit. */
      readonly downMinor: Minor;
      readonly hundredths: number;
      readonly even: boolean;
      /** Smallest units that were left over, and whose turn this line was: 1 is the first. */
      readonly leftMinor: Minor;
      readonly rank: number;
      /** Lines that had stopped before. */
      readonly stopped: number;
    };

/**
 * Splits `amountMinor` as the engine does: by weight, a line that would exceed its headroom gives
 * just that, the rest is split again. Null for weight 0.
 */
export function traceSplit(
  amountMinor: Minor,
  weights: readonly number[],
  headroom: readonly number[],
): (Part | null)[] {
  const parts: (Part | null)[] = weights.map(() => null);
  let active = weights.flatMap((weight, line) => (weight > 0 ? [line] : []));
  let restMinor = amountMinor;
  while (restMinor > 0 && active.length > 0) {
    const shares = splitByShares(restMinor, active.map((line) => weights[line]!));
    const full = active.filter((line, at) => shares[at]! > headroom[line]!);
    if (full.length === 0) {
      const stopped = parts.filter((part) => part !== null).length;
      noteShares(parts, active, restMinor, weights, stopped);
      return parts;
    }
    for (const line of full) {
      parts[line] = { kind: "stopped", partMinor: headroom[line]! };
      restMinor -= headroom[line]!;
    }
    active = active.filter((line) => parts[line] === null);
  }
  return parts;
}

function noteShares(
  parts: (Part | null)[],
  active: readonly number[],
  restMinor: Minor,
  weights: readonly number[],
  stopped: number,
): void {
  const of = active.reduce((sum, line) => sum + BigInt(weights[line]!), 0n);
  const rows = active.map((line) => {
    const product = BigInt(restMinor) * BigInt(weights[line]!);
    return { line, down: product / of, remainder: product % of };
  });
  const leftMinor = Number(BigInt(restMinor) - rows.reduce((sum, row) => sum + row.down, 0n));
  const byRemainder = [...rows].sort((a, b) =>
    a.remainder === b.remainder ? a.line - b.line : a.remainder > b.remainder ? -1 : 1,
  );
  for (const [at, { line, down, remainder }] of byRemainder.entries()) {
    parts[line] = {
      kind: "share",
      partMinor: Number(down) + (at < leftMinor ? 1 : 0),
      restMinor,
      weight: weights[line]!,
      of: Number(of),
      downMinor: Number(down),
      hundredths: Number((remainder * 100n) / of),
      even: remainder === 0n,
      leftMinor,
      rank: at + 1,
      stopped,
    };
  }
}
