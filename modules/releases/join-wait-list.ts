import type { Context } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import { addEntries, enteredAlready } from "./add-entries.ts";
import { type Asked, refusedEntry, stoppedEntries, stoppedSlots } from "./check-entry.ts";
import { entryView } from "./entry-view.ts";
import { checkGate, spend } from "./gate.ts";
import { type LockedSlot, lockSlots } from "./locks.ts";
import { promote } from "./places.ts";
import type { EnterInput, EntryView } from "./shapes.ts";
import { atLimit } from "./take-units.ts";

async function passGate(ctx: Context, locked: LockedSlot, memberId: string, input: EnterInput) {
  const nowMs = ctx.recordedAt.epochMilliseconds;
  const passing = checkGate(locked.release, memberId, input.gate, nowMs);
  if (passing instanceof Refusal) throw passing;
  if (!passing) return;
  if (!(await spend(ctx, [passing])).has(passing.nonce)) throw refuse("release_gate_used");
}

/** Puts a member at the end of a running slot's wait-list; a free unit is theirs at once. */
export async function joinWaitList(
  ctx: Context,
  input: Asked & EnterInput & { readonly visitorId: string | null },
): Promise<EntryView> {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  const { memberId } = ctx.actor;
  const { slotId, storeId = null, touchId = null, visitorId } = input;
  const slots = await lockSlots(ctx, [slotId]);
  const isStopped = await stoppedSlots(ctx, [...slots.values()]);
  const locked = slots.get(slotId);
  const asking = { memberId, storeId, touchId, locked, now: ctx.now };
  const [around] = await stoppedEntries(ctx, [asking]);
  const refused = refusedEntry(ctx, input, locked, isStopped) ?? around;
  if (refused || !locked) throw refused ?? refuse("release_slot_not_found");
  if (locked.release.mode === "lottery" || !locked.slot.drawn_at) throw refuse("release_not_open");
  const asked = { slotId, memberId };
  if ((await enteredAlready(ctx, [asked]))(asked)) throw refuse("release_entered_already");
  const claimant = { memberId, storeId, touchId, visitorId, now: ctx.now };
  const [full] = await atLimit(ctx, locked, [claimant], ctx.now);
  if (full) throw full;
  await passGate(ctx, locked, memberId, input);
  const caller = { ...ctx, visitorId };
  const entry = { locked, memberId, storeId, touchId, caller };
  const how = { state: "waiting", placed: true } as const;
  const [added] = await addEntries(ctx, locked, [entry], how);
  if (!added) throw refuse("release_entered_already");
  await promote(ctx, locked);
  return entryView(ctx, added.entryId);
}
