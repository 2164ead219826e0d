import { permit } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { getOfferRow, liveOffer } from "./queries.ts";
import type { PromotionsTables } from "./tables.ts";

/**
 * Takes a published offer out of what people claim for nothing, for ever; its vouchers are claimed
 * with `reserved: true` from then on. Only who may publish it; refuses `offer_automatic`.
 */
export async function reserveOffer(ctx: Context, offerId: string): Promise<void> {
  const { offer, version } = await liveOffer(ctx, offerId);
  await permit(ctx, "offers.publish", offer.unit_id);
  if (version.trigger === "automatic") throw refuse("offer_automatic");
  if ((await getOfferRow(ctx, offerId)).reserved) return;
  await tablesOf<PromotionsTables>(ctx)
    .updateTable("promotions.offers")
    .set({ reserved: true })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", offerId)
    .execute();
  await emit(ctx, "promotions.offer_reserved", { unitId: offer.unit_id, payload: { offerId } });
}
