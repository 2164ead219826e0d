import { cartGoods, changedListPrices, goodsKey } from "#modules/catalogue/index.ts";
import {
  inScope, jurisdictionOf, type Offer, referencePriceAllowed, referencePriceRules,
} from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";

export interface RaisedPrice {
  readonly productId: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly listMinor: number;
  readonly allowedMinor: number;
  readonly days: number;
}

/** These show a lower price beside the list price, crossed out. */
const crossesOut = ({ benefit, category }: Offer): boolean =>
  (benefit.kind === "unit_price" || benefit.kind === "each_off") &&
  (category === "price" || category === "item");

/**
 * Products of the offer whose list price was raised so lately that it may not be crossed out; by
 * the law of the place where the brand sells, for an offer that begins at once or later.
 */
export async function checkReference(ctx: Context, offer: Offer): Promise<RaisedPrice[]> {
  const place = jurisdictionOf(ctx.brand);
  const rule = referencePriceRules[place];
  if (!rule || !crossesOut(offer)) return [];
  const nowMs = ctx.now.epochMilliseconds;
  const beginsMs = Math.max(nowMs, offer.when.fromMs ?? nowMs);
  const begins = Temporal.Instant.fromEpochMilliseconds(beginsMs);
  const since = begins.subtract({ hours: 24 * rule.days });
  const { categories, brands, tags, products } = offer.scope;
  const named = categories || brands || tags ? undefined : products;
  const steps = Map.groupBy(await changedListPrices(ctx, since, named), (row) => row.productId);
  const found = await cartGoods(ctx, [...steps.keys()].map((productId) => ({ productId })));
  return [...steps].flatMap(([productId, rows]) => {
    const goods = found.get(goodsKey({ productId }));
    const listMinor = goods?.prices.list;
    if (!goods || listMinor === undefined) return [];
    const item = { ...goods, listMinor, brandLabel: goods.brandLabel || null, prices: {} };
    if (!inScope(offer.scope, item)) return [];
    const history = rows.map((row) => ({
      fromMs: row.validFrom.epochMilliseconds,
      amountMinor: row.amountMinor,
    }));
    const { allowedMinor } = referencePriceAllowed(history, beginsMs, place);
    if (allowedMinor === null || listMinor <= allowedMinor) return [];
    const { name, nameEn } = goods;
    return [{ productId, name, nameEn, listMinor, allowedMinor, days: rule.days }];
  });
}
