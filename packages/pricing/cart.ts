// What is bought, by whom, where and when.
import type { Minor } from "./model.ts";

export interface Cart {
  /** ISO 4217. */
  readonly currency: string;
  readonly lines: readonly CartLine[];
  /** Freight before benefits; absent: none. */
  readonly deliveryMinor?: Minor;
}

export interface CartLine {
  /** Unique in the cart. It decides nothing but the very last tie between equal lines. */
  readonly lineId: string;
  readonly productId: string;
  readonly variantId?: string | null;
  /** 1 to 9,999. */
  readonly quantity: number;
  /** What one unit costs without any benefit. */
  readonly listMinor: Minor;
  /** What one unit costs at another level; an offer of kind `unit_price` makes it apply. */
  readonly prices?: { readonly member?: Minor; readonly activity?: Minor };
  /** One unit is never sold for less; absent: 0. */
  readonly floorMinor?: Minor | null;
  /** Its category and all above it. */
  readonly categoryIds?: readonly string[];
  /** The brand printed on the product. */
  readonly brandLabel?: string | null;
  readonly tags?: readonly string[];
}

export interface HeldVoucher {
  readonly voucherId: string;
  readonly offerId: string;
  readonly usesLeft: number;
  /** Half-open. */
  readonly fromMs?: number | null;
  readonly toMs?: number | null;
}

export interface Facts {
  readonly storeId?: string | null;
  readonly channelId?: string | null;
  readonly segments?: readonly string[];
  /** Absent: not known, which is not a first order. */
  readonly firstOrder?: boolean;
  readonly vouchers?: readonly HeldVoucher[];
  readonly points?: PointsRule | null;
  /** Money of the member that is kept by the brand: a payment, no discount. */
  readonly storedValueMinor?: Minor;
}

/** Points as payment after all benefits. */
export interface PointsRule {
  readonly balance: number;
  /** `points` points pay `minor`; only whole steps are used. */
  readonly step: { readonly points: number; readonly minor: Minor };
  /** The most of the goods' amount that points may pay, in ten-thousandths and in money. */
  readonly capBps?: number;
  readonly capMinor?: Minor | null;
  /** Points that the member wants to use; "most": as many as allowed. */
  readonly use: number | "most";
}

/** An instant and what the clock on the brand's wall shows; see `momentOf`. */
export interface Moment {
  readonly atMs: number;
  /** ISO: Monday 1 to Sunday 7. */
  readonly weekday: number;
  /** 0 to 1,439. */
  readonly minuteOfDay: number;
}

export interface Options {
  /** Only these candidates (offer ids, voucher ids) may apply: the member's own choice. */
  readonly choose?: readonly string[];
  /** Products that could be added, for `nextSteps`. */
  readonly suggestions?: readonly Omit<CartLine, "lineId" | "quantity">[];
  /**
   * How much the search may do, in visits of a line by an offer; the answer is then the same on
   * every machine. Default `defaultBudget`.
   */
  readonly budget?: number;
  /** Prices as the terms alone would make them: what the price guard asks. */
  readonly ignoreFloors?: boolean;
  /** Also say why offers that touch nothing in the cart do not apply. */
  readonly explainAll?: boolean;
}
