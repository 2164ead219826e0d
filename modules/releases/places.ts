import { sql } from "kysely";
import { holdMany, type Taken } from "#modules/limits/index.ts";
import type { Context } from "#platform/context.ts";
import { Refusal } from "#platform/errors.ts";
import { type EventInput, emit, emitMany } from "#platform/journal.ts";
import { stoppedSlots } from "./check-entry.ts";
import { drawOrder } from "./draw.ts";
import type { LockedSlot } from "./locks.ts";
import { lastHoldAt } from "./release-input.ts";
import { seedOf } from "./seeds.ts";
import { freeUnits, isSoldOut, takeUnits } from "./take-units.ts";

export const causeKind = "release_entry";
const mostAtOnce = 1_000;

type Caller = NonNullable<EventInput["caller"]>;

export interface Candidate {
  readonly entryId: string;
  readonly memberId: string;
  /** A unit, and of the offer's limits what its voucher takes. */
  readonly taken: readonly Taken[];
  /** Who asks for it now; absent: its turn came. */
  readonly caller?: Caller;
}

/** Holds a taken unit for each until they confirm. */
export async function giveHolds(
  ctx: Context,
  { slot, release }: LockedSlot,
  winners: readonly Candidate[],
): Promise<void> {
  if (winners.length === 0) return;
  const ends = winners.map(({ caller }) =>
    (caller?.now ?? ctx.now).add({ seconds: release.hold_seconds }));
  const holdIds = await holdMany(ctx, winners.map((one, index) => ({
    causeKind,
    causeId: one.entryId,
    memberId: one.memberId,
    taken: one.taken.map(({ key, amount }) => ({ key, amount })),
    expiresAt: ends[index]!,
    ...(one.caller ? { caller: one.caller } : {}),
  })));
  await sql`
    update releases.entries e set state = 'held', hold_id = h.hold_id, hold_ends_at = h.ends_at,
      passed_by = null
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

interface Waiting {
  readonly entryId: string;
  readonly memberId: string;
  readonly storeId: string | null;
  readonly touchId: string | null;
  readonly visitorId: string | null;
  readonly place: number;
}

/** Who waits after a place, in order; who has another unit of this release is passed over. */
async function nextOnList(ctx: Context, slotId: string, after: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select e.entry_id as "entryId", e.member_id as "memberId", e.store_id as "storeId",
      e.touch_id as "touchId", e.visitor_id as "visitorId", e.place
    from releases.entries e
    where e.brand_id = ${ctx.brand.brandId} and e.slot_id = ${slotId} and e.state = 'waiting'
      and e.place > ${after}
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
  for (let after = 0; (await freeUnits(ctx, locked)) > 0;) {
    const waiting = await nextOnList(ctx, slot.slot_id, after);
    if (waiting.length === 0) return;
    // A unit that is passed on under a stop sign could not be confirmed.
    if ((await stoppedSlots(ctx, [locked]))(locked)) return;
    const outcomes = await takeUnits(ctx, locked, waiting.map((one) => ({
      ...one, now: ctx.now,
    })));
    await giveHolds(ctx, locked, waiting.flatMap((one, index) => {
      const taken = outcomes[index]!;
      return taken instanceof Refusal ? [] : [{ ...one, taken }];
    }));
    await notePassed(ctx, waiting.flatMap(({ entryId }, index) => {
      const refusal = outcomes[index]!;
      return refusal instanceof Refusal && !isSoldOut(refusal) ? [{ entryId, refusal }] : [];
    }));
    if (waiting.length < mostAtOnce) return;
    after = waiting.at(-1)!.place;
  }
}

/** Whose turn came while a limit of the offer stood against them: they keep their place. */
async function notePassed(
  ctx: Context,
  passed: readonly { readonly entryId: string; readonly refusal: Refusal }[],
): Promise<void> {
  if (passed.length === 0) return;
  const why = passed.map(({ refusal: { code, params } }) => JSON.stringify({ code, params }));
  await sql`
    update releases.entries e set passed_by = p.why::jsonb
    from unnest(${passed.map((one) => one.entryId)}::uuid[], ${why}::text[]) as p(entry_id, why)
    where e.brand_id = ${ctx.brand.brandId} and e.entry_id = p.entry_id
      and e.passed_by is distinct from p.why::jsonb`.execute(ctx.tx);
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
