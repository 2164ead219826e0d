import { stopsAmong, type StopTarget } from "#modules/limits/index.ts";
import { stoppedAround, type TakingPart } from "#modules/promotions/index.ts";
import type { Context } from "#platform/context.ts";
import { type Refusal, refuse } from "#platform/errors.ts";
import { clockText } from "#platform/time.ts";
import type { LockedSlot } from "./locks.ts";

export interface Asked {
  readonly releaseId: string;
  readonly slotId: string;
}

const targetsOf = ({ release }: LockedSlot): StopTarget[] => [
  { kind: "release", targetId: release.release_id },
  { kind: "offer", targetId: release.offer_id },
];

/** Tells which slots stand under a stop sign, read in the transaction that commits. */
export async function stoppedSlots(ctx: Context, slots: readonly LockedSlot[]) {
  const isStopped = await stopsAmong(ctx, slots.flatMap(targetsOf));
  return (locked: LockedSlot): boolean => targetsOf(locked).some(isStopped);
}

/** Who asks for a place of a slot. */
export interface Entering extends Pick<TakingPart, "memberId" | "touchId" | "now"> {
  readonly locked: LockedSlot | undefined;
  readonly storeId: string | null;
}

/** Refuses whom the confirmation would: their store, campaign or channel is stopped. */
export function stoppedEntries(
  ctx: Context,
  asking: readonly Entering[],
): Promise<(Refusal | null)[]> {
  return stoppedAround(ctx, asking.map(({ locked, storeId, memberId, touchId, now }) => ({
    memberId,
    touchId,
    now,
    unitIds: [storeId, locked?.release.unit_id ?? null],
    offerIds: locked ? [locked.release.offer_id] : [],
  })));
}

/** What time and state forbid at that moment; null: nothing. */
export function refusedEntry(
  caller: Pick<Context, "brand" | "now">,
  { releaseId }: Asked,
  locked: LockedSlot | undefined,
  isStopped: (locked: LockedSlot) => boolean,
): Refusal | null {
  if (locked?.release.release_id !== releaseId) return refuse("release_slot_not_found");
  const { release, slot } = locked;
  if (release.state === "cancelled") return refuse("release_cancelled");
  if (!release.announced_at) return refuse("release_not_found");
  if (Temporal.Instant.compare(caller.now, release.warm_up_at) < 0) {
    const from = release.warm_up_at;
    const fromAt = from.epochMilliseconds;
    return refuse("release_not_announced", { from: clockText(caller, from), fromAt });
  }
  if (slot.settled_at || Temporal.Instant.compare(caller.now, slot.ends_at) >= 0) {
    return refuse("release_over");
  }
  return isStopped(locked) ? refuse("stopped") : null;
}
