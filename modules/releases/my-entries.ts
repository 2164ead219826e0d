import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { entryViews } from "./entry-view.ts";
import { drawIsDue } from "./places.ts";
import { entriesOfMember, shownRelease, slotsOf } from "./queries.ts";
import type { EntryView } from "./shapes.ts";
import type { SlotRow } from "./tables.ts";
import { openWhenDue } from "./turn.ts";

interface LossRow {
  readonly slot_id: string;
  readonly lost_at: Temporal.Instant;
}

async function lossOf(ctx: Context, releaseId: string, memberId: string) {
  const { rows } = await sql<LossRow>`select slot_id, lost_at from releases.losses
    where brand_id = ${ctx.brand.brandId} and release_id = ${releaseId}
      and member_id = ${memberId} and recovered_at is null`.execute(ctx.tx);
  return rows[0] ?? null;
}

function stepsAfter(ctx: Context, loss: LossRow, slots: readonly SlotRow[]) {
  const open = (slot: SlotRow) => Temporal.Instant.compare(ctx.now, slot.ends_at) < 0;
  const own = slots.find((slot) => slot.slot_id === loss.slot_id);
  const steps: EntryView["nextSteps"] = [];
  if (own && open(own)) steps.push("wait_list");
  if (slots.some((slot) => slot !== own && open(slot))) steps.push("other_slot");
  steps.push("next_release", "other_store", "ordinary_price");
  return steps;
}

/**
 * The member's places and results. Whoever looks first after the time of a draw has it made: the
 * job would do it a moment later.
 */
export async function myEntries(ctx: Context, releaseId: string) {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  const release = await shownRelease(ctx, releaseId);
  const slots = await slotsOf(ctx, [releaseId]);
  const due = slots.filter((slot) => drawIsDue({ slot, release }, ctx.now));
  await openWhenDue(ctx, due.map((slot) => slot.slot_id));
  const entries = await entriesOfMember(ctx, releaseId, ctx.actor.memberId);
  const views = await entryViews(ctx, entries.map((entry) => entry.entry_id));
  const there = entries.some((one) => ["queued", "held", "won", "waiting"].includes(one.state));
  const loss = there ? null : await lossOf(ctx, releaseId, ctx.actor.memberId);
  return {
    entries: entries.flatMap((entry) => views.get(entry.entry_id) ?? []),
    lost: loss && {
      slotId: loss.slot_id,
      lostAt: loss.lost_at.epochMilliseconds,
      reason: "sold_out" as const,
      nextSteps: stepsAfter(ctx, loss, slots),
    },
    serverAt: ctx.recordedAt.epochMilliseconds,
  };
}
