import { cartGoods, flooredGoods, goodsKey } from "#modules/catalogue/index.ts";
import {
  type GuardBook, guardBook, type GuardedItem, momentOf, type StackingPolicy,
} from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { type BookedOffer, bookOffers, draftVersions, liveBook, olderKey } from "../offer-book.ts";
import type { Region } from "./regions.ts";

/** A product, or a variant of one, whose price has a floor. */
export interface GuardedGoods extends GuardedItem {
  readonly variantId: string | null;
  readonly name: string;
  readonly nameEn: string | null;
  readonly externalCode: string;
  /** Where its list price is asked; null: wherever it is sold. */
  readonly region: Region | null;
}

/** Everything that carts are priced by, as the guard asks about it. */
export interface Stack {
  readonly offers: readonly BookedOffer[];
  readonly byKey: ReadonlyMap<string, BookedOffer>;
  readonly policy: StackingPolicy;
}

const stackOf = (offers: readonly BookedOffer[], policy: StackingPolicy): Stack => ({
  offers,
  policy,
  byKey: new Map(offers.map((one) => [one.engine.offerId, one])),
});

/** What is published or scheduled. */
export async function liveStack(ctx: Context): Promise<Stack> {
  const { offers, policy } = await liveBook(ctx);
  return stackOf(offers, policy);
}

/** Vouchers of the version before stay in wallets; what ran by itself is replaced. */
function beside(live: readonly BookedOffer[], draft: BookedOffer): BookedOffer[] {
  const { offerId } = draft.engine;
  return live.flatMap((one) => {
    if (one.engine.offerId !== offerId) return [one];
    if (one.engine.trigger === "automatic") return [];
    return [{ ...one, engine: { ...one.engine, offerId: olderKey(offerId, one.version) } }];
  });
}

/**
 * What carts would be priced by if the offer's draft were published; its live version where it has
 * no draft. Null: only a counter can honour it, no cart ever counts it.
 */
export async function stackWith(
  ctx: Context,
  offerId: string,
): Promise<{ readonly stack: Stack; readonly offer: BookedOffer } | null> {
  const live = await liveStack(ctx);
  const rows = await draftVersions(ctx, [offerId]);
  const [draft] = await bookOffers(ctx, rows);
  if (draft) {
    const stack = stackOf([...beside(live.offers, draft), draft], live.policy);
    return { stack, offer: draft };
  }
  const own = rows.length === 0 ? live.byKey.get(offerId) : undefined;
  return own ? { stack: live, offer: own } : null;
}

const mostBeside = 24;

/** Makes a stack ready for goods; some of them are tried as companions of the others. */
export function bookOf(
  ctx: Context,
  stack: Stack,
  goods: readonly GuardedGoods[],
  more: { readonly withOffer?: string; readonly budget: number },
): GuardBook {
  const { timeZone, currency } = ctx.brand;
  return guardBook(stack.offers.map((one) => one.engine), stack.policy, {
    ...more,
    currency,
    fromMs: ctx.now.epochMilliseconds,
    momentAt: (atMs) => momentOf(atMs, timeZone),
    goods: goods.slice(0, mostBeside),
  });
}

export interface GoodsPage {
  readonly goods: readonly GuardedGoods[];
  /** The last product of the page; null: there was none. */
  readonly last: string | null;
  readonly products: number;
}

/** The next products with a floor, as carts take them; those without a list price are left out. */
export async function guardedPage(
  ctx: Context,
  page: {
    readonly after: string | null;
    readonly limit: number;
    readonly productIds?: readonly string[] | undefined;
  },
): Promise<GoodsPage> {
  const keys = await flooredGoods(ctx, page);
  const found = await cartGoods(ctx, keys);
  const goods = keys.flatMap((key): GuardedGoods[] => {
    const one = found.get(goodsKey(key));
    const { list, floor, member, activity } = one?.prices ?? {};
    if (!one || list === undefined || floor === undefined) return [];
    return [{
      productId: one.productId,
      variantId: one.variantId,
      listMinor: list,
      floorMinor: floor,
      prices: {
        ...(member === undefined ? {} : { member }),
        ...(activity === undefined ? {} : { activity }),
      },
      categoryIds: one.categoryIds,
      brandLabel: one.brandLabel || null,
      tags: one.tags,
      name: one.name,
      nameEn: one.nameEn,
      externalCode: one.externalCode,
      region: null,
    }];
  });
  const ids = [...new Set(keys.map((key) => key.productId))];
  return { goods, last: ids.at(-1) ?? null, products: ids.length };
}
