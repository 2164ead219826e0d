import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { emitMany } from "#platform/journal.ts";
import type { BatchCaller } from "#platform/route.ts";
import type { LockedSlot } from "./locks.ts";

export type EntryCaller = Pick<
  BatchCaller, "actor" | "now" | "recordedAt" | "requestId" | "lang"
> & { readonly visitorId?: string | null };

export interface NewEntry {
  readonly locked: LockedSlot;
  readonly memberId: string;
  readonly storeId: string | null;
  readonly touchId: string | null;
  readonly caller: EntryCaller;
}

export interface Added {
  readonly entryId: string;
  readonly memberId: string;
  readonly caller: EntryCaller;
}

/** Of members and slots, those that cannot be combined: entered there, or live in the release. */
export async function enteredAlready(
  ctx: Context,
  asked: readonly { readonly slotId: string; readonly memberId: string }[],
): Promise<(one: { readonly slotId: string; readonly memberId: string }) => boolean> {
  const { rows } = await sql<{ slot_id: string; member_id: string }>`
    select a.slot_id, a.member_id
    from unnest(${asked.map((one) => one.slotId)}::uuid[],
      ${asked.map((one) => one.memberId)}::uuid[]) as a(slot_id, member_id)
    join releases.slots s on s.brand_id = ${ctx.brand.brandId} and s.slot_id = a.slot_id
    where exists (select 1 from releases.entries e where e.brand_id = s.brand_id
      and e.release_id = s.release_id and e.member_id = a.member_id
      and (e.slot_id = a.slot_id or e.state in ('queued', 'held', 'won')))`.execute(ctx.tx);
  const known = new Set(rows.map((row) => `${row.slot_id} ${row.member_id}`));
  return ({ slotId, memberId }) => known.has(`${slotId} ${memberId}`);
}

/**
 * Writes entries of one slot, which the caller holds; null for who is there already (another
 * number of the release at the same moment). With a place they come after all who came before.
 */
export async function addEntries(
  ctx: Context,
  { slot, release }: LockedSlot,
  entries: readonly NewEntry[],
  how: { readonly state: "queued" | "waiting"; readonly placed: boolean },
): Promise<(Added | null)[]> {
  if (entries.length === 0) return [];
  const first = slot.last_place + 1;
  const rows = entries.map((one, index) => ({
    entry_id: newId(),
    member_id: one.memberId,
    place: how.placed ? first + index : null,
    store_id: one.storeId,
    touch_id: one.touchId,
    visitor_id: one.caller.visitorId ?? null,
    entered_at: one.caller.now.toString(),
  }));
  const { brandId } = ctx.brand;
  const { slot_id: slotId, release_id: releaseId } = slot;
  const written = await sql<{ entry_id: string }>`
    insert into releases.entries (brand_id, entry_id, release_id, slot_id, member_id, state,
      place, drawn, store_id, touch_id, visitor_id, entered_at)
    select ${brandId}::uuid, r.entry_id, ${releaseId}::uuid, ${slotId}::uuid, r.member_id,
      ${how.state}, r.place, false, r.store_id, r.touch_id, r.visitor_id, r.entered_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(entry_id uuid, member_id uuid,
      place int, store_id uuid, touch_id uuid, visitor_id text, entered_at timestamptz)
    on conflict do nothing returning entry_id`.execute(ctx.tx);
  const there = new Set(written.rows.map((row) => row.entry_id));
  if (how.placed) slot.last_place += rows.length;
  slot.entered += there.size;
  await sql`update releases.slots set last_place = ${slot.last_place}, entered = ${slot.entered}
    where brand_id = ${brandId} and slot_id = ${slotId}`.execute(ctx.tx);
  const added = rows.map((row, index): Added | null => {
    const { memberId, caller } = entries[index]!;
    return there.has(row.entry_id) ? { entryId: row.entry_id, memberId, caller } : null;
  });
  const kind = how.state === "waiting" ? "releases.listed" : "releases.entered";
  await emitMany(ctx, kind, added.filter((one) => one !== null).map((one) => ({
    unitId: release.unit_id,
    memberId: one.memberId,
    payload: { releaseId, slotId, entryId: one.entryId },
    caller: one.caller,
  })));
  return added;
}
