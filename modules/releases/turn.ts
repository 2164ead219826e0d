import { givePromisedBack } from "#modules/promotions/index.ts";
import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { enqueue, type Job } from "#platform/jobs.ts";
import { type LockedSlot, lockFreeSlot, lockSlots } from "./locks.ts";
import { drawAt, drawIsDue, drawSlot, promote, slotTimes } from "./places.ts";
import { lastHoldAt } from "./release-input.ts";
import { writeLosses } from "./write-losses.ts";

const jobName = "releases.turn";
const graceSeconds = 1;

/** The moment at which something next happens to the slot by time alone; null: nothing more. */
function nextTurn(locked: LockedSlot, now: Temporal.Instant): Temporal.Instant | null {
  const { slot, release } = locked;
  if (release.state !== "announced" || slot.settled_at) return null;
  if (!slot.drawn_at) return drawAt(locked);
  const last = lastHoldAt(slotTimes(locked));
  const over = last.add({ seconds: release.hold_seconds + graceSeconds });
  const coming = [slot.ends_at, last, over].filter(
    (at) => Temporal.Instant.compare(at, now) > 0,
  );
  return coming[0] ?? now.add({ seconds: 60 });
}

/** Asks for the slot's next turn; one job for a slot. */
export async function planTurn(ctx: Context, locked: LockedSlot): Promise<void> {
  const runAt = nextTurn(locked, ctx.now);
  if (!runAt) return;
  const { slot_id: slotId } = locked.slot;
  await enqueue(ctx, jobName, { slotId }, { runAt, jobKey: `release turn ${slotId}` });
}

/** The slot's turn comes now. */
export async function hurryTurn(ctx: Context, slotId: string): Promise<void> {
  await enqueue(ctx, jobName, { slotId }, { jobKey: `release turn ${slotId}` });
}

interface Counted {
  readonly held: number;
  readonly waiting: number;
  readonly won: number;
}

async function countStates(ctx: Context, slotId: string): Promise<Counted> {
  const { rows } = await sql<Counted>`
    select count(*) filter (where state = 'held')::int as held,
      count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where state = 'won')::int as won
    from releases.entries where brand_id = ${ctx.brand.brandId}
      and slot_id = ${slotId}`.execute(ctx.tx);
  return rows[0]!;
}

/** Who still waits when nothing can come back any more has lost. */
async function loseWaiting(ctx: Context, { slot, release }: LockedSlot): Promise<number> {
  const { rows } = await sql<{ member_id: string; scarce: boolean }>`
    update releases.entries set state = 'lost', ended_at = ${ctx.now}
    where brand_id = ${ctx.brand.brandId} and slot_id = ${slot.slot_id} and state = 'waiting'
    returning member_id, passed_by is null as scarce`.execute(ctx.tx);
  // Who was at a limit of the offer did not lose for want of units.
  return writeLosses(ctx, rows.filter((row) => row.scarce).map(({ member_id: memberId }) => ({
    releaseId: release.release_id, slotId: slot.slot_id, memberId, lostAt: ctx.now,
  })));
}

async function settleRelease(ctx: Context, releaseId: string): Promise<void> {
  await sql`update releases.releases r set state = 'settled', settled_at = ${ctx.now}
    where r.brand_id = ${ctx.brand.brandId} and r.release_id = ${releaseId}
      and r.state = 'announced' and not exists (select 1 from releases.slots s
        where s.brand_id = r.brand_id and s.release_id = r.release_id
          and s.settled_at is null)`.execute(ctx.tx);
}

/** Ends a slot once nobody holds and nobody can get anything; what is left goes to the offer. */
async function settleWhenDone(ctx: Context, { slot, release }: LockedSlot): Promise<void> {
  if (slot.settled_at || !slot.drawn_at || release.state !== "announced") return;
  if (Temporal.Instant.compare(ctx.now, slot.ends_at) < 0) return;
  const { held, waiting, won } = await countStates(ctx, slot.slot_id);
  const last = lastHoldAt(slotTimes({ slot, release }));
  if (held > 0 || (waiting > 0 && Temporal.Instant.compare(ctx.now, last) < 0)) return;
  const lost = await loseWaiting(ctx, { slot, release });
  await sql`update releases.slots set settled_at = ${ctx.now}
    where brand_id = ${ctx.brand.brandId} and slot_id = ${slot.slot_id}`.execute(ctx.tx);
  await sql`delete from releases.used_challenges where brand_id = ${ctx.brand.brandId}
    and release_id = ${release.release_id} and expires_at < ${ctx.now}`.execute(ctx.tx);
  Object.assign(slot, { settled_at: ctx.now });
  await settleRelease(ctx, release.release_id);
  await givePromisedBack(ctx, release.offer_id, slot.stock - won);
  await emit(ctx, "releases.settled", {
    unitId: release.unit_id,
    payload: {
      releaseId: release.release_id,
      slotId: slot.slot_id,
      confirmed: won,
      left: slot.stock - won,
      lost,
    },
  });
}

/** Does what the time asks of a slot that the caller holds: draw, pass on, settle. */
export async function takeTurn(ctx: Context, locked: LockedSlot): Promise<void> {
  if (drawIsDue(locked, ctx.now)) await drawSlot(ctx, locked);
  else await promote(ctx, locked);
  await settleWhenDone(ctx, locked);
}

/** Opens a slot for whoever looks first after its time; the job does it at the latest. */
export async function openWhenDue(ctx: Context, slotIds: readonly string[]): Promise<void> {
  for (const slotId of slotIds) {
    const locked = await lockFreeSlot(ctx, slotId);
    if (locked && drawIsDue(locked, ctx.now)) await takeTurn(ctx, locked);
  }
}

/** Does what is due of a slot at `ctx.now`, and plans what comes next. */
export async function turnSlot(ctx: Context, slotId: string): Promise<void> {
  const locked = (await lockSlots(ctx, [slotId])).get(slotId);
  if (!locked) return;
  await takeTurn(ctx, locked);
  await planTurn(ctx, locked);
}

export const turnJob: Job = {
  name: jobName,
  async handle(ctx, { slotId }) {
    await turnSlot(ctx, String(slotId));
    return undefined;
  },
};
