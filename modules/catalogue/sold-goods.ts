import { type RawBuilder, sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { decodeCursor, type Page, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";

export interface SoldGoods {
  readonly productId: string;
  readonly externalCode: string;
  /** “group > part” */
  readonly categoryPath: string | null;
}

export interface SoldFilter extends PageInput {
  /** Part of the name, or the beginning of the external code. */
  readonly text?: string | undefined;
  /** The path of a category: it and all below it. */
  readonly category?: string | undefined;
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** Not retired, and with a list price at `at`. */
const sold = (ctx: Context, at: Temporal.Instant): RawBuilder<unknown> => sql`
  from catalogue.products p left join catalogue.categories c
    on c.brand_id = p.brand_id and c.category_id = p.category_id
  where p.brand_id = ${ctx.brand.brandId} and p.retired_at is null and exists (
    select 1 from catalogue.prices x where x.brand_id = p.brand_id
      and x.product_id = p.product_id and x.variant_id is null and x.kind = 'list'
      and x.valid_from <= ${at})`;

/** What can be put into a cart at `at`, by external code, a page at a time. */
export async function soldGoods(
  ctx: Context,
  filter: SoldFilter,
  at: Temporal.Instant = ctx.now,
): Promise<Page<SoldGoods>> {
  const limit = pageLimit(filter);
  const after = decodeCursor(filter.cursor)?.[0];
  const { text, category } = filter;
  const like = escaped(text ?? "");
  const { rows } = await sql<SoldGoods>`
    select p.product_id as "productId", p.external_code as "externalCode",
      c.path as "categoryPath" ${sold(ctx, at)}
      ${after === undefined ? sql`` : sql`and p.external_code > ${String(after)}`}
      ${text
        ? sql`and (p.external_code ilike ${`${like}%`} or p.name ilike ${`%${like}%`}
            or p.name_en ilike ${`%${like}%`})`
        : sql``}
      ${category
        ? sql`and (c.path = ${category} or starts_with(c.path, ${`${category} > `}))`
        : sql``}
    order by p.external_code limit ${limit + 1}`.execute(ctx.tx);
  return pageFrom(rows, limit, (goods) => [goods.externalCode]);
}

/** Paths of the categories of all that is sold, in the order of their names; at most 60. */
export async function soldCategories(
  ctx: Context,
  at: Temporal.Instant = ctx.now,
): Promise<{ path: string; nameEn: string | null }[]> {
  const { rows } = await sql<{ path: string; nameEn: string | null }>`
    select distinct c.path, c.name_en as "nameEn" ${sold(ctx, at)} and c.path is not null
    order by c.path limit 60`.execute(ctx.tx);
  return rows;
}

/** Whether anything can be put into a cart. */
export async function sellsGoods(
  ctx: Context,
  at: Temporal.Instant = ctx.now,
): Promise<boolean> {
  const { rows } = await sql`select 1 ${sold(ctx, at)} limit 1`.execute(ctx.tx);
  return rows.length > 0;
}
