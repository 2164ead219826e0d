// What the engine answers.
import type { Base, Benefit, Category, Conditions, Gift, Minor, Party } from "./model.ts";

export interface Priced {
  readonly currency: string;
  /** In the order of the cart. */
  readonly lines: readonly PricedLine[];
  readonly delivery: {
    readonly initialMinor: Minor;
    readonly payableMinor: Minor;
    readonly reductions: readonly Reduction[];
  };
  readonly gifts: readonly (Gift & { readonly offerId: string })[];
  readonly payable: Payable;
  /** In the order in which they were subtracted. */
  readonly applied: readonly Applied[];
  readonly notApplied: readonly NotApplied[];
  readonly nextSteps: readonly NextStep[];
  readonly proof: Proof;
}

export interface PricedLine {
  readonly lineId: string;
  readonly productId: string;
  readonly quantity: number;
  /** List price times quantity. */
  readonly initialMinor: Minor;
  /** initial − all reductions. */
  readonly payableMinor: Minor;
  readonly reductions: readonly Reduction[];
  /** Of payable, what points pay. */
  readonly pointsMinor: Minor;
}

export interface Reduction {
  readonly offerId: string;
  readonly voucherId: string | null;
  readonly amountMinor: Minor;
}

/** total = goods + delivery; due = total − points − stored value. */
export interface Payable {
  readonly goodsMinor: Minor;
  readonly deliveryMinor: Minor;
  readonly totalMinor: Minor;
  readonly pointsUsed: number;
  readonly pointsMinor: Minor;
  readonly storedValueMinor: Minor;
  readonly dueMinor: Minor;
}

export interface Applied {
  readonly offerId: string;
  readonly voucherId: string | null;
  readonly category: Category;
  readonly kind: Benefit["kind"];
  /** On goods and delivery together. */
  readonly amountMinor: Minor;
  readonly deliveryMinor: Minor;
  /** Lines that it lowers, in the order of the cart. */
  readonly byLine: readonly { readonly lineId: string; readonly amountMinor: Minor }[];
  /** The amount that its threshold was tested on; null where it has none. */
  readonly baseMinor: Minor | null;
  readonly base: Base | null;
  /** Index of the tier that gave; null where there are none. */
  readonly tier: number | null;
  /** How often it was given (每满减, bundles, nth items). */
  readonly times: number;
  /** What kept it from taking more off. */
  readonly limitedBy: "cap" | "floor" | "zero" | null;
  readonly shares: readonly { readonly party: Party; readonly amountMinor: Minor }[];
}

export type Reason =
  | { readonly kind: "below_amount"; readonly missingMinor: Minor; readonly base: Base }
  | { readonly kind: "below_count"; readonly missing: number }
  /** Needs goods that are not in the cart (the other part of a bundle, the add-on). */
  | { readonly kind: "goods_missing"; readonly missing: number }
  | { readonly kind: "no_goods" }
  /** Applied offers that it does not join. */
  | { readonly kind: "not_with"; readonly offerIds: readonly string[] }
  /** It could apply, but the member pays `worseByMinor` more with it, or as much. */
  | { readonly kind: "not_better"; readonly worseByMinor: Minor }
  | { readonly kind: "not_chosen" }
  | { readonly kind: "not_started"; readonly fromMs: number }
  | { readonly kind: "ended"; readonly toMs: number }
  | { readonly kind: "not_at_store" }
  | { readonly kind: "not_in_channel" }
  | { readonly kind: "not_in_segment" }
  | { readonly kind: "not_first_order" }
  | { readonly kind: "not_today"; readonly weekdays: readonly number[] }
  | { readonly kind: "not_now"; readonly hours: NonNullable<Conditions["hours"]> }
  | { readonly kind: "no_voucher" }
  | { readonly kind: "voucher_used_up" }
  /** Nothing is left to take off: floor reached, or delivery is free already. */
  | { readonly kind: "nothing_left"; readonly why: "floor" | "zero" | "delivery" };

export interface NotApplied {
  readonly offerId: string;
  readonly voucherId: string | null;
  readonly reason: Reason;
}

/** The way to the next tier of one offer (凑单). */
export interface NextStep {
  readonly offerId: string;
  readonly tier: number;
  readonly missingMinor: Minor | null;
  readonly missingCount: number | null;
  /** The cheapest addition found that reaches it; null: none of the suggestions does. */
  readonly add: readonly { readonly productId: string; readonly quantity: number }[] | null;
  /** What the whole cart then costs more; below zero it costs less than now. */
  readonly costsMinor: Minor | null;
  /** What the additions alone would have cost. */
  readonly worthMinor: Minor | null;
}

export interface Proof {
  /** `best`: no allowed combination is cheaper. `bounded`: the search stopped at its budget. */
  readonly kind: "best" | "bounded";
  /** Offers and vouchers that could apply. */
  readonly candidates: number;
  /** Combinations that were priced. */
  readonly evaluated: number;
  /** No allowed combination can cost less than the total minus this; 0 for `best`. */
  readonly couldStillSaveMinor: Minor;
}
