import { type Static, Type as T } from "typebox";
import { cartGoods, goodsKey, pageBlocks, shownProduct } from "#modules/catalogue/index.ts";
import { storeByCode } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { Id, Millis, Nullable, Word } from "#platform/schema.ts";
import { GoodsSchema, tellerOf } from "./list-goods.ts";

const named = { nameEn: Nullable(T.String()) };
const { listPriceMinor, priceMinor, priceOf, memberPriceMinor, offerTitles } =
  GoodsSchema.properties;
const PriceSchema = T.Object({ listPriceMinor, priceMinor, priceOf, memberPriceMinor });

/** A product's page in a store: everything that it shows, in one answer. */
export const ShownGoodsSchema = T.Object({
  productId: Id,
  externalCode: T.String(),
  name: T.String(),
  ...named,
  brandLabel: T.String(),
  categoryPath: Nullable(T.String()),
  kind: Word("goods", "service", "business"),
  handling: Word("online", "store_only", "apply_online", "print_in_store"),
  phase: Word("preview", "open", "past"),
  opensAt: Nullable(Millis),
  closesAt: Nullable(Millis),
  inChannel: T.Boolean({ description: "false: not sold to whoever came this way" }),
  details: T.String(),
  detailsEn: Nullable(T.String()),
  axes: T.Array(T.Object({
    key: T.String(),
    name: T.String(),
    ...named,
    values: T.Array(T.Object({ value: T.String(), ...named })),
  })),
  variants: T.Array(T.Object({
    variantId: Id,
    options: T.Record(T.String(), T.String()),
    left: Nullable(T.Integer({ description: "null: not counted" })),
    price: Nullable(PriceSchema),
  }), { description: "only these combinations are sold" }),
  left: Nullable(T.Integer()),
  price: Nullable(PriceSchema),
  offerTitles,
  gifts: T.Array(T.Object({
    label: T.String(), title: T.String(), titleEn: Nullable(T.String()),
  })),
  pictures: T.Array(T.Object({
    url: T.String(), largeUrl: T.String(), alt: T.String(), altEn: Nullable(T.String()),
  })),
  blocks: T.Array(Word(...pageBlocks), { description: "in the order of the page" }),
  area: T.String(),
  areaEn: Nullable(T.String()),
  promise: T.String(),
  promiseEn: Nullable(T.String()),
  subscribed: T.Boolean(),
});
export type ShownGoods = Static<typeof ShownGoodsSchema>;

/** One product as a store sells it now; refuses `product_not_found` where it is not shown. */
export async function showGoods(ctx: Context, code: string, productId: string) {
  const store = await storeByCode(ctx, code);
  if (!store) throw refuse("store_not_found");
  if (store.closedAt) throw refuse("store_closed");
  const at = ctx.recordedAt;
  const { storeId } = store;
  const teller = await tellerOf(ctx, storeId, at);
  const shown = await shownProduct(ctx, productId, { ...teller.sale, storeId });
  if (!shown || shown.phase === "hidden") throw refuse("product_not_found");
  const { arrangement, variants, axes, ...product } = shown;
  const keys = [{ productId }, ...variants.map(({ variantId }) => ({ productId, variantId }))];
  const found = await cartGoods(ctx, keys, at, teller.sale);
  const told = (variantId: string | null) => {
    const goods = found.get(goodsKey({ productId, variantId }));
    return (goods && teller.tell(goods)) ?? null;
  };
  const priceOf = (variantId: string | null) => {
    const price = told(variantId);
    if (!price) return null;
    const { offerTitles: _, ...rest } = price;
    return rest;
  };
  const plain = found.get(goodsKey({ productId }));
  const { blocks, area, areaEn, promise, promiseEn } = arrangement;
  return {
    ...product,
    phase: shown.phase,
    opensAt: shown.opensAt?.epochMilliseconds ?? null,
    closesAt: shown.closesAt?.epochMilliseconds ?? null,
    axes: axes.map((axis) => ({ ...axis, values: [...axis.values] })),
    variants: variants.map(({ variantId, options, left }) =>
      ({ variantId, options, left, price: priceOf(variantId) })),
    price: priceOf(null),
    offerTitles: told(null)?.offerTitles ?? [],
    gifts: plain ? teller.gifts(plain) : [],
    pictures: [...shown.pictures],
    blocks: [...blocks], area, areaEn, promise, promiseEn,
  } satisfies Record<keyof ShownGoods, unknown> & Record<string, unknown>;
}
