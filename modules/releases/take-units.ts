import { firstFullOfEach, type Take, takeMany, usedOf } from "#modules/limits/index.ts";
import { type Claimant, promisedTakes } from "#modules/promotions/index.ts";
import type { Context } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import type { LockedSlot } from "./locks.ts";

export const stockKey = (slotId: string): string => `release:${slotId}:stock`;

/** Locked after every limit of the offer. */
const widest = 1_000;
// Few who are at a limit do not make many rounds.
const fewest = 20;

const unitOf = ({ slot }: LockedSlot): Take => ({
  key: stockKey(slot.slot_id),
  cap: slot.stock,
  amount: 1,
  code: "release_sold_out",
  width: widest,
});

const promiseOf = ({ release }: LockedSlot) => {
  if (release.offer_version === null) throw new Error(`${release.release_id} promised nothing`);
  return { offerId: release.offer_id, version: release.offer_version };
};

/** Units that nobody has; the caller holds the slot, so that only more can come. */
export async function freeUnits(ctx: Context, { slot }: LockedSlot): Promise<number> {
  const key = stockKey(slot.slot_id);
  return slot.stock - ((await usedOf(ctx, [key])).get(key) ?? 0);
}

/** True: nothing was left; other refusals name the limit that stands against this one. */
export const isSoldOut = (outcome: readonly Take[] | Refusal): boolean =>
  outcome instanceof Refusal && outcome.code === "release_sold_out";

/**
 * Takes a unit for each in their order, and with it what its voucher takes of the offer's limits,
 * so that whoever holds a unit can confirm it. Answers what was taken, or the refusal; who comes
 * after the last unit touches no counter.
 */
export async function takeUnits(
  ctx: Context,
  locked: LockedSlot,
  wanting: readonly Claimant[],
): Promise<(readonly Take[] | Refusal)[]> {
  const outcomes: (readonly Take[] | Refusal)[] = wanting.map(() => refuse("release_sold_out"));
  let free = await freeUnits(ctx, locked);
  for (let from = 0; free > 0 && from < wanting.length;) {
    const some = wanting.slice(from, from + Math.max(free, fewest));
    const limits = await promisedTakes(ctx, promiseOf(locked), some);
    const takes = limits.map((own) => [...own, unitOf(locked)]);
    const refusals = await takeMany(ctx, takes);
    for (const [index, own] of takes.entries()) outcomes[from + index] = refusals[index] ?? own;
    free -= refusals.filter((refusal) => refusal === null).length;
    from += some.length;
  }
  return outcomes;
}

/**
 * Who could not hold a unit at `at` for a limit of a person, by the counts of now: told before
 * they queue for it. The take decides.
 */
export async function atLimit(
  ctx: Context,
  locked: LockedSlot,
  wanting: readonly Claimant[],
  at: Temporal.Instant,
): Promise<(Refusal | null)[]> {
  const then = wanting.map((one) => ({ ...one, now: at }));
  return firstFullOfEach(ctx, await promisedTakes(ctx, promiseOf(locked), then, "person"));
}
