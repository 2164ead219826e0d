import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { EntryRow, ReleaseRow, SlotRow } from "./tables.ts";

// Order: the release, its slots by id, entries, then (by module limits) holds and counters: the
// member's, the slot's stock, the offer's stock. A confirmation locks its entry and no slot.

export async function lockRelease(ctx: Context, releaseId: string): Promise<ReleaseRow> {
  const { rows } = await sql<ReleaseRow>`select * from releases.releases
    where brand_id = ${ctx.brand.brandId} and release_id = ${releaseId}
    for update`.execute(ctx.tx);
  if (!rows[0]) throw refuse("release_not_found");
  return rows[0];
}

export interface LockedSlot {
  /** As this transaction knows it: a draw, a place that is given, change it. */
  readonly slot: SlotRow;
  readonly release: ReleaseRow;
}

async function withReleases(ctx: Context, slots: readonly SlotRow[]): Promise<LockedSlot[]> {
  const ids = [...new Set(slots.map((slot) => slot.release_id))];
  const { rows } = await sql<ReleaseRow>`select * from releases.releases
    where brand_id = ${ctx.brand.brandId}
      and release_id = any(${ids}::uuid[])`.execute(ctx.tx);
  const releases = new Map(rows.map((row) => [row.release_id, row]));
  return slots.map((slot) => ({ slot, release: releases.get(slot.release_id)! }));
}

/** Slots, held to the commit: places, draws and the passing on of units happen one by one. */
export async function lockSlots(
  ctx: Context,
  slotIds: readonly string[],
): Promise<Map<string, LockedSlot>> {
  const { rows } = await sql<SlotRow>`select * from releases.slots
    where brand_id = ${ctx.brand.brandId}
      and slot_id = any(${[...new Set(slotIds)]}::uuid[])
    order by slot_id for update`.execute(ctx.tx);
  // What the release says is read after the wait for its slots: a cancellation holds them.
  const locked = await withReleases(ctx, rows);
  return new Map(locked.map((one) => [one.slot.slot_id, one]));
}

/** The slot, unless another transaction holds it: whoever holds it does what is due. */
export async function lockFreeSlot(ctx: Context, slotId: string): Promise<LockedSlot | null> {
  const { rows } = await sql<SlotRow>`select * from releases.slots
    where brand_id = ${ctx.brand.brandId} and slot_id = ${slotId}
    for update skip locked`.execute(ctx.tx);
  return (await withReleases(ctx, rows))[0] ?? null;
}

export async function lockEntry(ctx: Context, entryId: string): Promise<EntryRow> {
  const { rows } = await sql<EntryRow>`select * from releases.entries
    where brand_id = ${ctx.brand.brandId} and entry_id = ${entryId} for update`.execute(ctx.tx);
  if (!rows[0]) throw refuse("release_entry_not_found");
  return rows[0];
}
