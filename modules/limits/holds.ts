import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { emit, emitMany } from "#platform/journal.ts";
import { enqueue, type Job } from "#platform/jobs.ts";
import { giveBack, type Taken, together } from "./give-back.ts";

export interface HoldInput {
  /** What it is held for, e.g. "release_entry", and its id. */
  readonly causeKind: string;
  readonly causeId: string;
  readonly memberId: string | null;
  /** Taken before, in this transaction; goes back when the hold ends unused. */
  readonly taken: readonly Taken[];
  readonly expiresAt: Temporal.Instant;
}

export interface Hold {
  readonly holdId: string;
  readonly causeKind: string;
  readonly causeId: string;
  readonly memberId: string | null;
}

export const holdEvent = ({ holdId, causeKind, causeId, memberId }: Hold) => ({
  memberId,
  payload: { holdId, causeKind, causeId },
});

export const expireJob = "limits.expire_holds";

/** Keeps what was taken until `expiresAt`; answers the hold's id. */
export async function hold(ctx: Context, input: HoldInput): Promise<string> {
  const holdId = newId();
  const { causeKind, causeId, memberId, taken, expiresAt } = input;
  await sql`
    insert into limits.holds (brand_id, hold_id, cause_kind, cause_id, member_id, taken, state,
      held_at, expires_at)
    values (${ctx.brand.brandId}, ${holdId}, ${causeKind}, ${causeId}, ${memberId},
      ${JSON.stringify(taken)}::jsonb, 'held', ${ctx.now}, ${expiresAt})`.execute(ctx.tx);
  const second = Math.ceil(expiresAt.epochMilliseconds / 1000);
  // One job for all that end in the same second.
  await enqueue(ctx, expireJob, {}, {
    runAt: Temporal.Instant.fromEpochMilliseconds(second * 1000),
    jobKey: `holds:${ctx.brand.brandId}:${second}`,
  });
  await emit(ctx, "limits.held", {
    memberId,
    payload: { holdId, causeKind, causeId, expiresAt: expiresAt.epochMilliseconds },
  });
  return holdId;
}

interface EndedRow {
  readonly hold_id: string;
  readonly cause_kind: string;
  readonly cause_id: string;
  readonly member_id: string | null;
  readonly taken: readonly Taken[];
}

const holdOf = (row: EndedRow): Hold => ({
  holdId: row.hold_id,
  causeKind: row.cause_kind,
  causeId: row.cause_id,
  memberId: row.member_id,
});

const ended = sql`hold_id, cause_kind, cause_id, member_id, taken`;

/**
 * Uses a hold up: what was taken stays taken, and is answered. Null: it had ended already, by time
 * or otherwise. The one statement decides between this and its expiry.
 */
export async function useHold(ctx: Context, holdId: string): Promise<readonly Taken[] | null> {
  const { rows } = await sql<EndedRow>`
    update limits.holds set state = 'used', ended_at = ${ctx.now}
    where brand_id = ${ctx.brand.brandId} and hold_id = ${holdId} and state = 'held'
      and expires_at > ${ctx.now} returning ${ended}`.execute(ctx.tx);
  if (!rows[0]) return null;
  await emit(ctx, "limits.hold_used", holdEvent(holdOf(rows[0])));
  return rows[0].taken;
}

/** Ends a hold before its time and gives back what it kept; false: it had ended already. */
export async function releaseHold(ctx: Context, holdId: string): Promise<boolean> {
  const { rows } = await sql<EndedRow>`
    update limits.holds set state = 'released', ended_at = ${ctx.now}
    where brand_id = ${ctx.brand.brandId} and hold_id = ${holdId} and state = 'held'
    returning ${ended}`.execute(ctx.tx);
  const [row] = rows;
  if (!row) return false;
  await giveBack(ctx, row.taken);
  await emit(ctx, "limits.hold_released", holdEvent(holdOf(row)));
  return true;
}

const mostAtOnce = 200;

/** Ends holds whose time is over, the first to end first; answers how many. */
export async function expireHolds(ctx: Context): Promise<number> {
  const { rows } = await sql<EndedRow>`
    update limits.holds h set state = 'expired', ended_at = ${ctx.now}
    from (select hold_id from limits.holds where brand_id = ${ctx.brand.brandId}
        and state = 'held' and expires_at <= ${ctx.now}
      order by expires_at, hold_id limit ${mostAtOnce} for update skip locked) due
    where h.brand_id = ${ctx.brand.brandId} and h.hold_id = due.hold_id
    returning h.hold_id, h.cause_kind, h.cause_id, h.member_id, h.taken`.execute(ctx.tx);
  const rowsInOrder = rows.toSorted((a, b) => (a.hold_id < b.hold_id ? -1 : 1));
  await giveBack(ctx, together(rowsInOrder.map((row) => row.taken)));
  await emitMany(ctx, "limits.hold_expired", rowsInOrder.map((row) => holdEvent(holdOf(row))));
  return rows.length;
}

/** Runs when the first hold of a second ends. */
export const expireHoldsJob: Job = {
  name: expireJob,
  async handle(ctx) {
    return (await expireHolds(ctx)) === mostAtOnce ? "again" : undefined;
  },
};
