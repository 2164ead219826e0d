import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { together } from "#platform/together.ts";
import { listPricesAt, type ResolvedPrice } from "./price-lists.ts";
import { type ProductForm, productForms } from "./product-form.ts";
import { type Sale, type SaleReason, type SaleTerms, whyNotSold } from "./sellable.ts";
import type { CatalogueTables, PriceKind } from "./tables.ts";

/** What a cart has to know of a product or of one of its variants. */
export interface CartGoods {
  readonly productId: string;
  readonly variantId: string | null;
  readonly externalCode: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly brandLabel: string;
  readonly tags: readonly string[];
  /** Its category and all above it. */
  readonly categoryIds: readonly string[];
  readonly retired: boolean;
  /** Why it may not be ordered online at `at`; null: it may. */
  readonly notSold: SaleReason | null;
  /** The price list that asks its list price; null: the catalogue does. */
  readonly priceListId: string | null;
  /** Minor units of one unit at `at`; absent: no such price is known. */
  readonly prices: Readonly<Partial<Record<PriceKind, number>>>;
}

export interface GoodsKey {
  readonly productId: string;
  readonly variantId?: string | null | undefined;
}

type Found = "variantId" | "categoryIds" | "retired" | "prices" | "notSold" | "priceListId";

interface ProductRow extends Omit<CartGoods, Found> {
  readonly categoryId: string | null;
  readonly retiredAt: Temporal.Instant | null;
}

interface PriceRow {
  readonly productId: string;
  readonly variantId: string | null;
  readonly kind: PriceKind;
  readonly amountMinor: number;
}

async function productRows(ctx: Context, productIds: readonly string[]): Promise<ProductRow[]> {
  return tablesOf<CatalogueTables>(ctx)
    .selectFrom("catalogue.products")
    .select([
      "product_id as productId",
      "external_code as externalCode",
      "name",
      "name_en as nameEn",
      "brand_label as brandLabel",
      "tags",
      "category_id as categoryId",
      "retired_at as retiredAt",
    ])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("product_id", "=", sql<string>`any(${[...productIds]}::uuid[])`)
    .execute();
}

/** Each category with all above it. */
async function chainsOf(
  ctx: Context,
  categoryIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (categoryIds.length === 0) return new Map();
  const { rows } = await sql<{ leaf: string; chain: string[] }>`
    with recursive up as (
      select c.category_id as leaf, c.category_id, c.parent_id from catalogue.categories c
      where c.brand_id = ${ctx.brand.brandId} and c.category_id = any(${[...categoryIds]}::uuid[])
      union all
      select up.leaf, c.category_id, c.parent_id from up join catalogue.categories c
        on c.brand_id = ${ctx.brand.brandId} and c.category_id = up.parent_id)
    select leaf, array_agg(category_id::text) as chain from up group by leaf`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.leaf, row.chain]));
}

/** The latest price of each kind that began by `at`, of products and of their variants. */
async function priceRows(
  ctx: Context,
  productIds: readonly string[],
  at: Temporal.Instant,
): Promise<PriceRow[]> {
  const { rows } = await sql<PriceRow>`
    select distinct on (x.product_id, x.variant_id, x.kind) x.product_id as "productId",
      x.variant_id as "variantId", x.kind, x.amount_minor as "amountMinor"
    from catalogue.prices x
    where x.brand_id = ${ctx.brand.brandId} and x.product_id = any(${[...productIds]}::uuid[])
      and x.valid_from <= ${at}
    order by x.product_id, x.variant_id, x.kind, x.valid_from desc`.execute(ctx.tx);
  return rows;
}

const keyOf = (productId: string, variantId: string | null) => `${productId} ${variantId ?? ""}`;

/** Which of the variants that are asked for are still sold, by id. */
async function variantStates(
  ctx: Context,
  variantIds: readonly string[],
): Promise<ReadonlyMap<string, "sold" | "withdrawn">> {
  if (variantIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; withdrawn: boolean }>`
    select product_id || ' ' || variant_id as id, withdrawn_at is not null as withdrawn
    from catalogue.variants where brand_id = ${ctx.brand.brandId}
      and variant_id = any(${[...variantIds]}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map(({ id, withdrawn }) => [id, withdrawn ? "withdrawn" : "sold"]));
}

interface Known {
  readonly products: ReadonlyMap<string, ProductRow>;
  readonly forms: ReadonlyMap<string, ProductForm>;
  readonly variants: ReadonlyMap<string, "sold" | "withdrawn">;
  readonly prices: ReadonlyMap<string, readonly PriceRow[]>;
  readonly lists: ReadonlyMap<string, readonly ResolvedPrice[]>;
  readonly chains: ReadonlyMap<string, readonly string[]>;
}

async function know(
  ctx: Context,
  keys: readonly GoodsKey[],
  at: Temporal.Instant,
  sale: Sale | Promise<Sale>,
): Promise<Known> {
  const ids = [...new Set(keys.map((key) => key.productId))];
  const listed = async () => listPricesAt(ctx, ids, at, await sale);
  const withChains = async () => {
    const rows = await productRows(ctx, ids);
    const leaves = rows.flatMap(({ categoryId }) => categoryId ?? []);
    return { rows, chains: await chainsOf(ctx, [...new Set(leaves)]) };
  };
  const [{ rows, chains }, forms, variants, prices, lists] = await together([
    withChains(),
    productForms(ctx, ids),
    variantStates(ctx, keys.flatMap(({ variantId }) => variantId ?? [])),
    priceRows(ctx, ids, at),
    listed(),
  ]);
  const key = (row: { productId: string; variantId: string | null }) =>
    keyOf(row.productId, row.variantId);
  return {
    products: new Map(rows.map((row) => [row.productId, row])),
    forms,
    variants,
    prices: Map.groupBy(prices, key),
    lists: Map.groupBy(lists, key),
    chains,
  };
}

/** Catalogue prices, with the list price of a price list in place of the catalogue's. */
function pricesOf(known: Known, productId: string, variantId: string | null) {
  const own = variantId === null ? [] : (known.prices.get(keyOf(productId, variantId)) ?? []);
  const rows = [...(known.prices.get(keyOf(productId, null)) ?? []), ...own];
  const [listed] = [
    ...(variantId === null ? [] : (known.lists.get(keyOf(productId, variantId)) ?? [])),
    ...(known.lists.get(keyOf(productId, null)) ?? []),
  ];
  return {
    priceListId: listed?.listId ?? null,
    prices: {
      ...Object.fromEntries(rows.map(({ kind, amountMinor }) => [kind, amountMinor])),
      ...(listed ? { list: listed.amountMinor } : {}),
    },
  };
}

/**
 * The goods of these keys that exist, with their prices at `at`, by `goodsKey`. A variant without a
 * price of its own has the product's; a price list of `sale` comes before the catalogue.
 */
export async function cartGoods(
  ctx: Context,
  keys: readonly GoodsKey[],
  at: Temporal.Instant = ctx.now,
  asked: Sale | Promise<Sale> = {},
): Promise<ReadonlyMap<string, CartGoods>> {
  if (keys.length === 0) return new Map();
  const [known, sale] = await together([know(ctx, keys, at, asked), asked]);
  const found = new Map<string, CartGoods>();
  for (const { productId, variantId = null } of keys) {
    const row = known.products.get(productId);
    const form = known.forms.get(productId);
    if (!row || !form) continue;
    const { categoryId, retiredAt, ...product } = row;
    const variant: SaleTerms["variant"] =
      variantId === null ? null : known.variants.get(`${productId} ${variantId}`) ?? "unknown";
    const retired = retiredAt !== null;
    const terms = { ...form, retired, hasAxes: form.axes.length > 0, variant };
    found.set(goodsKey({ productId, variantId }), {
      ...product,
      variantId,
      categoryIds: categoryId === null ? [] : (known.chains.get(categoryId) ?? []),
      retired,
      notSold: whyNotSold(terms, at, sale),
      ...pricesOf(known, productId, variantId),
    });
  }
  return found;
}

export const goodsKey = ({ productId, variantId = null }: GoodsKey): string =>
  keyOf(productId, variantId ?? null);

/** Goods of the same categories, at most `limit`: what a cart could be filled up with. */
export async function similarGoods(
  ctx: Context,
  categoryIds: readonly string[],
  limit: number,
): Promise<string[]> {
  if (categoryIds.length === 0) return [];
  const { rows } = await sql<{ product_id: string }>`
    select p.product_id from unnest(${[...categoryIds]}::uuid[]) as c(category_id)
    cross join lateral (select p.product_id, p.external_code from catalogue.products p
      where p.brand_id = ${ctx.brand.brandId} and p.category_id = c.category_id
        and p.retired_at is null order by p.external_code limit ${limit}) p
    order by p.external_code limit ${limit}`.execute(ctx.tx);
  return rows.map((row) => row.product_id);
}
