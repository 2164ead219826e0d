// How low a price can get at most: sound for every cart, and cheap enough to ask first.
import { effectOf, type Effect, type GuardItem, leastLeft } from "./worst-case-effect.ts";
import type { Base, Category, Offer, StackingPolicy } from "./model.ts";

/** What the bound of one item is made of. */
export interface BoundInput {
  readonly item: GuardItem;
  readonly policy: StackingPolicy;
  /** In the order in which the policy subtracts them. */
  readonly touching: readonly Offer[];
  /** Every other offer that can be in the same cart. */
  readonly others: readonly Offer[];
  /** What each touching offer does at most. */
  readonly parts: ReadonlyMap<Offer, Part>;
  /** What the others can do to goods beside the item, by category. */
  readonly foreign: readonly Foreign[];
}

interface Part {
  readonly effect: Effect;
  readonly rank: number;
  /** The least that it leaves of any line. */
  readonly least: number;
}

interface Foreign {
  readonly category: Category;
  readonly rank: number;
  /** One cart has one offer of the category. */
  readonly perCart: boolean;
  readonly effects: readonly Effect[];
  readonly least: number;
  readonly flat: number;
}

/** Looks at the offers once, for any number of bounds. */
export function boundInput(
  item: GuardItem,
  offers: {
    readonly touching: readonly Offer[];
    readonly others: readonly Offer[];
    readonly goods: ReadonlyMap<string, GuardItem>;
  },
  policy: StackingPolicy,
): BoundInput {
  const { touching, others, goods } = offers;
  const rankOf = (category: Category) => policy.order.indexOf(category);
  const parts = new Map(
    touching.map((offer): [Offer, Part] => {
      const effect = effectOf(offer, item, isLate(policy, offer));
      const least = Math.min(leastLeft(offer, item, goods), leftByTotal(offer.category, effect));
      return [offer, { effect, least, rank: rankOf(offer.category) }];
    }),
  );
  const foreign = byCategory(others, policy).map(({ category, offers: of }): Foreign => {
    const apart = isApart(policy, category, of);
    const effects = of.map((offer) => effectOf(offer, item, true));
    const least = of.map((offer, index) =>
      Math.min(leastLeft(offer, item, goods), leftByTotal(category, effects[index]!)));
    return {
      category,
      rank: rankOf(category),
      perCart: apart && isPerCart(policy, category),
      effects: apart ? [strongest(effects)] : effects,
      least: apart ? Math.min(...least) : least.reduce((value, one) => value * one, 1),
      // On other lines an amount without a threshold may be given several times.
      flat: effects.reduce((sum, effect) => sum + effect.flat, 0),
    };
  });
  return { item, policy, touching, others, parts, foreign };
}

export const isItemCategory = (category: Category): boolean =>
  category === "price" || category === "item";

/** Never two of this category on one line, as long as no offer of it is set to join always. */
function isApart(policy: StackingPolicy, category: Category, offers: readonly Offer[]): boolean {
  return (
    policy.apart.some(({ a, b }) => a === category && b === category) &&
    offers.every((offer) => offer.joins !== "always")
  );
}

const isPerCart = (policy: StackingPolicy, category: Category): boolean =>
  policy.apart.some(({ a, b, per }) => a === category && b === category && per === "cart");

function byCategory(
  offers: readonly Offer[],
  policy: StackingPolicy,
): { readonly category: Category; readonly offers: readonly Offer[] }[] {
  return policy.order.flatMap((category) => {
    const of = offers.filter((offer) => offer.category === category);
    return of.length > 0 ? [{ category, offers: of }] : [];
  });
}

/** Effects of which one applies, as one that is as strong as any of them in every respect. */
function strongest(effects: readonly Effect[]): Effect {
  return {
    lower: (value) => Math.min(...effects.map((one) => one.lower(value))),
    lowerOne: (value) => Math.min(...effects.map((one) => one.lowerOne(value))),
    sets: effects.some((one) => one.sets === "bundles")
      ? "bundles"
      : effects.some((one) => one.sets === "units") ? "units" : "nothing",
    minus: Math.max(...effects.map((one) => one.minus)),
    keep: Math.min(...effects.map((one) => one.keep)),
    ofItems: Math.max(...effects.map((one) => one.ofItems)),
    ofInitial: Math.max(...effects.map((one) => one.ofInitial)),
    flat: Math.max(...effects.map((one) => one.flat)),
    from: Math.min(...effects.map((one) => one.from)),
  };
}

/** Total-price offers come first somewhere: then amounts off single goods are taken off last. */
function isLate(policy: StackingPolicy, offer: Offer): boolean {
  if (!isItemCategory(offer.category)) return true;
  const rank = policy.order.indexOf(offer.category);
  return policy.order.slice(0, rank).some((category) => !isItemCategory(category));
}

/**
 * No cart brings one unit of the item below this, whatever it holds and however the touching
 * offers are combined (of a category that is held apart, one): the list price, lowered by item
 * benefits, times what each total-price offer leaves. In minor units, not rounded.
 */
export function quickBound(input: BoundInput): number {
  const { touching, policy, parts } = input;
  const effects = byCategory(touching, policy).flatMap(({ category, offers }) => {
    const each = offers.map((offer) => parts.get(offer)!.effect);
    return isApart(policy, category, offers) ? [strongest(each)] : each;
  });
  return combine(input, effects, sumOfShares(effects), { own: touching, whole: false });
}

/** The same for one combination: offers with one scope and base are tested on one amount. */
export function combinationBound(input: BoundInput, offers: readonly Offer[]): number {
  const effects = offers.map((offer) => input.parts.get(offer)!.effect);
  return combine(input, effects, tiedShares(offers, effects), { own: offers, whole: true });
}

/** `whole`: all of these apply; else any of them may. */
interface Asked {
  readonly own: readonly Offer[];
  readonly whole: boolean;
}

interface Shares {
  readonly ofItems: number;
  readonly ofInitial: number;
}

function sumOfShares(effects: readonly Effect[]): Shares {
  const sum = (read: (effect: Effect) => number) =>
    effects.reduce((total, effect) => total + read(effect), 0);
  return { ofItems: sum((one) => one.ofItems), ofInitial: sum((one) => one.ofInitial) };
}

function combine(
  input: BoundInput,
  effects: readonly Effect[],
  shares: Shares,
  asked: Asked,
): number {
  const { item } = input;
  const lowered = loweredBy(effects, item.listMinor);
  const kept = effects.reduce((value, effect) => value * effect.keep, lowered);
  const flat = effects.reduce((sum, effect) => sum + effect.flat, 0);
  const minus = flat + effects.reduce((sum, effect) => sum + effect.minus, 0);
  const share = shares.ofItems + shares.ofInitial;
  if (share === 0) return Math.max(0, kept - minus);
  const beside = besides(input, effects, asked);
  const from = Math.min(...effects.map((effect) => effect.from));
  const before = portion(flat + beside.flat, from, Number.POSITIVE_INFINITY);
  const items = beside.left - before;
  const initial = beside.leftOfList * beside.left - before;
  const taken = portion(shares.ofItems, items) + portion(shares.ofInitial, initial);
  return Math.max(0, kept * (1 - Math.min(1, taken)) - minus);
}

/**
 * The unit's value after benefits on single goods. Where one of them sets a price the units are
 * followed one by one: units on other lines may be cheaper and keep that. After a bundle nothing
 * is known of one unit.
 */
function loweredBy(effects: readonly Effect[], listMinor: number): number {
  if (effects.every((effect) => effect.sets === "nothing")) {
    return effects.reduce((value, effect) => effect.lower(value), listMinor);
  }
  let value = listMinor;
  let bundled = false;
  for (const effect of effects) {
    if (effect.sets !== "nothing" && bundled) return 0;
    value = effect.lowerOne(value);
    bundled ||= effect.sets === "bundles";
  }
  return value;
}

/** `share` of what is left; all of it (`most`) where nothing is. */
const portion = (share: number, of: number, most = 1): number =>
  share === 0 ? 0 : of <= 0 ? most : share / of;

interface Beside {
  /** Least part left of any line, of its amount after item benefits and before these offers. */
  readonly left: number;
  /** Least part that item benefits leave of any line's list price. */
  readonly leftOfList: number;
  readonly flat: number;
}

function besides(input: BoundInput, effects: readonly Effect[], asked: Asked): Beside {
  const { parts, foreign } = input;
  let left = effects.reduce((value, effect) => value * effect.keep, 1);
  let [leftOfList, flat, taken, last] = [1, 0, 0, 0];
  const perCart = new Set(asked.own.map((offer) => offer.category));
  for (const offer of asked.own) {
    const { least, rank, effect } = parts.get(offer)!;
    if (isItemCategory(offer.category)) leftOfList *= least;
    else left *= least;
    if (effect.ofItems + effect.ofInitial > 0) last = Math.max(last, rank);
    if (offer.joins === "always") perCart.delete(offer.category);
  }
  for (const one of foreign) {
    if (isItemCategory(one.category)) leftOfList *= one.least;
    // What is subtracted after the last total-price offer cannot shift any of it.
    if (one.rank > last || isInstead(one, perCart, asked.whole, last)) continue;
    if (!isItemCategory(one.category)) left *= one.least;
    for (const effect of one.effects) {
      left *= effect.keep;
      taken += effect.ofItems + portion(effect.ofInitial, leftOfList);
    }
    flat += one.flat;
  }
  return { left: Math.max(0, left - taken), leftOfList, flat };
}

/** It applies only where the own offer of its category does not, and nothing comes after both. */
function isInstead(
  { category, perCart, rank }: Foreign,
  own: ReadonlySet<Category>,
  whole: boolean,
  last: number,
): boolean {
  return perCart && own.has(category) && (whole || rank === last);
}

/** What a total-price offer that is counted among the item benefits leaves of a line. */
function leftByTotal(category: Category, effect: Effect): number {
  if (!isItemCategory(category)) return 1;
  const { keep, ofItems, ofInitial, flat } = effect;
  return flat > 0 ? 0 : Math.max(0, keep - ofItems - ofInitial);
}

/** Amount offers with one scope and one base share the amount that they are tested on. */
function tiedShares(offers: readonly Offer[], effects: readonly Effect[]): Shares {
  const shares = { ofItems: 0, ofInitial: 0 };
  const tied = new Map<string, { readonly offers: Offer[]; readonly base: Base; alone: number }>();
  for (const [index, offer] of offers.entries()) {
    const { benefit, scope } = offer;
    const { ofItems, ofInitial } = effects[index]!;
    if (benefit.kind !== "tiers" || benefit.tiers.some(({ give }) => give.kind === "percent")) {
      shares.ofItems += ofItems;
      shares.ofInitial += ofInitial;
      continue;
    }
    if (ofItems + ofInitial === 0) continue;
    const { base } = benefit;
    const key = JSON.stringify([base, scope]);
    const group = tied.get(key) ?? { offers: [], base, alone: 0 };
    group.offers.push(offer);
    group.alone += ofItems + ofInitial;
    tied.set(key, group);
  }
  for (const { offers: group, base, alone } of tied.values()) {
    const share = group.length > 1 ? Math.min(alone, jointShare(group)) : alone;
    if (base === "initial") shares.ofInitial += share;
    else shares.ofItems += share;
  }
  return shares;
}

const mostRepeats = 50;

interface Step {
  readonly times: number;
  readonly every: boolean;
  readonly cap: number;
  readonly tiers: readonly { readonly from: number; readonly amount: number }[];
}

function stepOf({ benefit, trigger, perOrder = 1 }: Offer): Step {
  if (benefit.kind !== "tiers") throw new TypeError("no tiers");
  return {
    times: trigger === "voucher" ? perOrder : 1,
    every: benefit.every === true,
    cap: benefit.capMinor ?? Number.POSITIVE_INFINITY,
    tiers: benefit.tiers.flatMap(({ fromMinor = 0, give }) =>
      give.kind === "amount" ? [{ from: fromMinor, amount: give.amountMinor }] : []),
  };
}

function takenAt(step: Step, total: number): number {
  const tier = step.tiers.filter(({ from }) => from > 0 && total >= from).at(-1);
  if (!tier) return 0;
  const whole = total / tier.from;
  // Beyond the totals that are looked at one by one, more than it can be.
  const often = !step.every ? 1 : whole >= mostRepeats ? whole : Math.floor(whole);
  return Math.min(tier.amount * often, step.cap) * step.times;
}

/** The largest part of one common amount that they take together; it is reached at a threshold. */
function jointShare(offers: readonly Offer[]): number {
  const steps = offers.map(stepOf);
  const highest = Math.max(...steps.flatMap((step) => step.tiers.map(({ from }) => from)));
  const totals = new Set<number>();
  for (const { tiers, every } of steps) {
    for (const { from } of tiers) {
      const repeats = every ? Math.min(mostRepeats, Math.floor((2 * highest) / from) + 1) : 1;
      for (let often = 1; often <= repeats; often++) if (from > 0) totals.add(from * often);
    }
  }
  // Beyond the last of these totals an amount that is given once is at most what it is there.
  const last = Math.max(...totals);
  const beyond = steps.reduce((sum, step) => {
    const rates = step.tiers.map(({ from, amount }) => (from > 0 ? amount / from : 0));
    if (step.every) return sum + Math.max(...rates) * step.times;
    return sum + (Math.max(...step.tiers.map(({ amount }) => amount)) / last) * step.times;
  }, 0);
  let best = beyond;
  for (const total of totals) {
    const taken = steps.reduce((sum, step) => sum + takenAt(step, total), 0);
    best = Math.max(best, taken / total);
  }
  return best;
}
