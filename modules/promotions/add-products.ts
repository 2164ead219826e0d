import { sql } from "kysely";
import { productIdsByExternalCodes } from "#modules/catalogue/index.ts";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { lockOffer } from "./locks.ts";

export interface AddedProducts {
  readonly added: number;
  /** In the scope before. */
  readonly known: number;
  /** External codes that no product has; nothing was added for them. */
  readonly unknown: readonly string[];
}

/** Adds products to the draft's scope. Repeated, it adds nothing and answers the same. */
export async function addProducts(
  ctx: Context,
  offerId: string,
  externalCodes: readonly string[],
): Promise<AddedProducts> {
  const offer = await lockOffer(ctx, offerId);
  await permit(ctx, "offers.write", offer.unit_id);
  const codes = [...new Set(externalCodes)];
  const found = await productIdsByExternalCodes(ctx, codes);
  const productIds = [...new Set(found.values())];
  const version = offer.draft_version ?? offer.live_version ?? 1;
  const { rows } = await sql<{ product_id: string }>`
    insert into promotions.offer_products (brand_id, offer_id, product_id, from_version)
    select ${ctx.brand.brandId}::uuid, ${offerId}::uuid, r.product_id, ${version}::int
    from unnest(${productIds}::uuid[]) as r(product_id)
    on conflict do nothing returning product_id`.execute(ctx.tx);
  const added = rows.length;
  // The import that comes again finds all of them there and passes; a new one needs a draft.
  if (added > 0 && offer.draft_version === null) throw refuse("offer_scope_closed");
  if (added > 0) {
    await emit(ctx, "promotions.offer_products_added", {
      unitId: offer.unit_id,
      payload: { offerId, offerVersion: version, count: added },
    });
  }
  const unknown = codes.filter((code) => !found.has(code));
  return { added, known: productIds.length - added, unknown };
}
