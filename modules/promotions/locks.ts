import { sql } from "kysely";
import { tablesOf, type Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { OffersTable, PromotionsTables } from "./tables.ts";

// Order: the offer, then (by module wallet) its terms. A claim locks no offer: it reads the live
// version, which never changes, then takes the member's counter and last the stock.

/** The offer, held until the end of the transaction. */
export async function lockOffer(ctx: Context, offerId: string): Promise<OffersTable> {
  const offer = await tablesOf<PromotionsTables>(ctx)
    .selectFrom("promotions.offers")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", offerId)
    .forUpdate()
    .executeTakeFirst();
  if (!offer) throw refuse("offer_not_found");
  return offer;
}

/** The brand's stacking policies: of two that are saved at once the second sees the first. */
export async function lockPolicies(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(
    ${`stacking:${ctx.brand.brandId}`}, 0))`.execute(ctx.tx);
}
