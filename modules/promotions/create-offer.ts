import { sql } from "kysely";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { checkVersion } from "./check-version.ts";
import type { CreateOfferInput } from "./offer-input.ts";
import { offerByCode } from "./queries.ts";
import { saveVersion } from "./save-version.ts";

/** Makes an offer as a draft of its owner unit; answers its id. */
export async function createOffer(ctx: Context, input: CreateOfferInput): Promise<string> {
  await permit(ctx, "offers.write", input.unitId);
  const checked = await checkVersion(ctx, input.unitId, input);
  const offerId = newId();
  const { rows } = await sql`
    insert into promotions.offers
      (brand_id, offer_id, unit_id, external_code, campaign_id, state, draft_version, created_at)
    values (${ctx.brand.brandId}, ${offerId}, ${input.unitId}, ${input.externalCode ?? null},
      ${input.campaignId ?? null}, 'draft', 1, ${ctx.now})
    on conflict (brand_id, external_code) where external_code is not null do nothing
    returning offer_id`.execute(ctx.tx);
  if (rows.length === 0) {
    const externalCode = input.externalCode ?? "";
    const taken = await offerByCode(ctx, externalCode);
    throw refuse("offer_code_taken", { externalCode, offerId: taken });
  }
  await saveVersion(ctx, offerId, 1, checked);
  await emit(ctx, "promotions.offer_drafted", {
    unitId: input.unitId,
    payload: { offerId, offerVersion: 1 },
  });
  return offerId;
}
