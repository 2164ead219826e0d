import { sql } from "kysely";
import { type Context, json } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { decodeCursor, type Page, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import type { Sale } from "./sellable.ts";

export interface NewPriceList {
  readonly name: string;
  /** The list is asked in the stores of this unit; null: everywhere. */
  readonly unitId: string | null;
  /** Of members of this segment only; null: of everybody. */
  readonly segment: string | null;
  readonly validFrom: Temporal.Instant;
  /** Exclusive; null: until further notice. */
  readonly validTo: Temporal.Instant | null;
}

export interface PriceList extends NewPriceList {
  readonly listId: string;
  readonly createdAt: Temporal.Instant;
  /** How many products it names now. */
  readonly products: number;
}

/** Makes a list without prices; answers its id. */
export async function createPriceList(ctx: Context, list: NewPriceList): Promise<string> {
  const name = list.name.trim();
  const { unitId, segment, validFrom, validTo } = list;
  const ends = validTo === null || Temporal.Instant.compare(validFrom, validTo) < 0;
  if (name === "" || name.length > 80 || !ends) throw refuse("price_list_invalid");
  const listId = newId();
  await sql`insert into catalogue.price_lists
      (brand_id, list_id, name, unit_id, segment, valid_from, valid_to, created_at)
    values (${ctx.brand.brandId}, ${listId}, ${name}, ${unitId}, ${segment?.trim() || null},
      ${validFrom}, ${validTo}, ${ctx.now})`.execute(ctx.tx);
  await emit(ctx, "catalogue.price_list_made", { payload: { listId, unitId } });
  return listId;
}

const columns = (ctx: Context) => sql`l.list_id as "listId", l.name, l.unit_id as "unitId",
  l.segment, l.valid_from as "validFrom", l.valid_to as "validTo", l.created_at as "createdAt",
  (select count(distinct r.product_id) from catalogue.price_list_rows r
    where r.brand_id = l.brand_id and r.list_id = l.list_id and r.amount_minor is not null
      and r.valid_from <= ${ctx.now}) as products`;

export async function getPriceList(ctx: Context, listId: string): Promise<PriceList> {
  const { rows } = await sql<PriceList>`select ${columns(ctx)} from catalogue.price_lists l
    where l.brand_id = ${ctx.brand.brandId} and l.list_id = ${listId}`.execute(ctx.tx);
  const [list] = rows;
  if (!list) throw refuse("price_list_not_found");
  return list;
}

/** Lists in the order in which they were made. */
export async function listPriceLists(ctx: Context, page: PageInput): Promise<Page<PriceList>> {
  const limit = pageLimit(page);
  const after = decodeCursor(page.cursor)?.[0];
  const { rows } = await sql<PriceList>`select ${columns(ctx)} from catalogue.price_lists l
    where l.brand_id = ${ctx.brand.brandId}
      ${after === undefined ? sql`` : sql`and l.list_id > ${String(after)}::uuid`}
    order by l.list_id limit ${limit + 1}`.execute(ctx.tx);
  return pageFrom(rows, limit, (list) => [list.listId]);
}

/** Ends a list; what it asked until then stays readable. */
export async function endPriceList(ctx: Context, listId: string): Promise<void> {
  const { unitId } = await getPriceList(ctx, listId);
  await sql`update catalogue.price_lists
    set valid_to = greatest(valid_from + interval '1 millisecond', ${ctx.now}::timestamptz)
    where brand_id = ${ctx.brand.brandId} and list_id = ${listId}
      and (valid_to is null or valid_to > ${ctx.now})`.execute(ctx.tx);
  await emit(ctx, "catalogue.price_list_ended", { payload: { listId, unitId } });
}

/** Where and of whom lists ask other prices now; the same place once. */
export async function heldLists(
  ctx: Context,
): Promise<Pick<PriceList, "unitId" | "segment">[]> {
  const { rows } = await sql<Pick<PriceList, "unitId" | "segment">>`
    select distinct unit_id as "unitId", segment from catalogue.price_lists
    where brand_id = ${ctx.brand.brandId} and valid_from <= ${ctx.now}
      and (valid_to is null or valid_to > ${ctx.now}) order by 1, 2`.execute(ctx.tx);
  return rows;
}

/** When a list begins and, if it does, ends to ask its prices. */
export async function priceListTimes(ctx: Context, listId: string): Promise<Temporal.Instant[]> {
  const { validFrom, validTo } = await getPriceList(ctx, listId);
  return validTo ? [validFrom, validTo] : [validFrom];
}

export interface ListPrice {
  readonly productId: string;
  readonly variantId?: string | null | undefined;
  /** Null: no longer in the list. */
  readonly amountMinor: number | null;
}

/** The floor that holds for each of these now, by "product variant". */
async function floors(ctx: Context, prices: readonly ListPrice[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; amount: number }>`
    select distinct on (x.product_id) x.product_id as key, x.amount_minor as amount
    from catalogue.prices x where x.brand_id = ${ctx.brand.brandId} and x.kind = 'floor'
      and x.variant_id is null and x.valid_from <= ${ctx.now}
      and x.product_id = any(${prices.map((one) => one.productId)}::uuid[])
    order by x.product_id, x.valid_from desc`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.key, row.amount]));
}

/** Writes prices of a list from now on; refuses one below the floor. Earlier ones stay readable. */
export async function setListPrices(
  ctx: Context,
  listId: string,
  prices: readonly ListPrice[],
): Promise<void> {
  await getPriceList(ctx, listId);
  const floor = await floors(ctx, prices);
  const low = prices.find(({ productId, amountMinor }) =>
    amountMinor !== null && amountMinor < (floor.get(productId) ?? 0));
  if (low) throw refuse("price_below_floor", { productId: low.productId });
  const rows = prices.map((one) => ({
    id: newId(), product: one.productId, variant: one.variantId ?? null, amount: one.amountMinor,
  }));
  await sql`insert into catalogue.price_list_rows
      (brand_id, row_id, list_id, product_id, variant_id, amount_minor, valid_from)
    select ${ctx.brand.brandId}::uuid, r.id, ${listId}::uuid, r.product, r.variant, r.amount,
      ${ctx.now}::timestamptz
    from jsonb_to_recordset(${json(rows)}) as r(id uuid, product uuid, variant uuid, amount bigint)
    join catalogue.products p on p.brand_id = ${ctx.brand.brandId} and p.product_id = r.product
    on conflict (brand_id, product_id, list_id, variant_id, valid_from)
      do update set amount_minor = excluded.amount_minor`.execute(ctx.tx);
  await emit(ctx, "catalogue.list_prices_set", { payload: { listId, prices: rows.length } });
}

export interface ResolvedPrice {
  readonly productId: string;
  readonly variantId: string | null;
  readonly listId: string;
  readonly amountMinor: number;
}

/**
 * What price lists ask for these products at `at`, one row a product and variant (null: of every
 * variant without one in that list). Of the lists that hold, that are of one of `sale.unitIds` or
 * of none and of one of `sale.segments` or of none, the first wins by: the narrower unit, then a
 * list with a segment, then the one that began later, then the newer. A variant's own price comes
 * before the product's within one list; in a wider list it does not beat a narrower list.
 */
export async function listPricesAt(
  ctx: Context,
  productIds: readonly string[],
  at: Temporal.Instant,
  sale: Sale,
): Promise<ResolvedPrice[]> {
  const { unitIds = [], segments = [] } = sale;
  const { rows } = await sql<ResolvedPrice & { amountMinor: number | null }>`
    with fitting as (
      select l.list_id, row_number() over (order by
          array_position(${[...unitIds]}::uuid[], l.unit_id) nulls last,
          (l.segment is null), l.valid_from desc, l.list_id desc) as place
      from catalogue.price_lists l where l.brand_id = ${ctx.brand.brandId}
        and l.valid_from <= ${at} and (l.valid_to is null or l.valid_to > ${at})
        and (l.unit_id is null or l.unit_id = any(${[...unitIds]}::uuid[]))
        and (l.segment is null or l.segment = any(${[...segments]}::text[]))),
    latest as (
      select distinct on (r.product_id, r.list_id, r.variant_id)
        r.product_id, r.variant_id, r.list_id, r.amount_minor, f.place
      from fitting f join catalogue.price_list_rows r on r.brand_id = ${ctx.brand.brandId}
        and r.list_id = f.list_id and r.product_id = any(${[...productIds]}::uuid[])
        and r.valid_from <= ${at}
      order by r.product_id, r.list_id, r.variant_id, r.valid_from desc),
    named as (select * from latest where amount_minor is not null)
    select n.product_id as "productId", n.variant_id as "variantId", n.list_id as "listId",
      n.amount_minor as "amountMinor"
    from named n
    where not exists (select 1 from named better where better.product_id = n.product_id
      and better.place < n.place
      and (better.variant_id is null or better.variant_id is not distinct from n.variant_id))
    order by n.product_id, n.variant_id`.execute(ctx.tx);
  return rows;
}
