import { type Context, json, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { fitsAxes } from "./axes.ts";
import { createCategory } from "./categories.ts";
import { productForms } from "./product-form.ts";
import { getProduct } from "./queries.ts";
import { indexProducts } from "./search/index-products.ts";
import type { CatalogueTables } from "./tables.ts";

export interface ProductFields {
  readonly name: string;
  readonly nameEn?: string | null | undefined;
  readonly brandLabel?: string | undefined;
  /** "Group > part"; made where it is missing. Null: none. */
  readonly category?: string | null | undefined;
  /** Words by which offers name a set of products; at most 40, of at most 40 characters. */
  readonly tags?: readonly string[] | undefined;
}

export interface NewProduct extends ProductFields {
  readonly externalCode: string;
}

const isTaken = (error: unknown): boolean => (error as { code?: unknown }).code === "23505";

function checkName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === "" || trimmed.length > 200) throw refuse("product_name_invalid");
  return trimmed;
}

export const fitTags = (tags: readonly string[]): boolean =>
  tags.length <= 40 && tags.every((tag) => tag.length <= 40);

function tagsOf(given: readonly string[]): string[] {
  const tags = [...new Set(given.map((tag) => tag.trim()).filter((tag) => tag !== ""))];
  if (!fitTags(tags)) throw refuse("tags_invalid");
  return tags;
}

/** Adds a product; refuses `product_code_taken`. Answers its id. */
export async function createProduct(ctx: Context, product: NewProduct): Promise<string> {
  const code = product.externalCode.trim();
  if (code === "" || code.length > 64) throw refuse("product_code_invalid", { given: code });
  const productId = newId();
  const path = product.category;
  const categoryId = path ? await createCategory(ctx, { path }) : null;
  try {
    await tablesOf<CatalogueTables>(ctx)
      .insertInto("catalogue.products")
      .values({
        brand_id: ctx.brand.brandId,
        product_id: productId,
        external_code: code,
        name: checkName(product.name),
        name_en: product.nameEn?.trim() || null,
        brand_label: product.brandLabel?.trim() ?? "",
        category_id: categoryId,
        tags: tagsOf(product.tags ?? []),
        created_at: ctx.now,
        updated_at: ctx.now,
        retired_at: null,
      })
      .execute();
  } catch (error) {
    if (isTaken(error)) throw refuse("product_code_taken", { code });
    throw error;
  }
  await indexProducts(ctx, [productId], { fresh: true });
  await emit(ctx, "catalogue.product_added", { payload: { productId } });
  return productId;
}

export type ProductChange = Partial<ProductFields> & { readonly retired?: boolean | undefined };

/** Changes what is given; a retired product stays where it was sold but is offered no more. */
export async function changeProduct(
  ctx: Context,
  productId: string,
  change: ProductChange,
): Promise<void> {
  const before = await getProduct(ctx, productId);
  const { category, retired, nameEn } = change;
  const categoryId = category ? await createCategory(ctx, { path: category }) : null;
  const retiredAt = retired ? (before.retiredAt ?? ctx.now) : null;
  await tablesOf<CatalogueTables>(ctx)
    .updateTable("catalogue.products")
    .set({
      name: checkName(change.name ?? before.name),
      name_en: nameEn === undefined ? before.nameEn : nameEn?.trim() || null,
      brand_label: change.brandLabel?.trim() ?? before.brandLabel,
      category_id: category === undefined ? before.categoryId : categoryId,
      tags: change.tags ? tagsOf(change.tags) : before.tags,
      retired_at: retired === undefined ? before.retiredAt : retiredAt,
      updated_at: ctx.now,
    })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("product_id", "=", productId)
    .execute();
  await indexProducts(ctx, [productId]);
  await emit(ctx, "catalogue.product_changed", { payload: { productId } });
}

export interface NewVariant {
  readonly sku: string;
  readonly options: Readonly<Record<string, string>>;
}

/** Adds a combination of options that is sold; refuses one that exists. Answers its id. */
export async function addVariant(
  ctx: Context,
  productId: string,
  variant: NewVariant,
): Promise<string> {
  const form = (await productForms(ctx, [productId])).get(productId);
  if (!form) throw refuse("product_not_found");
  if (!fitsAxes(form.axes, variant.options)) throw refuse("variant_not_of_axes");
  const variantId = newId();
  try {
    await tablesOf<CatalogueTables>(ctx)
      .insertInto("catalogue.variants")
      .values({
        brand_id: ctx.brand.brandId,
        variant_id: variantId,
        product_id: productId,
        sku: variant.sku,
        options: json(variant.options),
        created_at: ctx.now,
        withdrawn_at: null,
      })
      .execute();
  } catch (error) {
    if (!isTaken(error)) throw error;
    const sameOptions = String((error as { constraint?: unknown }).constraint).includes("options");
    if (sameOptions) throw refuse("variant_exists");
    throw refuse("product_code_taken", { code: variant.sku });
  }
  await indexProducts(ctx, [productId]);
  await emit(ctx, "catalogue.variant_added", { payload: { productId, variantId } });
  return variantId;
}

/** Takes a variant from sale, or back to it; nothing that was sold of it changes. */
export async function withdrawVariant(
  ctx: Context,
  productId: string,
  variantId: string,
  withdrawn: boolean,
): Promise<void> {
  const changed = await tablesOf<CatalogueTables>(ctx)
    .updateTable("catalogue.variants")
    .set({ withdrawn_at: withdrawn ? ctx.now : null })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("product_id", "=", productId)
    .where("variant_id", "=", variantId)
    .executeTakeFirst();
  if (Number(changed.numUpdatedRows) === 0) throw refuse("variant_not_found");
  await emit(ctx, "catalogue.variant_changed", { payload: { productId, variantId, withdrawn } });
}
