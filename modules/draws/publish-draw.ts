import { permit } from "#modules/organisation/index.ts";
import { openOffer } from "#modules/promotions/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import { enqueue } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { lockDraw } from "./locks.ts";
import { fundPool } from "./money.ts";
import { type Check, type OfferKnown, publishChecks } from "./publish-checks.ts";
import { makeSeed } from "./seed.ts";
import type { DrawsTable, DrawsTables } from "./tables.ts";

export const endDrawJobName = "draws.end_draw";

async function offerKnown(ctx: Context, offerId: string): Promise<OfferKnown> {
  try {
    const offer = await openOffer(ctx, offerId);
    const off = offer.kind === "amount_off" ? offer.amountMinor : null;
    return {
      isPublished: offer.trigger === "voucher",
      knownWorthMinor: off === null ? null : off * offer.usesTotal,
    };
  } catch (error) {
    if (error instanceof Refusal) return { isPublished: false, knownWorthMinor: null };
    throw error;
  }
}

/** What the law and the arithmetic ask before publishing, each with yes or no. */
export async function checksOf(ctx: Context, draw: DrawsTable): Promise<Check[]> {
  const offers = new Map<string, OfferKnown>();
  for (const prize of draw.prizes) {
    if (prize.kind === "voucher") offers.set(prize.offerId, await offerKnown(ctx, prize.offerId));
  }
  const terms = {
    rules: draw.rules,
    startsAtMs: draw.starts_at?.epochMilliseconds ?? null,
    endsAtMs: draw.ends_at?.epochMilliseconds ?? null,
    prizes: draw.prizes,
    limits: draw.limits,
  };
  const { currency } = ctx.brand;
  return publishChecks(terms, { nowMs: ctx.now.epochMilliseconds, currency, offers });
}

/**
 * Shows rules and odds to members and locks them; makes the seed and shows its commitment; puts
 * the money of the red packets into the pool. Refuses `draw_not_ready` with what is missing.
 */
export async function publishDraw(ctx: Context, drawId: string): Promise<void> {
  const draw = await lockDraw(ctx, drawId);
  await permit(ctx, "offers.publish", draw.unit_id);
  if (draw.state !== "draft") throw refuse("draw_locked");
  const missing = (await checksOf(ctx, draw)).filter((one) => !one.isMet);
  const { starts_at: startsAt, ends_at: endsAt, pool_minor: poolMinor, unit_id: unitId } = draw;
  if (missing.length > 0 || !startsAt || !endsAt) {
    const codes = missing.map((one) => one.code).join(", ");
    throw refuse("draw_not_ready", { codes, checks: missing });
  }
  const { commitment, sealed } = makeSeed();
  await tablesOf<DrawsTables>(ctx)
    .updateTable("draws.draws")
    .set({ state: "published", commitment, sealed_seed: sealed, published_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("draw_id", "=", drawId)
    .execute();
  await fundPool(ctx, drawId, poolMinor);
  await enqueue(ctx, endDrawJobName, { drawId }, { runAt: endsAt, jobKey: `end draw ${drawId}` });
  const [starts, ends] = [startsAt.epochMilliseconds, endsAt.epochMilliseconds];
  await emit(ctx, "draws.draw_published", {
    unitId,
    payload: { drawId, startsAt: starts, endsAt: ends, poolMinor },
  });
}
