// What comes back, and what is paid back for it.
import type { Applied, Reason } from "./answer.ts";
import type { Minor } from "./model.ts";

/**
 * `keep`: every returned unit is paid back at what it cost, benefits of the rest stay as they are;
 * `reprice`: what is kept is priced again under the terms that applied;
 * `charge_gift`: as `keep`, but gifts that are no longer earned and not returned are charged.
 */
export type RefundPolicy = "keep" | "reprice" | "charge_gift";

/** Units of a line, or of a gift by its place in the order's `gifts`. */
export type Returned =
  | { readonly lineId: string; readonly quantity: number }
  | { readonly gift: number; readonly quantity: number };

/**
 * All returns of one order so far. Which returns led here does not show in it: two ways to the
 * same returned units end in the same state (while {@link Refund.exact}).
 */
export interface RefundState {
  readonly policy: RefundPolicy;
  /** By line, in the order of the cart; lines with nothing returned are left out. */
  readonly lines: readonly ReturnedLine[];
  /** Returned units of each gift, in the order's order; empty: none. */
  readonly gifts: readonly number[];
  readonly paidBackMinor: Minor;
}

export interface ReturnedLine {
  readonly lineId: string;
  /** Units that came back. */
  readonly quantity: number;
  /** Units of the line that are billed: those kept, or more where that is cheaper. */
  readonly billed: number;
}

export interface Refund {
  /** Give it to the next `refund` of this order. */
  readonly state: RefundState;
  /** To pay back now; never below zero. */
  readonly refundMinor: Minor;
  /** Where it goes: money first, then stored value, then points; never more than each paid. */
  readonly payback: Payback;
  /** What the order paid, and what of it is paid back after this. */
  readonly paidMinor: Minor;
  readonly paidBackMinor: Minor;
  /**
   * What the policy alone would still ask the member for: not charged, but reckoned against later
   * returns. 满100减50 on 95 + 10, the 10 returned: 4,000.
   */
  readonly carriedMinor: Minor;
  /** What the kept goods are billed at; Σ before − Σ after, delivery included, is the refund. */
  readonly lines: readonly RefundLine[];
  readonly delivery: Change;
  readonly gifts: Change;
  /** Benefits that changed, and who gets how much of their cost back. */
  readonly benefits: readonly BenefitChange[];
  /** Thresholds that the kept goods no longer reach, whether or not that is charged. */
  readonly lost: readonly LostThreshold[];
  /** Gifts that are neither earned any more nor returned, and what of them is charged. */
  readonly giftsCharged: readonly ChargedGift[];
  /**
   * Whether every way of returning these units was compared. False only beyond `refundLimit`
   * ways: the order of returns may then change amounts on the way, never the sum of all.
   */
  readonly exact: boolean;
}

export interface Payback {
  readonly moneyMinor: Minor;
  readonly storedValueMinor: Minor;
  readonly points: number;
  readonly pointsMinor: Minor;
}

export interface Change {
  readonly beforeMinor: Minor;
  readonly afterMinor: Minor;
}

export interface RefundLine extends Change {
  readonly lineId: string;
  readonly productId: string;
  readonly returnedQuantity: number;
  readonly keptQuantity: number;
}

export interface BenefitChange extends Change {
  readonly offerId: string;
  readonly voucherId: string | null;
  /** Given back to who bears the benefit; below zero: bears more. */
  readonly shares: Applied["shares"];
  /** Nothing of the benefit is left: its voucher may be given back to the member. */
  readonly over: boolean;
}

export interface LostThreshold {
  readonly offerId: string;
  readonly voucherId: string | null;
  /** Why it does not apply to what is kept; null: it applies, but gives less. */
  readonly reason: Reason | null;
  readonly tierBefore: number | null;
  readonly tierAfter: number | null;
  readonly timesBefore: number;
  readonly timesAfter: number;
}

export interface ChargedGift {
  readonly gift: number;
  readonly label: string;
  readonly quantity: number;
  /** What it is worth; 0 where that is not known. */
  readonly worthMinor: Minor;
}
