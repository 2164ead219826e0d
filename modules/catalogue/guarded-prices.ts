import { sql } from "kysely";
import type { Context } from "#platform/context.ts";

export interface FlooredGoods {
  readonly productId: string;
  readonly variantId: string | null;
}

/** How many products have a floor price at ctx.now. */
export async function countFloored(ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct x.product_id) as count from catalogue.prices x
    where x.brand_id = ${ctx.brand.brandId} and x.kind = 'floor'
      and x.valid_from <= ${ctx.now}`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}

/**
 * The next `limit` products that have a floor price at ctx.now, by id after `after`, each with its
 * variants that have a price of their own, in a price list too; of `productIds` only, where they
 * are given.
 */
export async function flooredGoods(
  ctx: Context,
  page: {
    readonly after: string | null;
    readonly limit: number;
    readonly productIds?: readonly string[] | undefined;
  },
): Promise<FlooredGoods[]> {
  const { after, limit, productIds } = page;
  const these = productIds
    ? sql`and x.product_id = any(${[...productIds]}::uuid[])`
    : sql``;
  const { rows } = await sql<FlooredGoods>`
    with floored as (
      select distinct x.product_id from catalogue.prices x
      join catalogue.products p on p.brand_id = x.brand_id and p.product_id = x.product_id
        and p.retired_at is null
      where x.brand_id = ${ctx.brand.brandId} and x.kind = 'floor' and x.valid_from <= ${ctx.now}
        and (${after}::uuid is null or x.product_id > ${after}::uuid) ${these}
      order by x.product_id limit ${limit})
    select f.product_id as "productId", null::uuid as "variantId" from floored f
    union
    select x.product_id, x.variant_id from catalogue.prices x
    join floored f on f.product_id = x.product_id
    where x.brand_id = ${ctx.brand.brandId} and x.variant_id is not null
      and x.valid_from <= ${ctx.now}
    union
    select r.product_id, r.variant_id from catalogue.price_list_rows r
    join floored f on f.product_id = r.product_id
    where r.brand_id = ${ctx.brand.brandId} and r.variant_id is not null
      and r.valid_from <= ${ctx.now}
    order by 1, 2 nulls first`.execute(ctx.tx);
  return rows;
}

export interface ListPriceStep {
  readonly productId: string;
  readonly variantId: string | null;
  readonly validFrom: Temporal.Instant;
  readonly amountMinor: number;
}

/**
 * List prices of products and of variants whose own changed after `since`, with the one that held
 * then: a variant has its product's price until it has one of its own. At most 5,000 of them, of
 * `productIds` only where they are given.
 */
export async function changedListPrices(
  ctx: Context,
  since: Temporal.Instant,
  productIds?: readonly string[],
): Promise<ListPriceStep[]> {
  const these = productIds
    ? sql`and x.product_id = any(${[...productIds]}::uuid[])`
    : sql``;
  const { rows } = await sql<ListPriceStep>`
    with changed as (
      select distinct x.product_id, x.variant_id from catalogue.prices x
      where x.brand_id = ${ctx.brand.brandId} and x.kind = 'list'
        and x.valid_from > ${since} and x.valid_from <= ${ctx.now} ${these}
      order by x.product_id, x.variant_id nulls first limit 5000),
    said as (
      select c.product_id, c.variant_id, x.variant_id is null as of_product, x.valid_from,
        x.amount_minor, min(x.valid_from) filter (where x.variant_id is not null)
          over (partition by c.product_id, c.variant_id) as own_from
      from changed c join catalogue.prices x on x.brand_id = ${ctx.brand.brandId}
        and x.product_id = c.product_id and x.kind = 'list' and x.valid_from <= ${ctx.now}
        and (x.variant_id is null or x.variant_id = c.variant_id)),
    asked as (
      select s.*, row_number() over (
        partition by s.product_id, s.variant_id, s.valid_from > ${since}
        order by s.valid_from desc) as nth
      from said s
      where s.variant_id is null or not s.of_product or s.valid_from < s.own_from)
    select product_id as "productId", variant_id as "variantId", valid_from as "validFrom",
      amount_minor as "amountMinor" from asked
    where nth <= case when valid_from > ${since} then 100 else 1 end
    order by product_id, variant_id nulls first, valid_from`.execute(ctx.tx);
  return rows;
}
