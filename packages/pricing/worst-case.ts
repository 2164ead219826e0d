import type { Priced } from "./answer.ts";
import { indexOffers, type OfferBook } from "./book.ts";
import type { Cart, CartLine } from "./cart.ts";
import { type Offer, type StackingPolicy, tradePolicy } from "./model.ts";
import { price } from "./price.ts";
import {
  boundInput, type BoundInput, combinationBound, isItemCategory, quickBound,
} from "./worst-case-bound.ts";
import { type GuardItem, touches } from "./worst-case-effect.ts";
import { filled } from "./worst-case-fill.ts";
import { lineOf } from "./worst-case-goods.ts";
import { itemLineId, type WorstCase, type WorstCaseOptions } from "./worst-case-model.ts";
import { canonical, type OfferSet, setsOf } from "./worst-case-sets.ts";
import { startsOf } from "./worst-case-starts.ts";
import { meetingOf, momentInUtc } from "./worst-case-when.ts";

export { isBelow, itemLineId } from "./worst-case-model.ts";
export type { GuardItem, WorstCase, WorstCaseOptions, WorstStep } from "./worst-case-model.ts";

const defaultBudget = 3_000;
const mostSets = 2_000;
/** What rounding to minor units may take off a unit, for each offer that applies. */
const roundingMinor = 2;
/** Of floating-point numbers, far within the rounding above. */
const fraction = 1e-6;

interface Found {
  readonly paid: number;
  readonly quantity: number;
  readonly cart: Cart;
  readonly set: OfferSet;
  readonly priced: Priced;
}

/** What can lower the item, what cannot, and how low it gets at most. */
export function lookAt(
  item: GuardItem,
  offers: readonly Offer[],
  policy: StackingPolicy,
  options: WorstCaseOptions = {},
): BoundInput {
  const ordered = canonical(offers, policy);
  const split = {
    touching: ordered.filter((offer) => touches(offer, item)),
    others: ordered.filter((offer) => !touches(offer, item)),
    goods: new Map(options.goods?.map((good) => [good.productId, good])),
  };
  return boundInput(item, split, policy);
}

/** No attainable price of one unit is below this; whole minor units, and quick to find. */
export function quickBoundMinor(input: BoundInput): number {
  const rounding = roundingMinor * unitsOf(input.touching);
  return Math.max(0, Math.floor(quickBound(input) - rounding + fraction));
}

const unitsOf = (offers: readonly Offer[]): number =>
  offers.reduce((sum, offer) => sum + (offer.perOrder ?? 1), 0);

/**
 * The lowest price of one unit of an item that a member can reach with these offers: over allowed
 * combinations, quantities, companions that bring a cart exactly to a threshold, members, stores
 * and moments at which the offers meet. Floors are left out of account. What is found is proved by
 * its cart; how much lower any cart could be is told by the bound.
 */
export function worstCase(
  item: GuardItem,
  offers: readonly Offer[],
  policy: StackingPolicy = tradePolicy,
  options: WorstCaseOptions = {},
): WorstCase {
  return lowestOf(lookAt(item, offers, policy, options), options);
}

/** The same, of offers that have been looked at. */
export function lowestOf(input: BoundInput, options: WorstCaseOptions): WorstCase {
  const { item, policy, touching } = input;
  const { fromMs = 0, momentAt = momentInUtc, withOffer, floorMinor = null } = options;
  const { sets, whole } = setsOf(touching, { policy, fromMs, momentAt, most: mostSets });
  const bounded = sets
    .filter(({ offers: of }) => !withOffer || of.some((one) => one.offerId === withOffer))
    .map((set) => ({ set, bound: combinationBound(input, set.offers) }))
    .sort((a, b) => a.bound - b.bound);
  const search = searchFor(item, policy, options);
  for (const { set, bound } of bounded) {
    const best = search.best();
    if (best && best.paid <= bound * best.quantity) break;
    const rounded = bound - roundingMinor * unitsOf(set.offers);
    if (floorMinor !== null && rounded >= floorMinor) continue;
    search.trySet(set);
  }
  if (options.goods?.length) {
    for (const set of withHelpers(bounded, input, options)) search.trySet(set);
  }
  const lowest = Math.min(item.listMinor, ...bounded.map((one) => one.bound));
  const rounding = roundingMinor * Math.max(0, ...sets.map((set) => unitsOf(set.offers)));
  const found = search.best() ?? search.plain();
  const unit = found.paid / found.quantity;
  const sound = whole ? lowest : Math.min(lowest, quickBound(input));
  return {
    ...answerOf(item, found),
    boundMinor: Math.max(0, Math.min(Math.floor(unit), Math.floor(sound - rounding + fraction))),
    exact: whole && unit <= lowest + rounding,
    evaluated: search.evaluated(),
  };
}

const mostHelped = 8;
const mostHelpers = 6;

/**
 * A companion that costs little but counts with its list price shifts the reduction onto the item:
 * the strongest combinations with a total tested on list prices, each with an offer that makes a
 * real good cheap.
 */
function withHelpers(
  bounded: readonly { readonly set: OfferSet }[],
  { others }: BoundInput,
  options: WorstCaseOptions,
): OfferSet[] {
  const { fromMs = 0, momentAt = momentInUtc, goods = [] } = options;
  const helpers = others
    .filter((offer) => isItemCategory(offer.category) && goods.some((good) => touches(offer, good)))
    .slice(0, mostHelpers);
  const helped = bounded
    .filter(({ set }) => set.offers.some(({ benefit }) =>
      benefit.kind === "tiers" && benefit.base === "initial"))
    .slice(0, mostHelped);
  return helped.flatMap(({ set }) =>
    helpers.flatMap((helper) => {
      const offers = [helper, ...set.offers];
      const meeting = meetingOf(offers, fromMs, momentAt);
      return meeting ? [{ offers, meeting }] : [];
    }));
}

/** Prices carts, and keeps the one in which the item is cheapest. */
function searchFor(item: GuardItem, policy: StackingPolicy, options: WorstCaseOptions) {
  const { currency = "CNY", budget = defaultBudget, goods = [] } = options;
  let best: Found | null = null;
  let evaluated = 0;
  const run = (
    set: OfferSet,
    book: OfferBook,
    lines: readonly CartLine[],
    choose: readonly string[],
  ): Priced => {
    evaluated += 1;
    const { facts, now } = set.meeting;
    return price({ currency, lines }, book, facts, now, { choose, ignoreFloors: true });
  };
  const keep = (set: OfferSet, lines: readonly CartLine[], priced: Priced): void => {
    const line = priced.lines.find((one) => one.lineId === itemLineId);
    if (!line) return;
    const { payableMinor: paid, quantity } = line;
    const lower =
      !best || BigInt(paid) * BigInt(best.quantity) < BigInt(best.paid) * BigInt(quantity);
    if (lower) best = { paid, quantity, cart: { currency, lines }, set, priced };
  };
  const trySet = (set: OfferSet): void => {
    const book = indexOffers(set.offers, policy);
    const choose = set.offers.map((offer) => offer.offerId);
    const pay = (lines: readonly CartLine[], some: readonly string[]) =>
      evaluated >= budget
        ? null
        : run(set, book, lines, some).lines.map((line) => line.payableMinor);
    const seen = new Set<string>();
    const tryCart = (lines: readonly CartLine[]): void => {
      const key = JSON.stringify(lines);
      if (evaluated >= budget || seen.has(key)) return;
      seen.add(key);
      keep(set, lines, run(set, book, lines, choose));
    };
    const ofItem = set.offers.filter((offer) => isItemCategory(offer.category));
    const alone = pay([lineOf(item, itemLineId, 1)], ofItem.map((offer) => offer.offerId));
    const unit = alone?.[0] ?? item.listMinor;
    for (const start of startsOf(item, set.offers, goods, unit)) {
      tryCart(start);
      const ask = { item, offers: set.offers, goods, pay };
      for (const lines of filled(ask, start)) tryCart(lines);
    }
  };
  const plain = (): Found => {
    const { fromMs = 0, momentAt = momentInUtc } = options;
    const set = { offers: [], meeting: { facts: {}, now: momentAt(fromMs) } };
    const lines = [lineOf(item, itemLineId, 1)];
    const priced = run(set, indexOffers([], policy), lines, []);
    return { paid: item.listMinor, quantity: 1, cart: { currency, lines }, set, priced };
  };
  return { trySet, plain, best: () => best, evaluated: () => evaluated };
}

type Answered = Omit<WorstCase, "boundMinor" | "exact" | "evaluated">;

function answerOf(item: GuardItem, { paid, quantity, cart, set, priced }: Found): Answered {
  const line = priced.lines.find((one) => one.lineId === itemLineId);
  return {
    productId: item.productId,
    listMinor: item.listMinor,
    paidMinor: paid,
    quantity,
    attainableMinor: Math.floor(paid / quantity),
    cart,
    facts: set.meeting.facts,
    now: set.meeting.now,
    choose: priced.applied.map((one) => one.voucherId ?? one.offerId),
    steps: line?.reductions ?? [],
  };
}
