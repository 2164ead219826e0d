import { type RawBuilder, sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { decodeCursor, type Page, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { afterCursor, foundBy } from "./search/find.ts";
import type { Sale } from "./sellable.ts";

export interface SoldGoods {
  readonly productId: string;
  readonly externalCode: string;
  /** “group > part” */
  readonly categoryPath: string | null;
}

export interface SoldFilter extends PageInput {
  /** What somebody typed: words, pinyin, initials, a code; the best found come first. */
  readonly text?: string | undefined;
  /** The path of a category: it and all below it. */
  readonly category?: string | undefined;
}

/** Named by no rule, or by one that fits; the same rule as `inChannels`. */
const inChannel = (sale: Sale): RawBuilder<unknown> => sql`
  not exists (select 1 from catalogue.product_channels r where r.brand_id = p.brand_id
    and r.product_id = p.product_id) or exists (select 1 from catalogue.product_channels r
    where r.brand_id = p.brand_id and r.product_id = p.product_id
      and (r.channel_id = ${sale.channelId ?? null}::uuid or r.origin = ${sale.origin ?? "own"}))`;

/** Not retired, on the shelf, with a list price, open or announced, and in the channel at `at`. */
const sold = (
  ctx: Context,
  at: Temporal.Instant,
  sale: Sale,
  found?: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  from catalogue.products p ${found ? sql`join ${found} f on f.product_id = p.product_id` : sql``}
  left join catalogue.categories c
    on c.brand_id = p.brand_id and c.category_id = p.category_id
  where p.brand_id = ${ctx.brand.brandId} and p.retired_at is null and p.on_shelf and exists (
    select 1 from catalogue.prices x where x.brand_id = p.brand_id
      and x.product_id = p.product_id and x.variant_id is null and x.kind = 'list'
      and x.valid_from <= ${at})
    and (p.closes_at is null or p.closes_at > ${at})
    and (p.opens_at is null or p.opens_at <= ${at} or p.preview_at <= ${at})
    and (${inChannel(sale)})`;

/** What can be put into a cart at `at`, the best found first, then by code; a page at a time. */
export async function soldGoods(
  ctx: Context,
  filter: SoldFilter,
  at: Temporal.Instant = ctx.now,
  sale: Sale = {},
): Promise<Page<SoldGoods>> {
  const limit = pageLimit(filter);
  const cursor = decodeCursor(filter.cursor);
  const { text, category } = filter;
  const found = text ? await foundBy(ctx, text) : undefined;
  if (found === null) return { items: [], next: null };
  const score = found ? sql`f.score` : sql`0`;
  const { rows } = await sql<SoldGoods & { score: number }>`
    select p.product_id as "productId", p.external_code as "externalCode",
      c.path as "categoryPath", ${score} as score ${sold(ctx, at, sale, found)}
      ${afterCursor(score, cursor)}
      ${category
        ? sql`and (c.path = ${category} or starts_with(c.path, ${`${category} > `}))`
        : sql``}
    order by ${found ? sql`f.score desc,` : sql``} p.external_code limit ${limit + 1}`
    .execute(ctx.tx);
  const page = pageFrom(rows, limit, (goods) => [goods.score, goods.externalCode]);
  return { items: page.items.map(({ score: _, ...goods }) => goods), next: page.next };
}

/** Paths of the categories of all that is sold, in the order of their names; at most 60. */
export async function soldCategories(
  ctx: Context,
  at: Temporal.Instant = ctx.now,
  sale: Sale = {},
): Promise<{ path: string; nameEn: string | null }[]> {
  const { rows } = await sql<{ path: string; nameEn: string | null }>`
    select distinct c.path, c.name_en as "nameEn" ${sold(ctx, at, sale)} and c.path is not null
    order by c.path limit 60`.execute(ctx.tx);
  return rows;
}

/** Whether anything can be put into a cart. */
export async function sellsGoods(
  ctx: Context,
  at: Temporal.Instant = ctx.now,
): Promise<boolean> {
  const { rows } = await sql`select 1 ${sold(ctx, at, {})} limit 1`.execute(ctx.tx);
  return rows.length > 0;
}
