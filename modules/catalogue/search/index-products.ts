import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { Job } from "#platform/jobs.ts";
import { categoryTerms, type Named, needsTools, termsOf } from "./terms.ts";
import { hasHan, wordTools } from "./words.ts";

interface Row extends Named {
  readonly productId: string;
}

async function namesOf(ctx: Context, productIds: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select p.product_id as "productId", p.name, p.name_en as "nameEn",
      p.brand_label as "brandLabel", p.tags,
      array[p.external_code] || coalesce((select array_agg(v.sku) from catalogue.variants v
        where v.brand_id = p.brand_id and v.product_id = p.product_id), '{}') as codes
    from catalogue.products p where p.brand_id = ${ctx.brand.brandId}
      and p.product_id = any(${[...productIds]}::uuid[])`.execute(ctx.tx);
  return rows;
}

/** Writes the words by which these products are found, in the transaction that changed them. */
export async function indexProducts(
  ctx: Context,
  productIds: readonly string[],
  options: { readonly fresh?: boolean } = {},
): Promise<void> {
  if (productIds.length === 0) return;
  const brandId = ctx.brand.brandId;
  const rows = await namesOf(ctx, productIds);
  const tools = rows.some(needsTools) ? await wordTools() : null;
  const terms = rows.flatMap((row) =>
    [...termsOf(row, tools)].map(([term, weight]) => ({ id: row.productId, term, weight })));
  if (!options.fresh) {
    await sql`delete from catalogue.search_terms where brand_id = ${brandId}
      and product_id = any(${[...productIds]}::uuid[])`.execute(ctx.tx);
  }
  await sql`insert into catalogue.search_terms (brand_id, product_id, term, weight)
    select ${brandId}::uuid, t.id, t.term, t.weight
    from unnest(${terms.map((one) => one.id)}::uuid[], ${terms.map((one) => one.term)}::text[],
      ${terms.map((one) => one.weight)}::smallint[]) as t(id, term, weight)`.execute(ctx.tx);
  await sql`update catalogue.products set indexed_at = ${ctx.recordedAt}
    where brand_id = ${brandId} and indexed_at is null
      and product_id = any(${[...productIds]}::uuid[])`.execute(ctx.tx);
}

interface CategoryRow {
  readonly categoryId: string;
  readonly path: string;
  readonly nameEn: string | null;
}

/** Writes the words of categories that have none yet, or of these again. */
export async function indexCategories(ctx: Context, categoryIds?: readonly string[]) {
  const brandId = ctx.brand.brandId;
  const these = categoryIds
    ? sql`category_id = any(${[...categoryIds]}::uuid[])`
    : sql`indexed_at is null`;
  const { rows } = await sql<CategoryRow>`
    update catalogue.categories set indexed_at = ${ctx.recordedAt}
    where brand_id = ${brandId} and ${these}
    returning category_id as "categoryId", path, name_en as "nameEn"`.execute(ctx.tx);
  if (rows.length === 0) return;
  const tools = rows.some((row) => hasHan(row.path)) ? await wordTools() : null;
  const terms = rows.flatMap((row) =>
    [...categoryTerms(row.path, row.nameEn, tools)].map((term) => ({ id: row.categoryId, term })));
  await sql`insert into catalogue.category_terms (brand_id, category_id, term)
    select ${brandId}::uuid, t.id, t.term
    from unnest(${terms.map((one) => one.id)}::uuid[], ${terms.map((one) => one.term)}::text[])
      as t(id, term) on conflict do nothing`.execute(ctx.tx);
}

const chunk = 500;

/** Writes the words of what was there before words were kept; again until none is left. */
export const indexSearchJob: Job = {
  name: "catalogue.index_search",
  async handle(ctx) {
    await indexCategories(ctx);
    const { rows } = await sql<{ product_id: string }>`
      select product_id from catalogue.products where brand_id = ${ctx.brand.brandId}
        and indexed_at is null order by product_id limit ${chunk} for update`.execute(ctx.tx);
    await indexProducts(ctx, rows.map((row) => row.product_id));
    return rows.length === chunk ? "again" : undefined;
  },
};
