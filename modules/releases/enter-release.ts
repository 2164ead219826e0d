import { giveBack, type Take } from "#modules/limits/index.ts";
import type { Context } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import { addEntries, type Added, enteredAlready, type NewEntry } from "./add-entries.ts";
import { type Asked, refusedEntry, stoppedEntries, stoppedSlots } from "./check-entry.ts";
import { entryViews } from "./entry-view.ts";
import { checkGate, spend } from "./gate.ts";
import { type LockedSlot, lockSlots } from "./locks.ts";
import { noteLoss, soldOut } from "./losses.ts";
import { drawAt, drawIsDue, drawSlot, giveHolds, promote } from "./places.ts";
import type { EnterInput, EntryView } from "./shapes.ts";
import { noteSlot } from "./sold-out.ts";
import { atLimit, isSoldOut, takeUnits } from "./take-units.ts";

export interface EnterCall {
  readonly caller: NewEntry["caller"];
  readonly params: Asked;
  readonly body: EnterInput;
}

interface Ready extends NewEntry {
  readonly index: number;
}

type Outcome = Added | Refusal | null;

function memberOf({ caller }: EnterCall): string {
  if (caller.actor.kind !== "member") throw refuse("not_signed_in");
  return caller.actor.memberId;
}

/** Leaves out what state, time, stop signs and gate forbid; a challenge is spent by its try. */
async function allowed(
  ctx: Context,
  calls: readonly EnterCall[],
  slots: ReadonlyMap<string, LockedSlot>,
  outcomes: Outcome[],
): Promise<Ready[]> {
  const isStopped = await stoppedSlots(ctx, [...slots.values()]);
  const around = await stoppedEntries(ctx, calls.map((call) => ({
    memberId: memberOf(call),
    locked: slots.get(call.params.slotId),
    storeId: call.body.storeId ?? null,
    touchId: call.body.touchId ?? null,
    now: call.caller.now,
  })));
  const passing = calls.map((call, index) => {
    const locked = slots.get(call.params.slotId);
    const now = { brand: ctx.brand, now: call.caller.now };
    const refused = refusedEntry(now, call.params, locked, isStopped) ?? around[index];
    const nowMs = call.caller.recordedAt.epochMilliseconds;
    const gate = refused ?? checkGate(locked!.release, memberOf(call), call.body.gate, nowMs);
    if (gate instanceof Refusal) outcomes[index] = gate;
    return gate instanceof Refusal ? null : gate;
  });
  const spent = await spend(ctx, passing.filter((one) => one !== null));
  const used = new Set<string>();
  return calls.flatMap((call, index): Ready[] => {
    const pass = passing[index];
    if (outcomes[index]) return [];
    if (pass && (!spent.has(pass.nonce) || used.has(pass.nonce))) {
      outcomes[index] = refuse("release_gate_used");
      return [];
    }
    if (pass) used.add(pass.nonce);
    const { storeId = null, touchId = null } = call.body;
    const locked = slots.get(call.params.slotId)!;
    return [{ index, locked, memberId: memberOf(call), storeId, touchId, caller: call.caller }];
  });
}

/** Of one slot's calls those of members who are not there: asked after the slots before it. */
async function newcomers(ctx: Context, ready: readonly Ready[], outcomes: Outcome[]) {
  const asked = ready.map(({ locked, memberId }) => ({ slotId: locked.slot.slot_id, memberId }));
  const entered = await enteredAlready(ctx, asked);
  const inBatch = new Set<string>();
  return ready.filter(({ index, memberId }, at) => {
    const twice = inBatch.has(memberId) || entered(asked[at]!);
    inBatch.add(memberId);
    if (twice) outcomes[index] = refuse("release_entered_already");
    return !twice;
  });
}

/** After the start: the wait-list first, then the newcomers in their order of arrival. */
async function rushIn(ctx: Context, locked: LockedSlot, ready: readonly Ready[], out: Outcome[]) {
  await promote(ctx, locked);
  const outcomes = await takeUnits(ctx, locked, ready.map(claimantOf));
  const granted = ready.filter((_one, at) => !(outcomes[at] instanceof Refusal));
  const takings = outcomes.filter((one): one is readonly Take[] => !(one instanceof Refusal));
  const added = await addEntries(ctx, locked, granted, { state: "queued", placed: true });
  await giveHolds(ctx, locked, added.flatMap((one, at) =>
    (one ? [{ ...one, taken: takings[at]! }] : [])));
  for (const [at, { index }] of granted.entries()) {
    out[index] = added[at] ?? refuse("release_entered_already");
    if (!added[at]) await giveBack(ctx, takings[at]!);
  }
  ready.forEach(({ index }, at) => {
    const refusal = outcomes[at]!;
    if (refusal instanceof Refusal) out[index] = refusal;
  });
  lose(ctx, locked, ready.filter((_one, at) => isSoldOut(outcomes[at]!)), out);
}

/** Who found nothing left: told at once, written within two seconds, remembered for the next. */
function lose(
  ctx: Context,
  { slot, release }: LockedSlot,
  losers: readonly Ready[],
  outcomes: Outcome[],
): void {
  const { release_id: releaseId } = release;
  const { slot_id: slotId } = slot;
  const known = { releaseId, stock: slot.stock };
  const { brandId } = ctx.brand;
  for (const { index, memberId, caller } of losers) {
    outcomes[index] = soldOut(known);
    ctx.afterCommit.push(() =>
      noteLoss(ctx, { releaseId, slotId, lostAt: caller.now, memberId, token: null }));
  }
  const last = losers.at(-1)?.caller.recordedAt.epochMilliseconds;
  const nowMs = last ?? ctx.recordedAt.epochMilliseconds;
  const seen = losers.length > 0 ? known : null;
  ctx.afterCommit.push(() => noteSlot(brandId, slotId, seen, nowMs));
}

const claimantOf = ({ memberId, storeId, touchId, caller }: Ready) => ({
  memberId, storeId, touchId, visitorId: caller.visitorId ?? null, now: caller.now,
});

/** Before the draw: whom a limit of their own would keep from a unit then is told so now. */
async function belowLimit(
  ctx: Context,
  locked: LockedSlot,
  ready: readonly Ready[],
  outcomes: Outcome[],
): Promise<readonly Ready[]> {
  const refusals = await atLimit(ctx, locked, ready.map(claimantOf), drawAt(locked));
  return ready.filter(({ index }, at) => {
    const refusal = refusals[at];
    if (refusal) outcomes[index] = refusal;
    return !refusal;
  });
}

async function enterSlot(ctx: Context, asking: readonly Ready[], outcomes: Outcome[]) {
  const ready = await newcomers(ctx, asking, outcomes);
  const [first] = ready;
  if (!first) return;
  const { locked } = first;
  // The last to arrive decides what time it is: all of this batch commit together.
  const now = ready.at(-1)!.caller.now;
  if (drawIsDue(locked, now)) await drawSlot({ ...ctx, now }, locked);
  if (locked.slot.drawn_at) return rushIn({ ...ctx, now }, locked, ready, outcomes);
  const able = await belowLimit(ctx, locked, ready, outcomes);
  const added = await addEntries(ctx, locked, able, { state: "queued", placed: false });
  able.forEach(({ index }, at) => {
    outcomes[index] = added[at] ?? refuse("release_entered_already");
  });
}

/**
 * Lets members enter, in their order of arrival, a dozen statements for any number: before the
 * draw they are queued without a place, after a rush has started they get what is left or lose.
 */
export async function enterMany(
  ctx: Context,
  calls: readonly EnterCall[],
): Promise<(EntryView | Refusal)[]> {
  const outcomes: Outcome[] = calls.map(() => null);
  const slots = await lockSlots(ctx, calls.map((call) => call.params.slotId));
  const ready = await allowed(ctx, calls, slots, outcomes);
  const bySlot = Map.groupBy(ready, ({ locked }) => locked.slot.slot_id);
  for (const slotId of [...bySlot.keys()].sort()) {
    await enterSlot(ctx, bySlot.get(slotId)!, outcomes);
  }
  const views = await entryViews(
    ctx,
    outcomes.flatMap((one) => (one && !(one instanceof Refusal) ? [one.entryId] : [])),
  );
  return outcomes.map((one) => {
    if (one instanceof Refusal) return one;
    const view = one && views.get(one.entryId);
    if (!view) throw new Error("an entry went in and no answer came out");
    return view;
  });
}
