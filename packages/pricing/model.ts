// The words of the engine. Plain types: no schema, no clock, nothing to install.

/** An integer in the minor unit of the cart's currency (¥1.00 = 100, JP¥1 = 1). */
export type Minor = number;

/**
 * What an offer is, for the order in which offers are subtracted and for what joins what:
 * a price level · a benefit on single goods · a total-price promotion (满减, 每满减, 满折) · a gift
 * with a purchase · a voucher for a category, of a store, of a subsidy · a benefit on delivery.
 */
export type Category =
  | "price"
  | "item"
  | "order"
  | "gift"
  | "category_voucher"
  | "store_voucher"
  | "subsidy_voucher"
  | "delivery";

/**
 * The amount that a threshold is tested on, over the goods of the offer:
 * `initial`: list prices, before any benefit (原价合计);
 * `after_items`: after price levels and item benefits (单品优惠后), the trade's common base;
 * `after_previous`: after every benefit subtracted before this one (前面优惠全部扣完后).
 */
export type Base = "initial" | "after_items" | "after_previous";

/** A line is in if any list names it (no list: all goods) and `except` names it not. */
export interface Scope {
  readonly products?: readonly string[];
  readonly categories?: readonly string[];
  readonly brands?: readonly string[];
  readonly tags?: readonly string[];
  readonly except?: {
    readonly products?: readonly string[];
    readonly categories?: readonly string[];
    readonly brands?: readonly string[];
    readonly tags?: readonly string[];
  };
}

/** All that are given must hold. */
export interface Conditions {
  /** Half-open [fromMs, toMs), epoch milliseconds. */
  readonly fromMs?: number | null;
  readonly toMs?: number | null;
  readonly stores?: readonly string[];
  readonly channels?: readonly string[];
  /** The member is in one of them. */
  readonly segments?: readonly string[];
  readonly firstOrder?: boolean;
  /** ISO: Monday 1 to Sunday 7. */
  readonly weekdays?: readonly number[];
  /** Minutes of the day, half-open; `from` after `to` goes past midnight. */
  readonly hours?: readonly { readonly from: number; readonly to: number }[];
}

export interface Gift {
  readonly productId: string | null;
  readonly label: string;
  readonly quantity: number;
  /** What it is worth, for "who pays" and for charging it back; null: not known. */
  readonly valueMinor: Minor | null;
}

export type Give =
  | { readonly kind: "amount"; readonly amountMinor: Minor }
  /** `bps` ten-thousandths off: 八五折 is 1,500. */
  | { readonly kind: "percent"; readonly bps: number; readonly capMinor?: Minor | null }
  | { readonly kind: "gifts"; readonly gifts: readonly Gift[] }
  /** Delivery for nothing, or cheaper by at most `capMinor`. */
  | { readonly kind: "delivery"; readonly capMinor?: Minor | null };

/** Either amount or number of units; both absent: always reached. */
export interface Tier {
  readonly fromMinor?: Minor;
  readonly fromCount?: number;
  readonly give: Give;
}

export type Benefit =
  /** One unit costs `unitMinor`, or the line's own price of that level where it is null. */
  | {
      readonly kind: "unit_price";
      readonly level: "member" | "activity";
      readonly unitMinor: Minor | null;
    }
  /** Off each unit; at most `maxUnits` of them, the dearest. */
  | {
      readonly kind: "each_off";
      readonly amountMinor?: Minor;
      readonly bps?: number;
      readonly maxUnits?: number | null;
    }
  /** Of every `n` units the cheapest has `bps` off: 第二件半价 is n 2, bps 5,000. */
  | {
      readonly kind: "nth_off";
      readonly n: number;
      readonly bps: number;
      readonly maxTimes?: number | null;
    }
  /**
   * Buy x, get y with `bps` off (10,000: free). Without `getScope` both come from the offer's
   * scope and the cheapest y of every x + y are given; with it, the cheapest goods of that scope
   * that are not in the offer's own.
   */
  | {
      readonly kind: "buy_get";
      readonly buy: number;
      readonly get: number;
      readonly bps: number;
      readonly getScope?: Scope;
      readonly maxTimes?: number | null;
    }
  /** All parts together for `priceMinor` (打包一口价, 任选 3 件 99 元). */
  | {
      readonly kind: "bundle";
      readonly parts: readonly { readonly scope: Scope; readonly quantity: number }[];
      readonly priceMinor: Minor;
      readonly maxTimes?: number | null;
    }
  /** Whoever reaches the threshold may have up to `maxUnits` of other goods at a price (加价购). */
  | {
      readonly kind: "add_on";
      readonly goods: Scope;
      readonly unitMinor: Minor;
      readonly maxUnits: number;
      readonly base: Base;
      readonly fromMinor: Minor;
    }
  /** A right to `units` units of the scope for `payMinor` each (兑换券). */
  | { readonly kind: "exchange"; readonly units: number; readonly payMinor: Minor }
  /**
   * The highest tier that is reached gives (满减, 满折, 满赠, 包邮). `every`: one tier, given as
   * often as it is reached (每满减). `capMinor`: the most that it ever takes off.
   */
  | {
      readonly kind: "tiers";
      readonly base: Base;
      /** What a percentage is of; absent: `after_previous`. */
      readonly percentOf?: Base;
      readonly tiers: readonly Tier[];
      readonly every?: boolean;
      readonly capMinor?: Minor | null;
    };

export type Party = "group" | "region" | "store" | "supplier" | "platform";

/** `only`: ids of offers, or categories. */
export type JoinRule =
  | "policy"
  | "always"
  | "never"
  | { readonly only: readonly (string | Category)[] };

/** What an offer says, without its name. Stored with its version. */
export interface OfferRule {
  readonly category: Category;
  /** Of each group that it is in, one offer applies. */
  readonly groups?: readonly string[];
  /** With others; absent: as the policy says. `never`: its goods take part in nothing else. */
  readonly joins?: JoinRule;
  /** The goods that it counts and lowers. */
  readonly scope: Scope;
  readonly when: Conditions;
  readonly benefit: Benefit;
  /** Who bears it; ten-thousandths that add up to 10,000. */
  readonly payers: readonly { readonly party: Party; readonly bps: number }[];
  /** Vouchers of it that one order may use; absent: 1. */
  readonly perOrder?: number;
}

export interface Offer extends OfferRule {
  readonly offerId: string;
  readonly version?: number;
  readonly name: string;
  readonly nameEn?: string | null;
  /** Epoch milliseconds of its first publication: of two equal offers the older applies. */
  readonly sinceMs: number;
  /** `automatic` applies by itself; `voucher` needs one that the member holds. */
  readonly trigger: "automatic" | "voucher";
}

// ---- stacking -------------------------------------------------------------------------------

/** The operator's rule of what is subtracted first and what never meets. */
export interface StackingPolicy {
  /** Every category once: offers are subtracted in this order, within one the older first. */
  readonly order: readonly Category[];
  /** Offers of these two categories do not both apply: in one cart, or on one line. */
  readonly apart: readonly {
    readonly a: Category;
    readonly b: Category;
    readonly per: "cart" | "line";
  }[];
  /** Named groups of which one offer applies; a group that is not named here is per cart. */
  readonly groups?: readonly { readonly group: string; readonly per: "cart" | "line" }[];
}

/**
 * The trade's rule (大促叠加): a total-price promotion stacks with one category voucher a line, one
 * store voucher and one subsidy voucher; two total-price promotions never both apply; of item
 * benefits one applies on a line. Price levels need no rule: on each line the lowest counts, since
 * a second one takes off only what is left down to its price.
 */
export const tradePolicy: StackingPolicy = {
  order: [
    "price",
    "item",
    "order",
    "gift",
    "category_voucher",
    "store_voucher",
    "subsidy_voucher",
    "delivery",
  ],
  apart: [
    { a: "item", b: "item", per: "line" },
    { a: "order", b: "order", per: "cart" },
    { a: "category_voucher", b: "category_voucher", per: "line" },
    { a: "store_voucher", b: "store_voucher", per: "cart" },
    { a: "subsidy_voucher", b: "subsidy_voucher", per: "cart" },
    { a: "delivery", b: "delivery", per: "cart" },
  ],
};
