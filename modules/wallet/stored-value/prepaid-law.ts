/**
 * China's rules for single-purpose prepaid cards, as checks. Sources: 单用途商业预付卡管理办法（试行）
 * (商务部令 2012 年第 9 号, 2016 年修改) art. 14 to 26; 消费者权益保护法实施条例 (2024-07-01) art. 22;
 * 法释〔2025〕4 号 (2025-05-01) art. 14. To be confirmed by counsel before money is taken.
 */
import type { Issuer } from "./tables.ts";

/** Yuan in minor units; other currencies know no such limit here. */
const yuan = (major: number): number => major * 100;

/** Art. 18: what a card with its holder's name may hold, and one without. */
const mostOnCard = { registered: yuan(5_000), anonymous: yuan(1_000) } as const;

/** The most that one card may hold after a top-up; null: the currency's law sets none. */
export const legalMost = (
  currency: string,
  kind: keyof typeof mostOnCard,
): number | null => (currency === "CNY" ? mostOnCard[kind] : null);

/** Art. 19: an anonymous card is good for at least three years, one with a name without end. */
export const leastValidYears = 3;

/** 法释〔2025〕4 号 art. 14: days in which the principal comes back without a reason. */
const withdrawalDays = 7;

/** Exclusive: from then on a refund is by the brand's own rule. */
export const withdrawableUntil = (toppedUpAt: Temporal.Instant): Temporal.Instant =>
  toppedUpAt.add({ hours: withdrawalDays * 24 });

/** Implementing regulation art. 22: a closure is told this long before. */
export const closureNoticeDays = 30;

/** Art. 26: how much of what is prepaid stands in custody, in ten-thousandths. */
export const custodyBps: Readonly<Record<Issuer, number>> = {
  scale: 2_000,
  group: 3_000,
  brand: 4_000,
  other: 0,
};

export interface RefundedLot {
  readonly principalLeft: number;
  /** Bonus of it that orders have used and not got back. */
  readonly bonusSpent: number;
  /** Principal that earlier refunds kept back for spent bonus. */
  readonly charged: number;
}

/**
 * What comes back of one top-up: what is left of its principal; its bonus lapses. With `charge`,
 * bonus that was spent is deducted once, since without the top-up it would not have been given.
 * What was kept back for bonus that came back since is paid with it.
 */
export function refundableMinor(lot: RefundedLot, usedBonus: "keep" | "charge"): number {
  const due = lot.bonusSpent - lot.charged;
  const deducted = usedBonus === "charge" ? due : Math.min(0, due);
  return Math.max(0, lot.principalLeft - deducted);
}
