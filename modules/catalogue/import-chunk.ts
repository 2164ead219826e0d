import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { ensureCategories } from "./categories.ts";
import { type FormCells, importForms } from "./import-forms.ts";
import { importItems, type ItemCells, type ItemFault } from "./import-variants.ts";
import { productIdsByExternalCodes } from "./queries.ts";
import { indexProducts } from "./search/index-products.ts";
import type { PriceKind } from "./tables.ts";

export interface ProductRow {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly brandLabel: string;
  /** Levels from the root; none: the row names no category. */
  readonly category: readonly string[];
  readonly path: string;
  /** Null: the file says nothing of them. */
  readonly tags: readonly string[] | null;
  readonly prices: readonly { readonly kind: PriceKind; readonly amount: number }[];
  readonly form: FormCells;
}

// An array of arrays has to be rectangular in PostgreSQL: the tags travel as JSON.
const tagsSql = sql`coalesce((select array_agg(t.tag) from jsonb_array_elements_text(r.tags)
  as t(tag)), '{}')`;

async function upsert(
  ctx: Context,
  rows: readonly ProductRow[],
  categories: ReadonlyMap<string, string>,
): Promise<{ added: number; changed: number; ids: { fresh: string[]; known: string[] } }> {
  const column = <K extends keyof ProductRow>(key: K) => rows.map((row) => row[key]);
  const { rows: written } = await sql<{ id: string; added: boolean }>`
    insert into catalogue.products as p (brand_id, product_id, external_code, name, name_en,
      brand_label, category_id, tags, created_at, updated_at)
    select ${ctx.brand.brandId}::uuid, r.id, r.code, r.name, r.name_en, r.label, r.category,
      ${tagsSql}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from unnest(${rows.map(() => newId())}::uuid[], ${column("code")}::text[],
      ${column("name")}::text[], ${column("nameEn")}::text[], ${column("brandLabel")}::text[],
      ${rows.map((row) => categories.get(row.path) ?? null)}::uuid[],
      ${rows.map((row) => row.tags && JSON.stringify(row.tags))}::jsonb[])
      as r(id, code, name, name_en, label, category, tags)
    order by r.code
    on conflict (brand_id, external_code) do update set
      name = excluded.name, name_en = coalesce(excluded.name_en, p.name_en),
      brand_label = coalesce(nullif(excluded.brand_label, ''), p.brand_label),
      category_id = coalesce(excluded.category_id, p.category_id),
      tags = case when excluded.tags = '{}' then p.tags else excluded.tags end,
      updated_at = excluded.updated_at
    where (p.name, p.name_en, p.brand_label, p.category_id, p.tags) is distinct from
      (excluded.name, coalesce(excluded.name_en, p.name_en),
        coalesce(nullif(excluded.brand_label, ''), p.brand_label),
        coalesce(excluded.category_id, p.category_id),
        case when excluded.tags = '{}' then p.tags else excluded.tags end)
    returning product_id as id, (xmax = 0) as added`.execute(ctx.tx);
  const fresh = written.filter((row) => row.added).map((row) => row.id);
  const known = written.filter((row) => !row.added).map((row) => row.id);
  return { added: fresh.length, changed: known.length, ids: { fresh, known } };
}

/** Writes the prices that differ from what holds now; answers how many. */
async function setPrices(ctx: Context, rows: readonly ProductRow[]): Promise<number> {
  const prices = rows.flatMap(({ code, prices }) => prices.map((price) => ({ code, ...price })));
  if (prices.length === 0) return 0;
  const ids = await productIdsByExternalCodes(ctx, prices.map((price) => price.code));
  const { rows: written } = await sql`
    insert into catalogue.prices
      (brand_id, price_id, product_id, variant_id, kind, amount_minor, valid_from)
    select ${ctx.brand.brandId}::uuid, r.id, r.product, null, r.kind, r.amount,
      ${ctx.now}::timestamptz
    from unnest(${prices.map(() => newId())}::uuid[],
      ${prices.map((price) => ids.get(price.code) ?? null)}::uuid[],
      ${prices.map((price) => price.kind)}::text[],
      ${prices.map((price) => price.amount)}::bigint[]) as r(id, product, kind, amount)
    where r.amount is distinct from (select x.amount_minor from catalogue.prices x
      where x.brand_id = ${ctx.brand.brandId} and x.product_id = r.product
        and x.variant_id is null and x.kind = r.kind and x.valid_from <= ${ctx.now}
      order by x.valid_from desc limit 1)
    on conflict (brand_id, product_id, variant_id, kind, valid_from)
      do update set amount_minor = excluded.amount_minor
    returning price_id`.execute(ctx.tx);
  return written.length;
}

export interface ChunkImported {
  readonly added: number;
  readonly changed: number;
  readonly pricesSet: number;
  readonly variantsAdded: number;
  readonly stockSet: number;
  readonly faults: readonly ItemFault[];
}

/** Adds or changes products of different codes, with their variants and stock, set by set. */
export async function importChunk(
  ctx: Context,
  rows: readonly ProductRow[],
  items: readonly ItemCells[],
): Promise<ChunkImported> {
  const paths = new Map(rows.map((row) => [row.path, row.category]));
  const categories = await ensureCategories(ctx, [...paths.values()]);
  const { added, changed, ids } = await upsert(ctx, rows, categories);
  await indexProducts(ctx, ids.fresh, { fresh: true });
  await indexProducts(ctx, ids.known);
  const pricesSet = await setPrices(ctx, rows);
  const { formsSet, ...done } = await importRest(ctx, rows, items);
  if (added + changed + pricesSet + formsSet + done.variantsAdded > 0) {
    await emit(ctx, "catalogue.products_imported", { payload: { added, changed } });
  }
  return { added, changed, pricesSet, ...done };
}

/** Forms, variants and stock, where the file says anything of them. */
async function importRest(
  ctx: Context,
  rows: readonly ProductRow[],
  items: readonly ItemCells[],
) {
  const formed = rows.filter(({ form }) => Object.values(form).some((one) => one !== undefined));
  const none = { formsSet: 0, variantsAdded: 0, stockSet: 0, faults: [] };
  if (formed.length + items.length === 0) return none;
  const codes = [...new Set([...formed, ...items].map((one) => one.code))];
  const products = await productIdsByExternalCodes(ctx, codes);
  const forms = formed.flatMap(({ code, form }) => {
    const productId = products.get(code);
    return productId ? [{ productId, form }] : [];
  });
  const formsSet = await importForms(ctx, forms);
  const { productIds, ...done } = await importItems(ctx, items, products);
  await indexProducts(ctx, productIds);
  return { formsSet, ...done };
}
