import { type RawBuilder, sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { Axis, Options } from "./axes.ts";
import { cartGoods, goodsKey, type GoodsKey } from "./cart-goods.ts";
import { foundBy } from "./search/find.ts";
import type { Sale } from "./sellable.ts";
import { optionWords } from "./variant-words.ts";

/** One thing that is put on the counter: a product, or one of its variants. */
export interface TillGoods {
  readonly productId: string;
  readonly variantId: string | null;
  /** What its barcode says: the variant's own code, else the product's. */
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly options: string;
  readonly listMinor: number;
  /** How many can be had at the store; null: they are not counted. */
  readonly left: number | null;
}

interface Row extends Omit<TillGoods, "options" | "listMinor"> {
  readonly axes: readonly Axis[];
  readonly chosen: Options | null;
}

const most = 40;

/** Products without axes, and the variants of those that have some. */
async function rowsOf(
  ctx: Context,
  storeId: string,
  from: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select p.product_id as "productId", v.variant_id as "variantId",
      coalesce(v.sku, p.external_code) as code, p.name, p.name_en as "nameEn", p.axes,
      v.options as chosen, case when p.stock_kept
        then coalesce(s.on_hand - s.reserved, 0) end as left
    ${from}
    left join catalogue.variants v on v.brand_id = p.brand_id and v.product_id = p.product_id
      and v.withdrawn_at is null and jsonb_array_length(p.axes) > 0
    left join catalogue.stock s on s.brand_id = p.brand_id and s.store_id = ${storeId}
      and s.item_id = coalesce(v.variant_id, p.product_id)
    where p.brand_id = ${ctx.brand.brandId} and p.retired_at is null and p.on_shelf
      and (jsonb_array_length(p.axes) = 0 or v.variant_id is not null)
    order by ${order}, p.external_code, v.sku limit ${most}`.execute(ctx.tx);
  return rows;
}

async function sold(ctx: Context, rows: readonly Row[], sale: Sale): Promise<TillGoods[]> {
  const found = await cartGoods(ctx, rows, ctx.recordedAt, sale);
  return rows.flatMap(({ axes, chosen, ...row }) => {
    const goods = found.get(goodsKey(row));
    const listMinor = goods?.prices.list;
    if (!goods || goods.notSold || listMinor === undefined) return [];
    return [{ ...row, options: optionWords(axes, chosen ?? {}, ctx.lang), listMinor }];
  });
}

/** Where this way of selling is meant: what is done in the store only is sold there, too. */
const atTill = (sale: Sale): Sale => ({ ...sale, atTill: true });

/**
 * What a store can sell at its till and a text finds: the one with exactly this code, else by name,
 * pinyin or the beginning of a code, the best first; at most 40.
 */
export async function findTillGoods(
  ctx: Context,
  storeId: string,
  text: string,
  sale: Sale,
): Promise<TillGoods[]> {
  const code = text.trim();
  const { brandId } = ctx.brand;
  const exact = sql`from (
      select product_id from catalogue.products
      where brand_id = ${brandId} and external_code = ${code}
      union select product_id from catalogue.variants
      where brand_id = ${brandId} and sku = ${code}) e
    join catalogue.products p on p.brand_id = ${brandId} and p.product_id = e.product_id`;
  const same = await rowsOf(ctx, storeId, exact, sql`p.name`);
  const one = same.filter((row) => row.code === code);
  if (same.length > 0) return sold(ctx, one.length > 0 ? one : same, atTill(sale));
  const found = await foundBy(ctx, text);
  if (!found) return [];
  const from = sql`from ${found} f
    join catalogue.products p on p.brand_id = ${brandId} and p.product_id = f.product_id`;
  return sold(ctx, await rowsOf(ctx, storeId, from, sql`f.score desc`), atTill(sale));
}

/** These goods as a till sells them, in this order, then others by their codes; at most 40. */
export async function favouriteTillGoods(
  ctx: Context,
  storeId: string,
  keys: readonly GoodsKey[],
  sale: Sale,
): Promise<TillGoods[]> {
  const ids = keys.map((key) => key.productId);
  const from = sql`from catalogue.products p`;
  const first = sql`array_position(${ids}::uuid[], p.product_id)`;
  const goods = await sold(ctx, await rowsOf(ctx, storeId, from, first), atTill(sale));
  const place = new Map(keys.map((key, at) => [goodsKey(key), at]));
  const placeOf = (one: TillGoods) => place.get(goodsKey(one)) ?? keys.length;
  return goods.toSorted((a, b) => placeOf(a) - placeOf(b));
}
