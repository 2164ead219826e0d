import { permit } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { touchBook } from "./book-revision.ts";
import { guardResume } from "./guard/index.ts";
import { lockOffer } from "./locks.ts";
import type { OfferState, PromotionsTables } from "./tables.ts";

interface Step {
  readonly from: readonly OfferState[];
  readonly to: OfferState;
  readonly event: string;
}

const steps = {
  pause: { from: ["published"], to: "paused", event: "promotions.offer_paused" },
  resume: { from: ["paused"], to: "published", event: "promotions.offer_resumed" },
  end: { from: ["draft", "published", "paused"], to: "ended", event: "promotions.offer_ended" },
} as const satisfies Record<string, Step>;

export type StepName = keyof typeof steps;

/**
 * Pauses, resumes or ends the claiming of an offer. Vouchers that members hold stay usable: what
 * was promised is kept.
 */
export async function changeState(ctx: Context, offerId: string, name: StepName): Promise<void> {
  const step: Step = steps[name];
  const offer = await lockOffer(ctx, offerId);
  await permit(ctx, "offers.publish", offer.unit_id);
  if (!step.from.includes(offer.state)) throw refuse("offer_wrong_state", { state: offer.state });
  await tablesOf<PromotionsTables>(ctx)
    .updateTable("promotions.offers")
    .set({ state: step.to, ...(step.to === "ended" ? { ended_at: ctx.now } : {}) })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", offerId)
    .execute();
  await touchBook(ctx);
  if (name === "resume") await guardResume(ctx, offerId);
  await emit(ctx, step.event, {
    unitId: offer.unit_id,
    payload: { offerId, offerVersion: offer.live_version ?? offer.draft_version ?? 1 },
  });
}
