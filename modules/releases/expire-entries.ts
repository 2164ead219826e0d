import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { emitMany, type JournalEvent } from "#platform/journal.ts";
import type { Reaction } from "#platform/reactions.ts";
import { type LockedSlot, lockSlots } from "./locks.ts";
import { causeKind } from "./places.ts";
import { takeTurn } from "./turn.ts";

async function slotsOfHolds(ctx: Context, holdIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ slot_id: string }>`select distinct slot_id from releases.entries
    where brand_id = ${ctx.brand.brandId}
      and hold_id = any(${[...holdIds]}::uuid[])`.execute(ctx.tx);
  return rows.map((row) => row.slot_id);
}

/** Marks what nobody confirmed in time; then the units go to the first on the list. */
async function expire(ctx: Context, locked: LockedSlot, holdIds: readonly string[]) {
  const { rows } = await sql<{ entry_id: string; member_id: string }>`
    update releases.entries set state = 'expired', ended_at = ${ctx.now}
    where brand_id = ${ctx.brand.brandId} and slot_id = ${locked.slot.slot_id}
      and hold_id = any(${[...holdIds]}::uuid[]) and state = 'held'
    returning entry_id, member_id`.execute(ctx.tx);
  await emitMany(ctx, "releases.expired", rows.map((row) => ({
    unitId: locked.release.unit_id,
    memberId: row.member_id,
    payload: {
      releaseId: locked.release.release_id,
      slotId: locked.slot.slot_id,
      entryId: row.entry_id,
    },
  })));
  await takeTurn(ctx, locked);
}

async function handle(ctx: Context, events: readonly JournalEvent[]): Promise<void> {
  const own = events.filter(({ payload }) => payload.causeKind === causeKind);
  const holdIds = own.map(({ payload }) => String(payload.holdId));
  const slotIds = await slotsOfHolds(ctx, holdIds);
  for (const locked of (await lockSlots(ctx, slotIds)).values()) {
    await expire(ctx, locked, holdIds);
  }
}

export const expireReaction: Reaction = {
  name: "releases.expired_holds",
  kinds: ["limits.hold_expired"],
  ordered: false,
  handle,
};
