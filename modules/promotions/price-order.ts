import type { Source } from "#modules/channels/index.ts";
import { unitAncestors } from "#modules/organisation/index.ts";
import { getStore, type Store } from "#modules/stores/index.ts";
import {
  momentOf, type Offer, type Options, price, type PricedOrder, recordOf,
} from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { together } from "#platform/together.ts";
import { type AskedLine, cartLines, type NamedProduct } from "./cart-lines.ts";
import { indexBook, type LiveBook, liveBook } from "./offer-book.ts";
import { priceFacts, type WalletWish } from "./price-facts.ts";
import { saleOf } from "./sale-of.ts";

export interface OrderCart extends WalletWish {
  readonly storeId: string;
  /** Null: sold at the till to somebody unknown. */
  readonly memberId: string | null;
  readonly lines: readonly AskedLine[];
  readonly choose?: readonly string[] | undefined;
  /** Sold at the store's till. */
  readonly atTill?: boolean | undefined;
  /** What this order alone is promised: of a presale, what its deposit counts for. */
  readonly promised?: readonly Offer[] | Promise<readonly Offer[]> | undefined;
  readonly source?: Promise<Source | null> | undefined;
}

/** A price that an order keeps, with the names of its goods. */
export interface AgreedPrice {
  readonly record: PricedOrder;
  readonly products: ReadonlyMap<string, NamedProduct>;
  readonly store: Store;
}

/** Under the store's stop sign nothing is taken off there but what was promised with the order. */
async function bookFor(ctx: Context, { storeId, ...cart }: OrderCart): Promise<LiveBook> {
  const [live, promised] = await together([liveBook(ctx), cart.promised ?? []]);
  const stopped = live.isStopped("store", storeId);
  if (!stopped && promised.length === 0) return live;
  const more = promised.map((engine) => ({
    engine,
    offerId: engine.offerId,
    version: 1,
    title: engine.name,
    titleEn: engine.nameEn ?? null,
  }));
  return indexBook(live.policy, [...(stopped ? [] : live.offers), ...more], live.isStopped);
}

/** The price of an order at this moment, by the rules of the cart, with all that it was made of. */
export async function priceOrder(ctx: Context, cart: OrderCart): Promise<AgreedPrice> {
  const { storeId, choose } = cart;
  const at = ctx.recordedAt;
  const asked = {
    store: getStore(ctx, storeId),
    // What the sale asks for below is read along with the rest.
    units: unitAncestors(ctx, storeId, at),
    book: bookFor(ctx, cart),
  };
  const known = priceFacts(ctx, asked.book, { ...cart, at });
  const sale = known.then(async (facts) => ({
    ...(await saleOf(ctx, facts, at)), atTill: cart.atTill,
  }));
  const [store, , book, facts, { lines, products }] = await together([
    asked.store, asked.units, asked.book, known, cartLines(ctx, cart.lines, sale, at), sale,
  ]);
  const options: Options = choose ? { choose } : {};
  const now = momentOf(at.epochMilliseconds, ctx.brand.timeZone);
  const bought = { currency: ctx.brand.currency, lines };
  const priced = price(bought, book.index, facts, now, options);
  return { record: recordOf(bought, book.index, facts, now, options, priced), products, store };
}
