import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { decodeCursor, type Page, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { afterCursor, foundBy } from "./search/find.ts";
import type { CatalogueTables, PriceKind } from "./tables.ts";

export interface Product {
  readonly productId: string;
  readonly externalCode: string;
  readonly name: string;
  readonly nameEn: string | null;
  /** The brand printed on the product. */
  readonly brandLabel: string;
  readonly categoryId: string | null;
  readonly categoryPath: string | null;
  /** Minor units, as of ctx.now; null: no price is known. */
  readonly listPriceMinor: number | null;
  readonly floorPriceMinor: number | null;
  readonly memberPriceMinor: number | null;
  readonly activityPriceMinor: number | null;
  readonly tags: string[];
  readonly retiredAt: Temporal.Instant | null;
}

const priceSql = (ctx: Context, kind: PriceKind) => sql<number | null>`(
  select x.amount_minor from catalogue.prices x
  where x.brand_id = p.brand_id and x.product_id = p.product_id and x.variant_id is null
    and x.kind = ${sql.lit(kind)} and x.valid_from <= ${ctx.now}
  order by x.valid_from desc limit 1)`;

function productQuery(ctx: Context) {
  return tablesOf<CatalogueTables>(ctx)
    .selectFrom("catalogue.products as p")
    .leftJoin("catalogue.categories as c", (join) =>
      join.onRef("c.brand_id", "=", "p.brand_id").onRef("c.category_id", "=", "p.category_id"),
    )
    .where("p.brand_id", "=", ctx.brand.brandId)
    .select([
      "p.product_id as productId",
      "p.external_code as externalCode",
      "p.name",
      "p.name_en as nameEn",
      "p.brand_label as brandLabel",
      "p.category_id as categoryId",
      "c.path as categoryPath",
      priceSql(ctx, "list").as("listPriceMinor"),
      priceSql(ctx, "floor").as("floorPriceMinor"),
      priceSql(ctx, "member").as("memberPriceMinor"),
      priceSql(ctx, "activity").as("activityPriceMinor"),
      "p.tags",
      "p.retired_at as retiredAt",
    ]);
}

/** The products of the ids that exist, with the prices of ctx.now; in no order. */
export async function getProducts(
  ctx: Context,
  productIds: readonly string[],
): Promise<Product[]> {
  if (productIds.length === 0) return [];
  return productQuery(ctx)
    .where("p.product_id", "=", sql<string>`any(${[...productIds]}::uuid[])`)
    .execute();
}

/** One product; refuses `product_not_found`. */
export async function getProduct(ctx: Context, productId: string): Promise<Product> {
  const [product] = await getProducts(ctx, [productId]);
  if (!product) throw refuse("product_not_found");
  return product;
}

/** Product ids by external code; codes that no product has are absent. */
export async function productIdsByExternalCodes(
  ctx: Context,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tablesOf<CatalogueTables>(ctx)
    .selectFrom("catalogue.products")
    .select(["external_code", "product_id"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("external_code", "=", sql<string>`any(${[...codes]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.external_code, row.product_id]));
}

export interface ProductFilter extends PageInput {
  /** The category and all below it. */
  readonly categoryId?: string | undefined;
  /** What somebody typed: words, pinyin, initials, a code. */
  readonly text?: string | undefined;
}

/** Products the best found first, then by external code, a page at a time. */
export async function listProducts(ctx: Context, filter: ProductFilter): Promise<Page<Product>> {
  const limit = pageLimit(filter);
  const cursor = decodeCursor(filter.cursor);
  const found = filter.text ? await foundBy(ctx, filter.text) : undefined;
  if (found === null) return { items: [], next: null };
  const score = found ? sql<number>`f.score` : sql<number>`0`;
  const within = filter.categoryId
    ? sql`and p.category_id in (
        select below.category_id from catalogue.categories top
        join catalogue.categories below on below.brand_id = top.brand_id
          and (below.path = top.path or starts_with(below.path, top.path || ' > '))
        where top.brand_id = ${ctx.brand.brandId} and top.category_id = ${filter.categoryId})`
    : sql``;
  const { rows } = await sql<{ productId: string; externalCode: string; score: number }>`
    select p.product_id as "productId", p.external_code as "externalCode", ${score} as score
    from catalogue.products p
    ${found ? sql`join ${found} f on f.product_id = p.product_id` : sql``}
    where p.brand_id = ${ctx.brand.brandId} and p.retired_at is null
      ${afterCursor(score, cursor)} ${within}
    order by ${found ? sql`f.score desc,` : sql``} p.external_code limit ${limit + 1}`
    .execute(ctx.tx);
  const page = pageFrom(rows, limit, (row) => [row.score, row.externalCode]);
  const products = await getProducts(ctx, page.items.map((row) => row.productId));
  const byId = new Map(products.map((one) => [one.productId, one]));
  return { items: page.items.flatMap((row) => byId.get(row.productId) ?? []), next: page.next };
}

export interface Variant {
  readonly variantId: string;
  readonly sku: string;
  readonly options: Readonly<Record<string, string>>;
  /** No longer sold; what was sold of it stays readable. */
  readonly withdrawn: boolean;
}

/** The combinations of options that are sold. */
export async function listVariants(ctx: Context, productId: string): Promise<Variant[]> {
  return tablesOf<CatalogueTables>(ctx)
    .selectFrom("catalogue.variants")
    .select([
      "variant_id as variantId",
      "sku",
      "options",
      sql<boolean>`withdrawn_at is not null`.as("withdrawn"),
    ])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("product_id", "=", productId)
    .orderBy("sku")
    .execute();
}
