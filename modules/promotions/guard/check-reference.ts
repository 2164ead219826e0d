import { cartGoods, changedListPrices, goodsKey, placePrices } from "#modules/catalogue/index.ts";
import {
  inScope, jurisdictionOf, type Offer, referencePriceAllowed, referencePriceRules,
} from "#packages/pricing/index.ts";
import { storesInScope } from "#modules/stores/index.ts";
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

interface Asked {
  readonly productId: string;
  readonly variantId: string | null;
  /** Asked in the stores of this unit; null: where no list names one. */
  readonly unitId: string | null;
  /** At the end of the window; null: what the catalogue asks now. */
  readonly amountMinor: number | null;
  readonly steps: readonly { readonly validFrom: Temporal.Instant; readonly amountMinor: number }[];
}

/** What was asked in the catalogue and, wherever price lists ask another price, there. */
async function askedIn(
  ctx: Context,
  window: { readonly since: Temporal.Instant; readonly until: Temporal.Instant },
  named: readonly string[] | undefined,
): Promise<Asked[]> {
  const changed = await changedListPrices(ctx, window.since, named);
  const steps = Map.groupBy(changed, goodsKey);
  return [
    ...[...steps.values()].map((rows) => {
      const { productId, variantId } = rows[0]!;
      return { productId, variantId, unitId: null, amountMinor: null, steps: rows };
    }),
    ...(await placePrices(ctx, window, named)),
  ];
}

/** Of these what is asked where the offer counts. */
async function within(ctx: Context, offer: Offer, asked: readonly Asked[]): Promise<Asked[]> {
  const { stores } = offer.when;
  if (!stores) return [...asked];
  const here = new Map<string | null, boolean>([[null, true]]);
  for (const { unitId } of asked) {
    if (unitId === null || here.has(unitId)) continue;
    const below = new Set(await storesInScope(ctx, [unitId]));
    here.set(unitId, stores.some((storeId) => below.has(storeId)));
  }
  return asked.filter(({ unitId }) => here.get(unitId));
}

/**
 * Products of the offer whose list price was raised so lately that it may not be crossed out; by
 * the law of the place where the brand sells, for an offer that begins at once or later. A price
 * list that begins, ends or asks more raises the price of its place.
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
  const asked = await within(ctx, offer, await askedIn(ctx, { since, until: begins }, named));
  const found = await cartGoods(ctx, asked);
  const raised = asked.flatMap(({ productId, variantId, amountMinor, steps }): RaisedPrice[] => {
    const goods = found.get(goodsKey({ productId, variantId }));
    const listMinor = amountMinor ?? goods?.prices.list;
    if (!goods || listMinor === undefined) return [];
    const item = { ...goods, listMinor, brandLabel: goods.brandLabel || null, prices: {} };
    if (!inScope(offer.scope, item)) return [];
    const history = steps.map((step) => ({
      fromMs: step.validFrom.epochMilliseconds,
      amountMinor: step.amountMinor,
    }));
    const { allowedMinor } = referencePriceAllowed(history, beginsMs, place);
    if (allowedMinor === null || listMinor <= allowedMinor) return [];
    const { name, nameEn } = goods;
    return [{ productId, name, nameEn, listMinor, allowedMinor, days: rule.days }];
  });
  // One product may be raised in several places and variants; the first of them is told.
  return [...new Map(raised.toReversed().map((one) => [one.productId, one])).values()].toReversed();
}
