import {
  type CartGoods, cartGoods, goodsKey, type Sale, similarGoods,
} from "#modules/catalogue/index.ts";
import type { CartLine } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";

export interface AskedLine {
  readonly lineId: string;
  readonly productId: string;
  readonly variantId?: string | null | undefined;
  readonly quantity: number;
  /** A price to try in place of the catalogue's; minor units of one unit. */
  readonly unitMinor?: number | undefined;
}

export interface NamedProduct {
  readonly name: string;
  readonly nameEn: string | null;
  readonly externalCode: string;
}

export interface CartLines {
  readonly lines: readonly CartLine[];
  readonly products: ReadonlyMap<string, NamedProduct>;
}

type Plain = Omit<CartLine, "lineId" | "quantity">;

/** Goods as the engine takes them; null: they have no list price. */
export function plainLine(goods: CartGoods, unitMinor?: number): Plain | null {
  const { list, floor, member, activity } = goods.prices;
  const listMinor = unitMinor ?? list;
  if (listMinor === undefined) return null;
  return {
    productId: goods.productId,
    variantId: goods.variantId,
    listMinor,
    prices: {
      ...(member === undefined ? {} : { member }),
      ...(activity === undefined ? {} : { activity }),
    },
    // A trial price below the floor would lower it: the floor is for what is really sold. So would
    // a price list that was written before the floor rose.
    floorMinor: floor === undefined ? null : Math.min(floor, listMinor),
    categoryIds: goods.categoryIds,
    brandLabel: goods.brandLabel || null,
    tags: goods.tags,
  };
}

const nameOf = ({ name, nameEn, externalCode }: CartGoods): NamedProduct => ({
  name,
  nameEn,
  externalCode,
});

/** Why these may not be bought: the first reason, and each product's own. */
function notSold(gone: ReadonlyMap<string, string>, found: ReadonlyMap<string, CartGoods>) {
  const names = new Map([...found.values()].map((goods) => [goods.productId, goods.name]));
  return refuse("cart_goods_not_sold", {
    productIds: [...gone.keys()],
    goods: [...gone.keys()].map((id) => names.get(id) ?? id).join(", "),
    reasons: [...gone.values()],
  });
}

/**
 * Lines with what the catalogue says of their goods at `at`; refuses goods that are not sold in
 * this way: retired, over, not open, in the store only, not in the channel, without a variant.
 */
export async function cartLines(
  ctx: Context,
  asked: readonly AskedLine[],
  sale: Sale | Promise<Sale>,
  at: Temporal.Instant,
): Promise<CartLines> {
  if (new Set(asked.map((line) => line.lineId)).size < asked.length) {
    throw refuse("invalid_input", { detail: "lineId" });
  }
  const found = await cartGoods(ctx, asked, at, sale);
  const products = new Map<string, NamedProduct>();
  const gone = new Map<string, string>();
  const lines = asked.flatMap(({ lineId, quantity, unitMinor, ...key }) => {
    const goods = found.get(goodsKey(key));
    const plain = goods && !goods.notSold ? plainLine(goods, unitMinor) : null;
    if (!goods || !plain) {
      gone.set(key.productId, goods ? (goods.notSold ?? "goods_without_price") : "unknown");
      return [];
    }
    products.set(goods.productId, nameOf(goods));
    return [{ lineId, quantity, ...plain }];
  });
  if (gone.size > 0) throw notSold(gone, found);
  return { lines, products };
}

export interface Suggestions {
  readonly goods: readonly Plain[];
  readonly products: ReadonlyMap<string, NamedProduct>;
}

const mostSuggestions = 40;

/** Goods that could be added to the cart: its own, then others of the same categories. */
export async function suggestGoods(
  ctx: Context,
  lines: readonly CartLine[],
  sale: Sale,
  at: Temporal.Instant,
): Promise<Suggestions> {
  const nearest = [...new Set(lines.flatMap((line) => line.categoryIds ?? []))].slice(0, 20);
  const own = lines.map((line) => line.productId);
  const more = await similarGoods(ctx, nearest, mostSuggestions);
  const ids = [...new Set([...own, ...more])].slice(0, mostSuggestions);
  const found = await cartGoods(ctx, ids.map((productId) => ({ productId })), at, sale);
  const products = new Map<string, NamedProduct>();
  const goods = [...found.values()].flatMap((one) => {
    const plain = one.notSold ? null : plainLine(one);
    if (!plain) return [];
    products.set(one.productId, nameOf(one));
    return [plain];
  });
  return { goods, products };
}
