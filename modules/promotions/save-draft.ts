import { permit } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { checkVersion } from "./check-version.ts";
import { lockOffer } from "./locks.ts";
import type { VersionInput } from "./offer-input.ts";
import { saveVersion } from "./save-version.ts";
import type { PromotionsTables } from "./tables.ts";

/**
 * Writes the draft anew; of a published offer it begins the next version, while the live one goes
 * on until the draft is published. Answers the draft's version.
 */
export async function saveDraft(
  ctx: Context,
  offerId: string,
  input: VersionInput,
): Promise<number> {
  const offer = await lockOffer(ctx, offerId);
  await permit(ctx, "offers.write", offer.unit_id);
  if (offer.state === "ended") throw refuse("offer_wrong_state", { state: offer.state });
  const checked = await checkVersion(ctx, offer.unit_id, input);
  const version = offer.draft_version ?? (offer.live_version ?? 0) + 1;
  await saveVersion(ctx, offerId, version, checked);
  await tablesOf<PromotionsTables>(ctx)
    .updateTable("promotions.offers")
    .set({ draft_version: version })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", offerId)
    .execute();
  await emit(ctx, "promotions.offer_drafted", {
    unitId: offer.unit_id,
    payload: { offerId, offerVersion: version },
  });
  return version;
}
