import { type Static, Type as T } from "typebox";
import { cartGoods, goodsKey } from "#modules/catalogue/index.ts";
import { formatMinor } from "#packages/money/index.ts";
import { itemLineId } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { Id, Millis, Minor, Nullable } from "#platform/schema.ts";
import type { Stack } from "./sources.ts";
import type { Combination } from "./tables.ts";

/** Where a product gets below its floor: the cart, and each offer's part from list price down. */
export const WorstSchema = T.Object({
  productId: Id,
  variantId: Nullable(Id),
  name: T.String(),
  nameEn: Nullable(T.String()),
  externalCode: T.String(),
  listMinor: Minor,
  floorMinor: Minor,
  attainableMinor: T.Integer({ description: "of one unit, rounded down" }),
  paidMinor: T.Integer({ description: "what `quantity` units cost together, exactly" }),
  quantity: T.Integer(),
  exact: T.Boolean({ description: "no cart gets it lower, up to rounding" }),
  boundMinor: T.Integer({ description: "no cart of any kind gets it below this" }),
  cart: T.Object({
    lines: T.Array(
      T.Object({
        lineId: T.String(),
        productId: T.String(),
        name: Nullable(T.String({ description: "null: any other goods of this price" })),
        nameEn: Nullable(T.String()),
        quantity: T.Integer(),
        listMinor: Minor,
      }),
    ),
    deliveryMinor: Minor,
  }),
  storeId: Nullable(T.String()),
  atMs: Millis,
  combination: T.Array(
    T.Object({
      offerId: Id,
      voucher: T.Boolean(),
      title: T.String(),
      titleEn: Nullable(T.String()),
      amountMinor: T.Integer({ description: "off the item's line, all its units together" }),
    }),
  ),
  sentences: T.Array(T.String({ description: "the same in the caller's language" })),
});
export type Worst = Static<typeof WorstSchema>;

export interface Named {
  readonly name: string;
  readonly nameEn: string | null;
  readonly externalCode: string;
}

export interface Shown {
  readonly productId: string;
  readonly variantId: string | null;
  readonly listMinor: number;
  readonly floorMinor: number;
  readonly attainableMinor: number;
  readonly paidMinor: number;
  readonly quantity: number;
  readonly combination: Combination;
}

/** Names of the real goods in some carts; what the search made up has none. */
export async function namesIn(
  ctx: Context,
  carts: readonly Combination["cart"][],
): Promise<ReadonlyMap<string, Named>> {
  const ids = new Set(carts.flatMap((cart) => cart.lines.map((line) => line.productId)));
  const keys = [...ids].filter(isId).map((productId) => ({ productId }));
  const found = await cartGoods(ctx, keys);
  return new Map(
    keys.flatMap((key) => {
      const goods = found.get(goodsKey(key));
      return goods ? [[key.productId, goods] as const] : [];
    }),
  );
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** The offer behind an engine's id, which names the version where it is no more live. */
const plainId = (key: string): string => key.split("~")[0] ?? key;

interface Words {
  readonly buy: (quantity: number, name: string, list: string) => string;
  readonly beside: (quantity: number, name: string, list: string) => string;
  readonly other: string;
  readonly step: (title: string, off: string, quantity: number) => string;
  readonly end: (price: string, floor: string, below: string) => string;
}

const words: Readonly<Record<"zh" | "en", Words>> = {
  zh: {
    buy: (quantity, name, list) => `买 ${quantity} 件“${name}”，标价 ${list}`,
    beside: (quantity, name, list) => `同时买 ${quantity} 件${name}，单价 ${list}`,
    other: "其他商品",
    step: (title, off, quantity) =>
      quantity === 1 ? `“${title}”减 ${off}` : `“${title}”在这 ${quantity} 件上共减 ${off}`,
    end: (price, floor, below) => `每件只付 ${price}，比底价 ${floor} 低 ${below}`,
  },
  en: {
    buy: (quantity, name, list) => `Buy ${quantity} of “${name}” at ${list}`,
    beside: (quantity, name, list) => `Together with ${quantity} of ${name} at ${list}`,
    other: "other goods",
    step: (title, off, quantity) =>
      quantity === 1
        ? `“${title}” takes off ${off}`
        : `“${title}” takes ${off} off these ${quantity}`,
    end: (price, floor, below) => `One costs only ${price}, ${below} below the floor of ${floor}`,
  },
};

/** A finding as answers carry it, with the sentences that tell it. */
export function worstView(
  ctx: Context,
  shown: Shown,
  stack: Stack,
  names: ReadonlyMap<string, Named>,
): Worst {
  const { combination: found, ...amounts } = shown;
  const own = names.get(shown.productId);
  const titleOf = (key: string) => stack.byKey.get(key) ?? stack.byKey.get(plainId(key));
  const lines = found.cart.lines.map((line) => {
    const named = names.get(line.productId);
    return {
      lineId: line.lineId,
      productId: line.productId,
      name: named?.name ?? null,
      nameEn: named?.nameEn ?? null,
      quantity: line.quantity,
      listMinor: line.listMinor,
    };
  });
  const view = {
    ...amounts,
    name: own?.name ?? "",
    nameEn: own?.nameEn ?? null,
    externalCode: own?.externalCode ?? "",
    exact: found.exact,
    boundMinor: found.boundMinor,
    cart: { lines, deliveryMinor: found.cart.deliveryMinor ?? 0 },
    storeId: found.storeId,
    atMs: found.atMs,
    combination: found.steps.map((step) => ({
      offerId: plainId(step.offerId),
      voucher: step.voucherId !== null,
      title: titleOf(step.offerId)?.title ?? "",
      titleEn: titleOf(step.offerId)?.titleEn ?? null,
      amountMinor: step.amountMinor,
    })),
  };
  return { ...view, sentences: sentencesOf(ctx, view) };
}

function sentencesOf(ctx: Context, view: Omit<Worst, "sentences">): string[] {
  const { buy, beside, other, step, end } = words[ctx.lang];
  const money = (minor: number) => formatMinor(minor, ctx.brand.currency, ctx.lang);
  const said = (zh: string, en: string | null) => (ctx.lang === "en" ? (en ?? zh) : zh);
  const { quantity, attainableMinor, floorMinor } = view;
  return [
    buy(quantity, said(view.name, view.nameEn), money(view.listMinor)),
    ...view.cart.lines
      .filter((line) => line.lineId !== itemLineId)
      .map((line) =>
        beside(line.quantity, said(line.name ?? other, line.nameEn), money(line.listMinor))),
    ...view.combination.map((one) =>
      step(said(one.title, one.titleEn), money(one.amountMinor), quantity)),
    end(money(attainableMinor), money(floorMinor), money(floorMinor - attainableMinor)),
  ];
}
