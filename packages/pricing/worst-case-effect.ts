// What an offer can do to one unit of an item at most, whatever else is in the cart.
import type { CartLine } from "./cart.ts";
import type { Offer, Scope, Tier } from "./model.ts";

/** One unit of a product, as the guard looks at it. */
export type GuardItem = Omit<CartLine, "lineId" | "quantity">;

const lists = ["products", "categories", "brands", "tags"] as const;

function named(scope: Omit<Scope, "except">, item: GuardItem): boolean {
  return (
    scope.products?.includes(item.productId) === true ||
    scope.categories?.some((one) => item.categoryIds?.includes(one)) === true ||
    (item.brandLabel ? scope.brands?.includes(item.brandLabel) === true : false) ||
    scope.tags?.some((one) => item.tags?.includes(one)) === true
  );
}

export function inScope(scope: Scope, item: GuardItem): boolean {
  const all = lists.every((list) => scope[list] === undefined);
  return (all || named(scope, item)) && !(scope.except && named(scope.except, item));
}

/** No other product can be in the scope. */
export function isAlone(scope: Scope, item: GuardItem): boolean {
  const { products, categories, brands, tags } = scope;
  if (categories || brands || tags || !products) return false;
  return products.every((id) => id === item.productId);
}

/** Goods whose price the offer can lower include the item. */
export function touches({ benefit, scope }: Offer, item: GuardItem): boolean {
  switch (benefit.kind) {
    case "buy_get":
      if (!benefit.getScope) return inScope(scope, item);
      return inScope(benefit.getScope, item) && !inScope(scope, item);
    case "bundle":
      return inScope(scope, item) && benefit.parts.some((part) => inScope(part.scope, item));
    case "add_on":
      return inScope(benefit.goods, item);
    case "unit_price":
      return inScope(scope, item) && unitPrice(benefit, item) !== null;
    case "tiers":
      return inScope(scope, item) && benefit.tiers.some(({ give }) => isMoney(give.kind));
    default:
      return inScope(scope, item);
  }
}

const isMoney = (kind: Tier["give"]["kind"]): boolean => kind === "amount" || kind === "percent";

function unitPrice(
  benefit: Extract<Offer["benefit"], { kind: "unit_price" }>,
  item: GuardItem,
): number | null {
  return benefit.unitMinor ?? item.prices?.[benefit.level] ?? null;
}

/** An upper bound of an offer's effect; money in minor units, shares in parts of one. */
export interface Effect {
  /** Lowers the unit's value itself, never below what the offer can. */
  readonly lower: (value: number) => number;
  /** The same for the unit that gets the most of it, where `lower` is of all units together. */
  readonly lowerOne: (value: number) => number;
  /** It sets a price: what it leaves of uneven units is no function of their average. */
  readonly sets: "nothing" | "units" | "bundles";
  /** Taken off the unit once, at the end. */
  readonly minus: number;
  /** What is left of every line that it covers: 1 − the part taken. */
  readonly keep: number;
  /** Taken off, in parts of the amount after item benefits, or of the initial amount. */
  readonly ofItems: number;
  readonly ofInitial: number;
  /** An amount that needs no threshold, off the goods together. */
  readonly flat: number;
  /** The lowest threshold of `ofItems` and `ofInitial`. */
  readonly from: number;
}

export const noEffect: Effect = {
  lower: (value) => value,
  lowerOne: (value) => value,
  sets: "nothing",
  minus: 0,
  keep: 1,
  ofItems: 0,
  ofInitial: 0,
  flat: 0,
  from: Number.POSITIVE_INFINITY,
};

const part = (bps: number): number => bps / 10_000;

/**
 * The effect of an offer on the item, of as many vouchers as one order may use; `late`: amounts go
 * off it after total-price offers.
 */
export function effectOf(offer: Offer, item: GuardItem, late: boolean): Effect {
  const times = offer.trigger === "voucher" ? (offer.perOrder ?? 1) : 1;
  const one = effectOfOne(offer, item, late);
  const { minus, keep, ofItems, ofInitial, flat, from } = one;
  return {
    lower: again(one.lower, times),
    lowerOne: again(one.sets === "bundles" && times > 1 ? () => 0 : one.lowerOne, times),
    sets: one.sets,
    minus: minus * times,
    keep: keep ** times,
    ofItems: ofItems * times,
    ofInitial: ofInitial * times,
    flat: flat * times,
    from,
  };
}

type Lower = (value: number) => number;

function again(lower: Lower, times: number): Lower {
  if (times === 1) return lower;
  return (value) => {
    let left = value;
    // Beyond this a repeated benefit leaves nothing worth counting.
    for (let time = 0; time < Math.min(times, 100); time++) left = lower(left);
    return times > 100 && left < value ? 0 : left;
  };
}

function effectOfOne(offer: Offer, item: GuardItem, late: boolean): Effect {
  const { benefit, scope } = offer;
  const alone = isAlone(scope, item);
  switch (benefit.kind) {
    case "unit_price": {
      const unit = unitPrice(benefit, item);
      return unit === null ? noEffect : atMost(unit);
    }
    case "each_off": {
      if (benefit.bps !== undefined) return scaled(1 - part(benefit.bps));
      const amount = benefit.amountMinor ?? 0;
      if (late) return { ...noEffect, minus: amount };
      const lower: Lower = (value) => Math.max(0, value - amount);
      return { ...noEffect, lower, lowerOne: lower };
    }
    case "nth_off":
      return scaled(1 - part(benefit.bps) / (alone ? benefit.n : 1), 1 - part(benefit.bps));
    case "buy_get": {
      const { buy, get } = benefit;
      const units = alone && !benefit.getScope ? get / (buy + get) : 1;
      return scaled(1 - part(benefit.bps) * units, 1 - part(benefit.bps));
    }
    case "bundle": {
      const units = benefit.parts.reduce((sum, one) => sum + one.quantity, 0);
      const same = benefit.parts.every((one) => alone || isAlone(one.scope, item));
      return atMost(same && units > 0 ? benefit.priceMinor / units : 0, "bundles");
    }
    case "add_on":
      return atMost(benefit.unitMinor);
    case "exchange":
      return atMost(benefit.payMinor);
    case "tiers":
      return tiersEffect(offer);
  }
}

function atMost(most: number, sets: Effect["sets"] = "units"): Effect {
  const lower: Lower = (value) => Math.min(value, most);
  return { ...noEffect, lower, lowerOne: lower, sets };
}

function scaled(keep: number, keepOfOne = keep): Effect {
  return { ...noEffect, lower: (value) => value * keep, lowerOne: (value) => value * keepOfOne };
}

/** 每满 3 件减 10 among goods that cost next to nothing falls on the item alone. */
const anything = 1e15;

function tiersEffect(offer: Offer): Effect {
  const { benefit } = offer;
  if (benefit.kind !== "tiers") return noEffect;
  let [keep, flat, rate, from] = [1, 0, 0, Number.POSITIVE_INFINITY];
  let percentOfBase = 0;
  const percentOf = benefit.percentOf ?? "after_previous";
  for (const { fromMinor = 0, give } of benefit.tiers) {
    if (give.kind === "percent") {
      if (percentOf === "after_previous") keep = Math.min(keep, 1 - part(give.bps));
      else {
        percentOfBase = Math.max(percentOfBase, part(give.bps));
        from = Math.min(from, fromMinor);
      }
    }
    if (give.kind !== "amount") continue;
    if (fromMinor <= 0) flat = Math.max(flat, benefit.every ? anything : give.amountMinor);
    else {
      rate = Math.max(rate, give.amountMinor / fromMinor);
      from = Math.min(from, fromMinor);
    }
  }
  const previous = benefit.base === "after_previous";
  if (previous) keep = Math.min(keep, 1 - rate);
  const share = (base: "after_items" | "initial"): number =>
    (!previous && benefit.base === base ? rate : 0) + (percentOf === base ? percentOfBase : 0);
  return {
    ...noEffect,
    keep: Math.max(0, keep),
    ofItems: share("after_items"),
    ofInitial: share("initial"),
    flat,
    from,
  };
}

/**
 * The least that is left of any line, in parts of what it was, by an item benefit: 0 where other
 * goods could be given away. `goods` are the products that are known.
 */
export function leastLeft(
  offer: Offer,
  item: GuardItem,
  goods: ReadonlyMap<string, GuardItem>,
): number {
  const { benefit } = offer;
  if (benefit.kind === "tiers") return 1;
  const percent = "bps" in benefit ? benefit.bps : undefined;
  if (percent !== undefined) {
    return (1 - part(percent)) ** (offer.trigger === "voucher" ? (offer.perOrder ?? 1) : 1);
  }
  let least = 1;
  const { products, categories, brands, tags } = offer.scope;
  if (!products || categories || brands || tags) return 0;
  for (const id of products) {
    const one = id === item.productId ? item : goods.get(id);
    if (!one || one.listMinor <= 0) return 0;
    const left = effectOf(offer, one, false).lower(one.listMinor);
    least = Math.min(least, left / one.listMinor);
  }
  return least;
}
