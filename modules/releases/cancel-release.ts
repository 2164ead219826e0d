import { sql } from "kysely";
import { releaseHolds } from "#modules/limits/index.ts";
import { permit } from "#modules/organisation/index.ts";
import { givePromisedBack } from "#modules/promotions/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { lockRelease, lockSlots } from "./locks.ts";
import { slotsOf } from "./queries.ts";
import { forgetRelease } from "./release-cache.ts";
import type { ReleaseRow } from "./tables.ts";

/** Ends what is open; vouchers that were issued stay. Answers the units that were not won. */
async function endEntries(ctx: Context, releaseId: string): Promise<number> {
  const { brandId } = ctx.brand;
  const { rows } = await sql<{ hold_id: string | null }>`
    select hold_id from releases.entries where brand_id = ${brandId}
      and release_id = ${releaseId} and state in ('queued', 'held', 'waiting')
    order by entry_id for update`.execute(ctx.tx);
  await releaseHolds(ctx, rows.flatMap((row) => (row.hold_id ? [row.hold_id] : [])));
  await sql`update releases.entries set state = 'cancelled', ended_at = ${ctx.now}
    where brand_id = ${brandId} and release_id = ${releaseId}
      and state in ('queued', 'held', 'waiting')`.execute(ctx.tx);
  // What a settled slot left went back when it was settled.
  const left = await sql<{ left: number }>`
    select coalesce(sum(s.stock - (select count(*) from releases.entries e
      where e.brand_id = s.brand_id and e.slot_id = s.slot_id and e.state = 'won')), 0)::bigint
      as left
    from releases.slots s where s.brand_id = ${brandId} and s.release_id = ${releaseId}
      and s.settled_at is null`.execute(ctx.tx);
  return left.rows[0]?.left ?? 0;
}

async function cancelAnnounced(ctx: Context, release: ReleaseRow): Promise<void> {
  const slots = await slotsOf(ctx, [release.release_id]);
  await lockSlots(ctx, slots.map((slot) => slot.slot_id));
  const left = await endEntries(ctx, release.release_id);
  await givePromisedBack(ctx, release.offer_id, left);
}

/** Cancels a draft or an announced release, with the reason that members read. */
export async function cancelRelease(
  ctx: Context,
  releaseId: string,
  reason: string,
): Promise<void> {
  const release = await lockRelease(ctx, releaseId);
  await permit(ctx, "offers.publish", release.unit_id);
  if (release.state !== "draft" && release.state !== "announced") throw refuse("release_over");
  if (release.state === "announced") await cancelAnnounced(ctx, release);
  await sql`update releases.releases set state = 'cancelled', cancelled_at = ${ctx.now},
    cancel_reason = ${reason.trim()} where brand_id = ${ctx.brand.brandId}
    and release_id = ${releaseId}`.execute(ctx.tx);
  forgetRelease(ctx, releaseId);
  await emit(ctx, "releases.cancelled", { unitId: release.unit_id, payload: { releaseId } });
}
