import { sql } from "kysely";
import { releaseHold } from "#modules/limits/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { entryView } from "./entry-view.ts";
import { lockEntry, lockSlots } from "./locks.ts";
import { promote } from "./places.ts";
import { ownEntry } from "./queries.ts";
import type { EntryView } from "./shapes.ts";

/** Lets go of a place or a held unit, which goes to the first on the wait-list at once. */
export async function letGo(
  ctx: Context,
  { slotId, entryId }: { readonly slotId: string; readonly entryId: string },
): Promise<void> {
  const locked = (await lockSlots(ctx, [slotId])).get(slotId);
  const entry = await lockEntry(ctx, entryId);
  if (!locked || !["queued", "waiting", "held"].includes(entry.state)) {
    throw refuse("release_hold_over");
  }
  if (entry.state === "held" && !(await releaseHold(ctx, entry.hold_id ?? ""))) {
    throw refuse("release_hold_over");
  }
  await sql`update releases.entries set state = 'given_up', ended_at = ${ctx.now}
    where brand_id = ${ctx.brand.brandId} and entry_id = ${entryId}`.execute(ctx.tx);
  await emit(ctx, "releases.given_up", {
    unitId: locked.release.unit_id,
    memberId: entry.member_id,
    payload: { releaseId: entry.release_id, slotId, entryId },
  });
  await promote(ctx, locked);
}

/** The member gives up a unit, a place on the list, or the entry before its draw. */
export async function giveUpEntry(
  ctx: Context,
  asked: { readonly releaseId: string; readonly entryId: string },
): Promise<EntryView> {
  const { slot_id: slotId } = await ownEntry(ctx, asked);
  await letGo(ctx, { slotId, entryId: asked.entryId });
  return entryView(ctx, asked.entryId);
}
