// Published offers by what has to be there for them to say anything about a cart, so that pricing
// asks for the few that matter and never walks through all of them.
import type { CartLine, Facts } from "./cart.ts";
import { sortFew } from "./columns.ts";
import {
  tradePolicy, type Conditions, type Offer, type Scope, type StackingPolicy,
} from "./model.ts";
import { canonicalOrder } from "./order.ts";

/** Offers and a policy made ready once, for any number of carts. */
export interface OfferBook {
  readonly policy: StackingPolicy;
  readonly offers: readonly Offer[];
  /** `offers` in canonical order, so that what a cart finds need not be sorted again. */
  readonly ordered: readonly Offer[];
  /** For each kind of key: the offers (numbers in `ordered`) that are found under a name. */
  readonly under: { readonly [K in Kind]: ReadonlyMap<string, readonly number[]> };
  /** Offers for all goods of everybody, everywhere: asked at every cart. */
  readonly everywhere: readonly number[];
  /** By number, the offers that a cart has found so far; all 0 between two carts. */
  readonly found: Uint8Array;
}

type Kind = "voucher" | "store" | "channel" | "segment" | keyof Lists;
type Lists = Pick<Scope, "products" | "categories" | "brands" | "tags">;
type Keys = readonly (readonly [Kind, string])[];

/**
 * Names of a kind that one cart asks for, roughly. An offer stands under the kind of key that is
 * least likely to be asked: its names × this / all names of the kind.
 */
const askedAtOnce: Readonly<Record<Kind, number>> = {
  voucher: 5, store: 1, channel: 1, segment: 3, products: 10, categories: 8, brands: 5, tags: 5,
};
const kinds = Object.keys(askedAtOnce) as Kind[];
const lists = ["products", "categories", "brands", "tags"] as const;

/** Indexes offers for `price`; RangeError for two offers of one id. */
export function indexOffers(
  offers: readonly Offer[],
  policy: StackingPolicy = tradePolicy,
): OfferBook {
  const ids = new Set<string>();
  for (const { offerId } of offers) {
    if (ids.has(offerId)) throw new RangeError(`two offers ${offerId}`);
    ids.add(offerId);
  }
  const turns = offers.map((offer) => ({ offer, voucher: null }));
  const ordered = turns.sort(canonicalOrder(policy)).map(({ offer }) => offer);
  const ways = ordered.map(waysTo);
  const names = namesOf(ways);
  const under = Object.fromEntries(kinds.map((kind) => [kind, new Map<string, number[]>()])) as
    Record<Kind, Map<string, number[]>>;
  const everywhere: number[] = [];
  for (const [number, of] of ways.entries()) {
    const rarest = of.length === 0 ? null : rarestOf(of, names);
    if (!rarest) everywhere.push(number);
    else for (const [kind, name] of rarest) note(under[kind], name, number);
  }
  return { policy, offers, ordered, under, everywhere, found: new Uint8Array(offers.length) };
}

/**
 * The offers that can have anything to say about these lines: none is missing whose goods are in
 * the cart, whose store, channel, segment and first order are right, and of which a voucher is
 * held if it needs one. Offers for other goods may be among them. In canonical order.
 */
export function offersAbout(
  book: OfferBook,
  lines: readonly CartLine[],
  facts: Facts,
): readonly Offer[] {
  const numbers = numbersAbout(book, lines, facts);
  let held: ReadonlySet<string> | null = null;
  const offers: Offer[] = [];
  for (const number of numbers) {
    const offer = book.ordered[number]!;
    if (!forThem(offer.when, facts)) continue;
    if (offer.trigger === "voucher") {
      held ??= new Set(facts.vouchers?.map((voucher) => voucher.offerId));
      if (!held.has(offer.offerId)) continue;
    }
    offers.push(offer);
  }
  return offers;
}

/** Numbers in `book.ordered`, ascending. */
function numbersAbout(book: OfferBook, lines: readonly CartLine[], facts: Facts): number[] {
  const { under, found, everywhere } = book;
  const numbers: number[] = [];
  const add = (more: readonly number[] | undefined) => {
    if (!more) return;
    for (const number of more) {
      if (found[number] === 1) continue;
      found[number] = 1;
      numbers.push(number);
    }
  };
  add(everywhere);
  if (facts.vouchers) for (const { offerId } of facts.vouchers) add(under.voucher.get(offerId));
  if (facts.storeId) add(under.store.get(facts.storeId));
  if (facts.channelId) add(under.channel.get(facts.channelId));
  if (facts.segments) for (const segment of facts.segments) add(under.segment.get(segment));
  for (const { productId, categoryIds, brandLabel, tags } of lines) {
    add(under.products.get(productId));
    if (categoryIds) for (const category of categoryIds) add(under.categories.get(category));
    if (brandLabel) add(under.brands.get(brandLabel));
    if (tags) for (const tag of tags) add(under.tags.get(tag));
  }
  for (const number of numbers) found[number] = 0;
  return sortFew(numbers, (a, b) => a - b);
}

function forThem(when: Conditions, facts: Facts): boolean {
  if (when.stores && !(facts.storeId && when.stores.includes(facts.storeId))) return false;
  if (when.channels && !(facts.channelId && when.channels.includes(facts.channelId))) return false;
  if (when.segments && !facts.segments?.some((one) => when.segments!.includes(one))) return false;
  return when.firstOrder !== true || facts.firstOrder === true;
}

// Each way to an offer is a list of keys of which one must be asked for the offer to matter.
function waysTo(offer: Offer): Keys[] {
  const { stores, channels, segments } = offer.when;
  const ways: Keys[] = [];
  if (offer.trigger === "voucher") ways.push([["voucher", offer.offerId]]);
  if (stores) ways.push(stores.map((name) => ["store", name] as const));
  if (channels) ways.push(channels.map((name) => ["channel", name] as const));
  if (segments) ways.push(segments.map((name) => ["segment", name] as const));
  for (const scopes of goodsOf(offer)) {
    const keys = scopes.map(keysOf);
    if (keys.every((of) => of !== null)) ways.push(keys.flat() as Keys);
  }
  return ways;
}

// Unions of scopes outside of which the offer has no line.
function goodsOf({ benefit, scope }: Offer): Scope[][] {
  if (benefit.kind === "bundle") return [[scope], benefit.parts.map((part) => part.scope)];
  if (benefit.kind === "buy_get" && benefit.getScope) return [[scope, benefit.getScope]];
  if (benefit.kind === "add_on") return [[scope, benefit.goods]];
  return [[scope]];
}

function keysOf(scope: Scope): Keys | null {
  if (lists.every((list) => !scope[list])) return null;
  return lists.flatMap((list) => (scope[list] ?? []).map((name) => [list, name] as const));
}

function namesOf(ways: readonly Keys[][]): Record<Kind, number> {
  const names = new Map(kinds.map((kind) => [kind, new Set<string>()]));
  for (const of of ways) for (const way of of) for (const [kind, name] of way) {
    names.get(kind)!.add(name);
  }
  return Object.fromEntries(kinds.map((kind) => [kind, names.get(kind)!.size])) as
    Record<Kind, number>;
}

function rarestOf(ways: readonly Keys[], names: Readonly<Record<Kind, number>>): Keys {
  const chance = (way: Keys) =>
    way.reduce((sum, [kind]) => sum + askedAtOnce[kind] / Math.max(1, names[kind]), 0);
  return ways.reduce((best, way) => (chance(way) < chance(best) ? way : best));
}

function note(map: Map<string, number[]>, name: string, number: number): void {
  const numbers = map.get(name);
  if (!numbers) map.set(name, [number]);
  else if (numbers[numbers.length - 1] !== number) numbers.push(number);
}
