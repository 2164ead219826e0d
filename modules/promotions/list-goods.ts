import { type Static, Type as T } from "typebox";
import {
  type CartGoods, cartGoods, goodsKey, goodsLooks, type Sale, soldCategories, soldGoods,
} from "#modules/catalogue/index.ts";
import { storeByCode } from "#modules/stores/index.ts";
import {
  type CartLine, type Facts, indexOffers, type Moment, momentOf, type Offer, type OfferBook, price,
} from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { pageOf, type PageInput } from "#platform/paging.ts";
import { Id, Millis, Minor, Nullable } from "#platform/schema.ts";
import { plainLine } from "./cart-lines.ts";
import { type LiveBook, liveBook } from "./offer-book.ts";
import { priceFacts } from "./price-facts.ts";
import { saleOf } from "./sale-of.ts";

export const GoodsSchema = T.Object({
  productId: Id,
  externalCode: T.String(),
  name: T.String(),
  nameEn: Nullable(T.String()),
  categoryPath: Nullable(T.String()),
  listPriceMinor: Minor,
  priceMinor: T.Integer({ description: "of one for whoever asks, without offers on whole carts" }),
  priceOf: T.Union(
    [T.Literal("list"), T.Literal("member"), T.Literal("activity"), T.Literal("offer")],
    { description: "what made that price" },
  ),
  memberPriceMinor: Nullable(
    T.Integer({ description: "to a visitor: of one for a member, where that is less" }),
  ),
  offerTitles: T.Array(T.Object({ title: T.String(), titleEn: Nullable(T.String()) }), {
    description: "of offers that apply by themselves here and now, and name this product",
  }),
  phase: T.Union([T.Literal("preview"), T.Literal("open")]),
  opensAt: Nullable(Millis),
  hasOptions: T.Boolean({ description: "it is chosen on its own page, by its axes" }),
  storeOnly: T.Boolean({ description: "done in the store only: it does not go into the cart" }),
  pictureUrl: Nullable(T.String()),
  pictureAlt: T.String(),
});

export const GoodsPageSchema = T.Object({
  ...pageOf(GoodsSchema).properties,
  categories: T.Array(T.Object({ path: T.String(), nameEn: Nullable(T.String()) }), {
    description: "of all that is sold; on the first page only",
  }),
});
type GoodsPage = Static<typeof GoodsPageSchema>;
export type Goods = Static<typeof GoodsSchema>;

export interface GoodsQuery extends PageInput {
  readonly text?: string | undefined;
  /** A category's path: it and all below it. */
  readonly category?: string | undefined;
}

/** Goods of a store with what one of each costs now; refuses a store that is not there. */
export async function listGoods(ctx: Context, code: string, query: GoodsQuery): Promise<GoodsPage> {
  const store = await storeByCode(ctx, code);
  if (!store) throw refuse("store_not_found");
  if (store.closedAt) throw refuse("store_closed");
  const at = ctx.recordedAt;
  const teller = await tellerOf(ctx, store.storeId, at);
  const page = await soldGoods(ctx, query, at, teller.sale);
  const found = await cartGoods(ctx, page.items, at, teller.sale);
  const looks = await goodsLooks(ctx, page.items.map((one) => one.productId), at);
  const items = page.items.flatMap(({ productId, categoryPath }) => {
    const goods = found.get(goodsKey({ productId }));
    const told = goods && teller.tell(goods);
    const look = looks.get(productId);
    if (!told || !look) return [];
    const { externalCode, name, nameEn } = goods;
    return [{ productId, externalCode, name, nameEn, categoryPath, ...told, ...look }];
  });
  const categories = query.cursor ? [] : await soldCategories(ctx, at, teller.sale);
  return { items, next: page.next, categories };
}

/** Price levels and benefits on single goods, made ready once for each book. */
const alone = new WeakMap<LiveBook, OfferBook>();

function goodsBook(book: LiveBook): OfferBook {
  const known = alone.get(book);
  if (known) return known;
  const single = book.offers
    .map((one) => one.engine)
    .filter(({ trigger, category }) =>
      trigger === "automatic" && (category === "price" || category === "item"));
  const made = indexOffers(single, book.policy);
  alone.set(book, made);
  return made;
}

export type Told = Pick<
  Goods,
  "listPriceMinor" | "priceMinor" | "priceOf" | "memberPriceMinor" | "offerTitles"
>;

export interface Teller {
  readonly sale: Sale;
  /** What one costs now; null: it has no price. */
  tell(goods: CartGoods): Told | null;
  /** What offers give along with it, by their own words. */
  gifts(goods: CartGoods): { label: string; title: string; titleEn: string | null }[];
}

/** Says of one unit what it costs now, to whoever asks and to a member. */
export async function tellerOf(
  ctx: Context,
  storeId: string,
  at: Temporal.Instant,
): Promise<Teller> {
  const book = await liveBook(ctx);
  const single = goodsBook(book);
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  const { vouchers: _, ...facts } = await priceFacts(ctx, book, { memberId, storeId, at });
  const now = momentOf(at.epochMilliseconds, ctx.brand.timeZone);
  const { currency } = ctx.brand;
  const lineOf = (goods: CartGoods): CartLine | null => {
    const plain = plainLine(goods);
    return plain && { lineId: goods.productId, quantity: 1, ...plain };
  };
  const priced = (line: CartLine, who: Facts) =>
    price({ currency, lines: [line] }, single, who, now);
  return {
    sale: await saleOf(ctx, facts, at),
    gifts(goods) {
      const line = lineOf(goods);
      return line ? giftsOf(book, line, facts, now) : [];
    },
    tell(goods) {
      const line = lineOf(goods);
      if (!line) return null;
      const own = priced(line, facts);
      const priceMinor = own.payable.totalMinor;
      const member = memberId
        ? priceMinor
        : priced(line, { ...facts, segments: ["member"] }).payable.totalMinor;
      return {
        listPriceMinor: line.listMinor,
        priceMinor,
        priceOf: priceOf(own.applied, single),
        memberPriceMinor: member < priceMinor ? member : null,
        offerTitles: titlesOf(book, line, facts, now),
      };
    },
  };
}

function priceOf(
  applied: readonly { readonly offerId: string }[],
  { offers }: OfferBook,
): Goods["priceOf"] {
  const [first] = applied;
  if (!first) return "list";
  const benefit = offers.find((one) => one.offerId === first.offerId)?.benefit;
  return benefit?.kind === "unit_price" ? benefit.level : "offer";
}

const mostTitles = 3;

/** Automatic offers that apply to the line, or could still to more of it. */
function offersOn(book: LiveBook, line: CartLine, facts: Facts, now: Moment) {
  const { applied, notApplied } = price(
    { currency: "CNY", lines: [line] }, book.index, facts, now,
  );
  const open = notApplied.filter(({ voucherId, reason }) =>
    voucherId === null && /^(below_|goods_missing|not_with|not_better)/.test(reason.kind));
  return [...applied, ...open].flatMap(({ offerId }) => book.byKey.get(offerId) ?? []);
}

/** Titles of those that name the product. */
function titlesOf(book: LiveBook, line: CartLine, facts: Facts, now: Moment) {
  return offersOn(book, line, facts, now)
    .filter((offer) => isAbout(offer.engine))
    .slice(0, mostTitles)
    .map(({ title, titleEn }) => ({ title, titleEn }));
}

/** What can be got along with it. */
function giftsOf(book: LiveBook, line: CartLine, facts: Facts, now: Moment) {
  return offersOn(book, line, facts, now)
    .flatMap(({ engine: { benefit }, title, titleEn }) =>
      benefit.kind === "tiers"
        ? benefit.tiers.flatMap(({ give }) =>
            give.kind === "gifts"
              ? give.gifts.map(({ label }) => ({ label, title, titleEn }))
              : [])
        : [])
    .slice(0, mostTitles);
}

/** An offer for all goods says nothing of one of them; a price level is seen in the price. */
function isAbout({ category, scope, benefit }: Offer): boolean {
  if (category === "price") return false;
  const { products, categories, brands, tags } = scope;
  return Boolean(products ?? categories ?? brands ?? tags) || benefit.kind === "bundle";
}
