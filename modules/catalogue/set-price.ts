import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { getProduct, listVariants } from "./queries.ts";
import type { CatalogueTables, PriceKind } from "./tables.ts";

export interface NewPrice {
  readonly productId: string;
  /** Null: of all variants without a price of their own. */
  readonly variantId?: string | null | undefined;
  readonly kind: PriceKind;
  readonly amountMinor: number;
  /** Default: now. */
  readonly validFrom?: Temporal.Instant | undefined;
}

/** Sets a price from an instant on; earlier prices stay readable. The same instant: replaced. */
export async function setPrice(ctx: Context, price: NewPrice): Promise<void> {
  const { productId, variantId = null, kind, amountMinor, validFrom = ctx.now } = price;
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0) {
    throw refuse("price_invalid", { given: amountMinor });
  }
  await getProduct(ctx, productId);
  if (variantId) {
    const variants = await listVariants(ctx, productId);
    if (!variants.some((one) => one.variantId === variantId)) throw refuse("variant_not_found");
  }
  await tablesOf<CatalogueTables>(ctx)
    .insertInto("catalogue.prices")
    .values({
      brand_id: ctx.brand.brandId,
      price_id: newId(),
      product_id: productId,
      variant_id: variantId,
      kind,
      amount_minor: amountMinor,
      valid_from: validFrom,
    })
    .onConflict((on) =>
      on
        .columns(["brand_id", "product_id", "variant_id", "kind", "valid_from"])
        .doUpdateSet({ amount_minor: amountMinor }),
    )
    .execute();
  const payload = { productId, variantId, kind, amountMinor, validFrom: validFrom.toString() };
  await emit(ctx, "catalogue.price_set", { payload });
}

export interface PriceAtTime {
  readonly variantId: string | null;
  readonly kind: PriceKind;
  readonly amountMinor: number;
  readonly validFrom: Temporal.Instant;
}

/** Every price the product ever had, newest first. */
export async function priceHistory(ctx: Context, productId: string): Promise<PriceAtTime[]> {
  return tablesOf<CatalogueTables>(ctx)
    .selectFrom("catalogue.prices")
    .select([
      "variant_id as variantId",
      "kind",
      "amount_minor as amountMinor",
      "valid_from as validFrom",
    ])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("product_id", "=", productId)
    .orderBy("valid_from", "desc")
    .orderBy("price_id")
    .limit(1_000)
    .execute();
}
