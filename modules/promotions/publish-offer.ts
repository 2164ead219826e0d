import { permit } from "#modules/organisation/index.ts";
import { registerTerms } from "#modules/wallet/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { touchBook } from "./book-revision.ts";
import { invalid } from "./check-version.ts";
import { guardPublish } from "./guard/index.ts";
import { lockOffer } from "./locks.ts";
import { countProducts, getVersion, storesOfVersion } from "./queries.ts";
import type { OffersTable, OfferVersionsTable, PromotionsTables } from "./tables.ts";

async function checkPublishable(ctx: Context, version: OfferVersionsTable): Promise<void> {
  const { terms, runs_to: runsTo } = version;
  if (runsTo && Temporal.Instant.compare(runsTo, ctx.now) <= 0) throw invalid(ctx, "never_usable");
  if (terms.validity.kind === "fixed") {
    const to = Temporal.Instant.from(terms.validity.to);
    if (Temporal.Instant.compare(to, ctx.now) <= 0) throw invalid(ctx, "never_usable");
  }
  const empty = terms.productScope === "list" && (await countProducts(ctx, version)) === 0;
  if (empty) throw invalid(ctx, "products_empty");
}

async function makeLive(ctx: Context, offer: OffersTable, version: number): Promise<void> {
  const db = tablesOf<PromotionsTables>(ctx);
  await db
    .updateTable("promotions.offers")
    .set({
      // Publishing a new version does not wake a paused offer: resuming is a decision of its own.
      state: offer.state === "draft" ? "published" : offer.state,
      live_version: version,
      draft_version: null,
      published_at: offer.published_at ?? ctx.now,
    })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", offer.offer_id)
    .execute();
  await db
    .updateTable("promotions.offer_versions")
    .set({ published_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", offer.offer_id)
    .where("version", "=", version)
    .execute();
}

/** What members who claim it are promised. */
async function promise(
  ctx: Context,
  offer: OffersTable,
  version: OfferVersionsTable,
): Promise<void> {
  await registerTerms(ctx, {
    offerId: offer.offer_id,
    offerVersion: version.version,
    ownerUnitId: offer.unit_id,
    title: version.title,
    titleEn: version.title_en,
    description: version.description,
    descriptionEn: version.description_en,
    terms: version.terms,
    bearer: version.bearer,
    redeemRules: version.limits.redeem,
    giftTimes: version.gift_times,
    stores: version.scope_unit_id
      ? { unitId: version.scope_unit_id }
      : { storeIds: await storesOfVersion(ctx, offer.offer_id, version.version) },
  });
}

/** Makes the draft the live version; it never changes from then on. Answers the version. */
export async function publishOffer(ctx: Context, offerId: string): Promise<number> {
  const offer = await lockOffer(ctx, offerId);
  await permit(ctx, "offers.publish", offer.unit_id);
  if (offer.state === "ended") throw refuse("offer_wrong_state", { state: offer.state });
  if (offer.draft_version === null) throw refuse("offer_no_draft");
  const version = await getVersion(ctx, offerId, offer.draft_version);
  await checkPublishable(ctx, version);
  await guardPublish(ctx, offerId, version.version);
  if (version.trigger === "voucher") await promise(ctx, offer, version);
  await makeLive(ctx, offer, version.version);
  await touchBook(ctx);
  await emit(ctx, "promotions.offer_published", {
    unitId: offer.unit_id,
    payload: { offerId, offerVersion: version.version },
  });
  return version.version;
}
