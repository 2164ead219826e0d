// Many products at once: most are let through by the bound, and products that offers treat alike
// are searched once.
import type { Minor, Offer, Scope, StackingPolicy } from "./model.ts";
import { boundInput } from "./worst-case-bound.ts";
import { type GuardItem, isAlone, touches } from "./worst-case-effect.ts";
import {
  isBelow, itemLineId, lowestOf, quickBoundMinor, type WorstCase, type WorstCaseOptions,
} from "./worst-case.ts";
import { lineOf } from "./worst-case-goods.ts";
import { canonical } from "./worst-case-sets.ts";

export interface GuardedItem extends GuardItem {
  readonly floorMinor: Minor;
}

export interface Breach<Item extends GuardedItem> {
  readonly item: Item;
  readonly found: WorstCase;
}

export interface GuardResult<Item extends GuardedItem> {
  /** Items that a member can get below their floor. */
  readonly breaches: readonly Breach<Item>[];
  readonly checked: number;
  /** Items that the bound let pass without a search. */
  readonly quick: number;
  /** No item's answer was cut short by a limit; false: what passed is not proved to hold. */
  readonly exact: boolean;
}

/** Offers that are looked at once for any number of items. */
export interface GuardBook {
  readonly policy: StackingPolicy;
  readonly offers: readonly Offer[];
  readonly options: WorstCaseOptions;
  readonly under: ReadonlyMap<string, readonly number[]>;
  readonly everywhere: readonly number[];
}

const lists = ["products", "categories", "brands", "tags"] as const;

function goodsScope({ benefit, scope }: Offer): Scope {
  if (benefit.kind === "buy_get") return benefit.getScope ?? scope;
  return benefit.kind === "add_on" ? benefit.goods : scope;
}

/** Makes offers ready for `checkItems`. */
export function guardBook(
  offers: readonly Offer[],
  policy: StackingPolicy,
  options: WorstCaseOptions = {},
): GuardBook {
  const ordered = canonical(offers, policy);
  const under = new Map<string, number[]>();
  const everywhere: number[] = [];
  for (const [number, offer] of ordered.entries()) {
    const scope = goodsScope(offer);
    const keys = lists.flatMap((list) => (scope[list] ?? []).map((name) => `${list} ${name}`));
    if (lists.every((list) => scope[list] === undefined)) everywhere.push(number);
    for (const key of new Set(keys)) {
      const numbers = under.get(key);
      if (numbers) numbers.push(number);
      else under.set(key, [number]);
    }
  }
  return { policy, offers: ordered, options, under, everywhere };
}

/** Offers that can lower the item, in canonical order. */
export function touchingOffers(book: GuardBook, item: GuardItem): Offer[] {
  const numbers = new Set(book.everywhere);
  const keys = [
    `products ${item.productId}`,
    ...(item.categoryIds ?? []).map((id) => `categories ${id}`),
    ...(item.brandLabel ? [`brands ${item.brandLabel}`] : []),
    ...(item.tags ?? []).map((tag) => `tags ${tag}`),
  ];
  for (const key of keys) for (const number of book.under.get(key) ?? []) numbers.add(number);
  return [...numbers]
    .sort((a, b) => a - b)
    .map((number) => book.offers[number]!)
    .filter((offer) => touches(offer, item));
}

/** Items are alike if the same offers touch them in the same way at the same prices. */
function alikeKey(item: GuardedItem, touching: readonly Offer[]): string {
  const { listMinor, floorMinor, prices } = item;
  const how = touching.map((offer) => {
    const { benefit } = offer;
    const parts = benefit.kind === "bundle" ? benefit.parts.map((part) => part.scope) : [];
    return [offer.offerId, ...[offer.scope, ...parts].map((scope) => isAlone(scope, item))];
  });
  return JSON.stringify([listMinor, floorMinor, prices ?? null, how]);
}

/** The items that these offers can bring below their floors, with the cart that does it. */
export function checkItems<Item extends GuardedItem>(
  book: GuardBook,
  items: readonly Item[],
): GuardResult<Item> {
  const steps = checkSteps(book, items);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** `checkItems` with a pause after each search, for a thread that has others to serve. */
export function* checkSteps<Item extends GuardedItem>(
  book: GuardBook,
  items: readonly Item[],
): Generator<void, GuardResult<Item>> {
  const breaches: Breach<Item>[] = [];
  const known = new Map<string, WorstCase | null>();
  let [checked, quick, exact] = [0, 0, true];
  for (const item of items) {
    const touching = touchingOffers(book, item);
    const { withOffer } = book.options;
    if (withOffer && !touching.some((offer) => offer.offerId === withOffer)) continue;
    checked += 1;
    const key = alikeKey(item, touching);
    let found = known.get(key);
    if (found === undefined) {
      found = checkOne(book, item, touching);
      known.set(key, found);
      yield;
    }
    // No combination with the offer ever applies: a list price below the floor is not its doing.
    const idle = found !== null && withOffer !== undefined && found.steps.length === 0;
    if (found === null || idle) quick += 1;
    else if (isBelow(found, item.floorMinor)) {
      const own = found.productId === item.productId ? found : asOf(found, item);
      breaches.push({ item, found: own });
    } else if (!found.exact && found.boundMinor < item.floorMinor) exact = false;
  }
  return { breaches, checked, quick, exact };
}

/** Null where the bound alone shows that the floor holds. */
function checkOne(
  book: GuardBook,
  item: GuardedItem,
  touching: readonly Offer[],
): WorstCase | null {
  const touched = new Set(touching);
  const others = book.offers.filter((offer) => !touched.has(offer));
  const goods = new Map(book.options.goods?.map((good) => [good.productId, good]));
  const input = boundInput(item, { touching, others, goods }, book.policy);
  const { floorMinor } = item;
  if (item.listMinor >= floorMinor && quickBoundMinor(input) >= floorMinor) return null;
  return lowestOf(input, { ...book.options, floorMinor });
}

/** What was found of one item, for another that offers treat alike. */
function asOf(found: WorstCase, item: GuardedItem): WorstCase {
  const lines = found.cart.lines.map((line) =>
    line.lineId === itemLineId ? lineOf(item, itemLineId, line.quantity) : line);
  return { ...found, productId: item.productId, cart: { ...found.cart, lines } };
}
