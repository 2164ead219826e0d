import { sql } from "kysely";
import { holdMany, stopsAmong, takeMany } from "#modules/limits/index.ts";
import type { Context } from "#platform/context.ts";
import { type EventInput, emit, emitMany } from "#platform/journal.ts";
import { drawOrder } from "./draw.ts";
import type { LockedSlot } from "./locks.ts";
import { lastHoldAt } from "./release-input.ts";
import { seedOf } from "./seeds.ts";

export const stockKey = (slotId: string): string => `release:${slotId}:stock`;
export const causeKind = "release_entry";
const mostAtOnce = 1_000;

type Caller = NonNullable<EventInput["caller"]>;

export interface Candidate {
  readonly entryId: string;
  readonly memberId: string;
  /** Who asks for it now; absent: its turn came. */
  readonly caller?: Caller;
}

/** What a unit of the slot takes; with {@link takeMany} the first in the list get what is left. */
export const unitOf = ({ slot }: LockedSlot) => ({
  key: stockKey(slot.slot_id),
  cap: slot.stock,
  amount: 1,
  code: "release_sold_out",
});

/** Holds a taken unit for each until they confirm. */
export async function giveHolds(
  ctx: Context,
  { slot, release }: LockedSlot,
  winners: readonly Candidate[],
): Promise<void> {
  if (winners.length === 0) return;
  const ends = winners.map(({ caller }) =>
    (caller?.now ?? ctx.now).add({ seconds: release.hold_seconds }));
  const holdIds = await holdMany(ctx, winners.map(({ entryId, memberId, caller }, index) => ({
    causeKind,
    causeId: entryId,
    memberId,
    taken: [{ key: stockKey(slot.slot_id), amount: 1 }],
    expiresAt: ends[index]!,
    ...(caller ? { caller } : {}),
  })));
  await sql`
    update releases.entries e set state = 'held', hold_id = h.hold_id, hold_ends_at = h.ends_at
    from unnest(${winners.map((one) => one.entryId)}::uuid[], ${holdIds}::uuid[],
      ${ends.map((end) => end.toString())}::timestamptz[]) as h(entry_id, hold_id, ends_at)
    where e.brand_id = ${ctx.brand.brandId} and e.entry_id = h.entry_id`.execute(ctx.tx);
  await emitMany(ctx, "releases.held", winners.map(({ entryId, memberId, caller }, index) => ({
    unitId: release.unit_id,
    memberId,
    payload: {
      releaseId: release.release_id,
      slotId: slot.slot_id,
      entryId,
      expiresAt: ends[index]!.epochMilliseconds,
    },
    ...(caller ? { caller } : {}),
  })));
}

/** Who waits, in order; a member who has another unit of this release is passed over. */
async function nextOnList(ctx: Context, slotId: string): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select e.entry_id as "entryId", e.member_id as "memberId" from releases.entries e
    where e.brand_id = ${ctx.brand.brandId} and e.slot_id = ${slotId} and e.state = 'waiting'
      and not exists (select 1 from releases.entries o where o.brand_id = e.brand_id
        and o.release_id = e.release_id and o.member_id = e.member_id
        and o.state in ('queued', 'held', 'won'))
    order by e.place limit ${mostAtOnce} for update of e`.execute(ctx.tx);
  return rows;
}

/** Gives what is free to the first on the wait-list, in order; the caller holds the slot. */
export async function promote(ctx: Context, locked: LockedSlot): Promise<void> {
  const { slot, release } = locked;
  if (release.state !== "announced" || slot.settled_at || !slot.drawn_at) return;
  if (Temporal.Instant.compare(ctx.now, lastHoldAt(slotTimes(locked))) >= 0) return;
  for (;;) {
    const waiting = await nextOnList(ctx, slot.slot_id);
    if (waiting.length === 0) return;
    // A unit that is passed on under a stop sign could not be confirmed.
    const target = { kind: "release" as const, targetId: release.release_id };
    if ((await stopsAmong(ctx, [target]))(target)) return;
    const refusals = await takeMany(ctx, waiting.map(() => [unitOf(locked)]));
    const winners = waiting.filter((_one, index) => !refusals[index]);
    await giveHolds(ctx, locked, winners);
    if (winners.length < mostAtOnce) return;
  }
}

/** A slot's own end with the release's time to confirm. */
export const slotTimes = ({ slot, release }: LockedSlot) => ({
  ends_at: slot.ends_at,
  hold_seconds: release.hold_seconds,
});

/** When the order of the slot is drawn: a rush at its start, a lottery at its end. */
export const drawAt = ({ slot, release }: LockedSlot): Temporal.Instant =>
  release.mode === "rush" ? slot.starts_at : slot.ends_at;

export const drawIsDue = (locked: LockedSlot, now: Temporal.Instant): boolean =>
  locked.release.state === "announced" && locked.slot.drawn_at === null
  && Temporal.Instant.compare(now, drawAt(locked)) >= 0;

async function queuedIds(ctx: Context, slotId: string): Promise<string[]> {
  const { rows } = await sql<{ entry_id: string }>`select entry_id from releases.entries
    where brand_id = ${ctx.brand.brandId} and slot_id = ${slotId} and state = 'queued'
    for update`.execute(ctx.tx);
  return rows.map((row) => row.entry_id);
}

/** Draws the order of all who entered so far and gives the first of them the stock. */
export async function drawSlot(ctx: Context, locked: LockedSlot): Promise<void> {
  const { slot, release } = locked;
  if (!slot.nonce) throw new Error(`slot ${slot.slot_id} was announced without a seed`);
  const seed = seedOf(slot.slot_id, slot.nonce);
  const { digest, order } = drawOrder(seed, await queuedIds(ctx, slot.slot_id));
  const { brandId } = ctx.brand;
  await sql`
    update releases.entries e set state = 'waiting', drawn = true, place = o.place
    from unnest(${[...order]}::uuid[]) with ordinality as o(entry_id, place)
    where e.brand_id = ${brandId} and e.entry_id = o.entry_id`.execute(ctx.tx);
  const drawn = order.length;
  await sql`update releases.slots set seed = ${seed}, digest = ${digest}, drawn = ${drawn},
    drawn_at = ${ctx.now}, last_place = ${drawn} where brand_id = ${brandId}
    and slot_id = ${slot.slot_id}`.execute(ctx.tx);
  Object.assign(slot, { seed, digest, drawn, drawn_at: ctx.now, last_place: drawn });
  await emit(ctx, "releases.drawn", {
    unitId: release.unit_id,
    payload: {
      releaseId: release.release_id,
      slotId: slot.slot_id,
      entries: drawn,
      stock: slot.stock,
      seed: seed.toString("hex"),
      digest: digest.toString("hex"),
    },
    caller: { actor: { kind: "system", name: "releases.draw" }, now: ctx.now,
      requestId: ctx.requestId },
  });
  await promote(ctx, locked);
}
