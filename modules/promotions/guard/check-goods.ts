import { type Breach, checkSteps, type Offer } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
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
    const book = bookOf(ctx, stack, page.goods, { withOffer: offer.offerId, budget });
    const result = await unhurried(checkSteps(book, page.goods));
    breaches = [...breaches, ...result.breaches].sort((a, b) => gap(b) - gap(a)).slice(0, mostKept);
    checked += result.checked;
    exact &&= result.exact;
    if (page.products < pageSize) return { breaches, checked, exact };
    after = page.last;
  }
}
