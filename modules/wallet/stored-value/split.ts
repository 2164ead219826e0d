import { roundDiv } from "#packages/money/index.ts";

/** Which part of a balance is spent first. */
export const useOrders = ["bonus_first", "principal_first", "in_proportion"] as const;
export type UseOrder = (typeof useOrders)[number];

export interface Parts {
  readonly principalMinor: number;
  readonly bonusMinor: number;
}

export const sumOf = ({ principalMinor, bonusMinor }: Parts): number =>
  principalMinor + bonusMinor;

/** What an amount takes of a balance; the caller knows that the balance is enough. */
export function splitUse(order: UseOrder, balance: Parts, amountMinor: number): Parts {
  const { principalMinor: principal, bonusMinor: bonus } = balance;
  const of = (bonusMinor: number) => ({ principalMinor: amountMinor - bonusMinor, bonusMinor });
  if (order === "bonus_first") return of(Math.min(bonus, amountMinor));
  if (order === "principal_first") return of(Math.max(0, amountMinor - principal));
  return of(shareOf(amountMinor, bonus, principal + bonus));
}

/** A part of an amount below its whole: never above either of them. */
const shareOf = (amountMinor: number, part: number, whole: number): number =>
  whole === 0 ? 0 : roundDiv(BigInt(amountMinor) * BigInt(part), whole);

/**
 * What a use comes down to when only `keptMinor` of it are kept: what was taken last goes back
 * first. A function of what is kept alone, so that the way there does not matter.
 */
export const keptOf = (order: UseOrder, used: Parts, keptMinor: number): Parts =>
  splitUse(order, used, keptMinor);
