import { getStore } from "#modules/stores/index.ts";
import {
  momentOf, type Options, price, type PricedOrder, recordOf,
} from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { type AskedLine, cartLines, type NamedProduct } from "./cart-lines.ts";
import { indexBook, liveBook } from "./offer-book.ts";
import { priceFacts } from "./price-facts.ts";
import { saleOf } from "./sale-of.ts";

export interface OrderCart {
  readonly storeId: string;
  /** Null: sold at the till to somebody unknown. */
  readonly memberId: string | null;
  readonly lines: readonly AskedLine[];
  readonly choose?: readonly string[] | undefined;
}

/** A price that an order keeps, with the names of its goods. */
export interface AgreedPrice {
  readonly record: PricedOrder;
  readonly products: ReadonlyMap<string, NamedProduct>;
}

/** The price of an order at this moment, by the rules of the cart, with all that it was made of. */
export async function priceOrder(ctx: Context, cart: OrderCart): Promise<AgreedPrice> {
  const { storeId, memberId, choose } = cart;
  await getStore(ctx, storeId);
  const at = ctx.recordedAt;
  const live = await liveBook(ctx);
  const book = live.isStopped("store", storeId) ? indexBook(live.policy, []) : live;
  const facts = await priceFacts(ctx, book, { memberId, storeId, at });
  const sale = await saleOf(ctx, facts, at);
  const { lines, products } = await cartLines(ctx, cart.lines, sale, at);
  const options: Options = choose ? { choose } : {};
  const now = momentOf(at.epochMilliseconds, ctx.brand.timeZone);
  const bought = { currency: ctx.brand.currency, lines };
  const priced = price(bought, book.index, facts, now, options);
  return { record: recordOf(bought, book.index, facts, now, options, priced), products };
}
