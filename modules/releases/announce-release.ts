import { sql } from "kysely";
import { permit } from "#modules/organisation/index.ts";
import { promiseStock } from "#modules/promotions/index.ts";
import { actorId, type Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { lockRelease } from "./locks.ts";
import { isAbove, repeatShare, type Share } from "./moderation.ts";
import { slotsOf } from "./queries.ts";
import { invalid, lastHoldAt } from "./release-input.ts";
import { newSeed } from "./seeds.ts";
import type { ReleaseRow, SlotRow } from "./tables.ts";
import { planTurn } from "./turn.ts";

const percent = (bps: number): string => `${(bps / 100).toFixed(bps % 100 ? 1 : 0)}%`;

async function checkShare(ctx: Context, release: ReleaseRow, acknowledged: boolean) {
  const share = await repeatShare(ctx);
  if (!isAbove(share)) return;
  if (!acknowledged) {
    throw refuse("release_needs_acknowledgement", {
      ...share, share: percent(share.shareBps), limit: percent(share.limitBps),
    });
  }
  await acknowledge(ctx, release, share);
}

async function acknowledge(ctx: Context, release: ReleaseRow, share: Share): Promise<void> {
  const { losers, repeaters, shareBps, limitBps } = share;
  const { release_id: releaseId, unit_id: unitId } = release;
  await sql`
    insert into releases.acknowledgements (brand_id, release_id, actor_kind, staff_id,
      acknowledged_at, share_bps, limit_bps, losers, repeaters)
    values (${ctx.brand.brandId}, ${releaseId}, ${ctx.actor.kind}, ${actorId(ctx.actor)}::uuid,
      ${ctx.now}, ${shareBps}, ${limitBps}, ${losers}, ${repeaters})`.execute(ctx.tx);
  const payload = { releaseId, shareBps, limitBps, losers, repeaters };
  await emit(ctx, "releases.acknowledged", { unitId, payload });
}

/** A seed for each slot: the draw of one tells nothing of the next one's. */
async function commitSeeds(ctx: Context, slots: readonly SlotRow[]): Promise<void> {
  const seeds = slots.map((slot) => newSeed(slot.slot_id));
  await sql`
    update releases.slots s set nonce = n.nonce, commitment = n.commitment
    from unnest(${slots.map((slot) => slot.slot_id)}::uuid[],
      ${seeds.map((one) => one.nonce)}::bytea[], ${seeds.map((one) => one.commitment)}::bytea[])
      as n(slot_id, nonce, commitment)
    where s.brand_id = ${ctx.brand.brandId} and s.slot_id = n.slot_id`.execute(ctx.tx);
}

/**
 * Announces a draft: rule, stock and times are locked from here on. The stock is taken from the
 * offer's at once, not at the confirmation: who wins a unit must find its voucher there, whatever
 * others claim of the offer meanwhile.
 */
export async function announceRelease(
  ctx: Context,
  releaseId: string,
  acknowledged: boolean,
): Promise<void> {
  const release = await lockRelease(ctx, releaseId);
  await permit(ctx, "offers.publish", release.unit_id);
  if (release.state !== "draft") throw refuse("release_locked");
  if (Temporal.Instant.compare(release.starts_at, ctx.now) <= 0) {
    throw invalid(ctx, "starts_in_past");
  }
  const slots = await slotsOf(ctx, [releaseId]);
  await checkShare(ctx, release, acknowledged);
  await commitSeeds(ctx, slots);
  const stock = slots.reduce((sum, slot) => sum + slot.stock, 0);
  const offerVersion = await promiseStock(ctx, {
    offerId: release.offer_id,
    amount: stock,
    until: lastHoldAt(release).add({ seconds: release.hold_seconds }),
    code: "release_offer_stock",
  });
  await sql`update releases.releases set state = 'announced', announced_at = ${ctx.now},
    offer_version = ${offerVersion} where brand_id = ${ctx.brand.brandId}
    and release_id = ${releaseId}`.execute(ctx.tx);
  for (const slot of slots) await planTurn(ctx, { slot, release });
  await emit(ctx, "releases.announced", {
    unitId: release.unit_id,
    payload: {
      releaseId,
      offerId: release.offer_id,
      offerVersion,
      stock,
      startsAt: release.starts_at.epochMilliseconds,
      endsAt: release.ends_at.epochMilliseconds,
    },
  });
}
