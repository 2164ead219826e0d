import { goodsKey } from "#modules/catalogue/index.ts";
import { type Breach, checkSteps, type Offer } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { priceRegions, shelvesOf, stackIn } from "./regions.ts";
import { unhurried } from "./unhurried.ts";
import { bookOf, guardedPage, type GuardedGoods, type Stack } from "./sources.ts";

export interface Checked {
  /** The worst first: the most that a unit is sold below its floor. */
  readonly breaches: readonly Breach<GuardedGoods>[];
  readonly checked: number;
  readonly exact: boolean;
}

const pageSize = 2_000;
const budget = 2_000;
const mostKept = 200;

/** Products that the offer's own list names; undefined: any product may be in its scope. */
function namedProducts({ benefit, scope }: Offer): readonly string[] | undefined {
  const goods = benefit.kind === "add_on"
    ? benefit.goods
    : benefit.kind === "buy_get" ? (benefit.getScope ?? scope) : scope;
  return goods.categories || goods.brands || goods.tags ? undefined : goods.products;
}

const gap = ({ item, found }: Breach<GuardedGoods>): number =>
  item.floorMinor - found.paidMinor / found.quantity;

/** One for each of the goods, from where it is worst; the worst first. */
function worstOf(breaches: readonly Breach<GuardedGoods>[]): Breach<GuardedGoods>[] {
  const sorted = breaches.toSorted((a, b) => gap(a) - gap(b));
  const byGoods = new Map(sorted.map((one) => [goodsKey(one.item), one]));
  return [...byGoods.values()].sort((a, b) => gap(b) - gap(a));
}

/**
 * Checks goods at what the catalogue asks and, wherever price lists ask another price, at that,
 * with the offers that count there.
 */
export async function checkShelves(
  ctx: Context,
  stack: Stack,
  goods: readonly GuardedGoods[],
  options: { readonly withOffer?: string; readonly budget: number },
): Promise<Checked> {
  const breaches: Breach<GuardedGoods>[] = [];
  let [everywhere, somewhere, exact] = [0, 0, true];
  for (const shelf of await shelvesOf(ctx, goods, await priceRegions(ctx))) {
    const here = stackIn(stack, shelf.region);
    const book = bookOf(ctx, here, shelf.goods, options);
    const result = await unhurried(checkSteps(book, shelf.goods));
    breaches.push(...result.breaches);
    if (shelf.region) somewhere = Math.max(somewhere, result.checked);
    else everywhere = result.checked;
    exact &&= result.exact;
  }
  return { breaches: worstOf(breaches), checked: everywhere + somewhere, exact };
}

/**
 * All products with a floor that the offer can lower, in any combination that it is in: a few
 * statements for every 2,000 of them.
 */
export async function checkGoods(ctx: Context, stack: Stack, offer: Offer): Promise<Checked> {
  const productIds = namedProducts(offer);
  let breaches: Breach<GuardedGoods>[] = [];
  let [checked, exact] = [0, true];
  for (let after: string | null = null; ; ) {
    const page = await guardedPage(ctx, { after, limit: pageSize, productIds });
    const result = await checkShelves(ctx, stack, page.goods, { withOffer: offer.offerId, budget });
    breaches = worstOf([...breaches, ...result.breaches]).slice(0, mostKept);
    checked += result.checked;
    exact &&= result.exact;
    if (page.products < pageSize) return { breaches, checked, exact };
    after = page.last;
  }
}
