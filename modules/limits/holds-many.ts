import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { type EventInput, emitMany } from "#platform/journal.ts";
import { enqueue } from "#platform/jobs.ts";
import { giveBack, type Taken, together } from "./give-back.ts";
import { expireJob, holdEvent, type HoldInput } from "./holds.ts";

export interface ManyHoldInput extends HoldInput {
  readonly caller?: EventInput["caller"];
}

/** {@link hold} for many at once: two statements, and a job for each second in which one ends. */
export async function holdMany(
  ctx: Context,
  inputs: readonly ManyHoldInput[],
): Promise<string[]> {
  if (inputs.length === 0) return [];
  const rows = inputs.map(({ causeKind, causeId, memberId, taken, expiresAt, caller }) => ({
    hold_id: newId(),
    cause_kind: causeKind,
    cause_id: causeId,
    member_id: memberId,
    taken,
    held_at: (caller?.now ?? ctx.now).toString(),
    expires_at: expiresAt.toString(),
  }));
  await sql`
    insert into limits.holds (brand_id, hold_id, cause_kind, cause_id, member_id, taken, state,
      held_at, expires_at)
    select ${ctx.brand.brandId}::uuid, r.hold_id, r.cause_kind, r.cause_id, r.member_id, r.taken,
      'held', r.held_at, r.expires_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(hold_id uuid, cause_kind text,
      cause_id uuid, member_id uuid, taken jsonb, held_at timestamptz, expires_at timestamptz)
  `.execute(ctx.tx);
  const seconds = inputs.map(({ expiresAt }) => Math.ceil(expiresAt.epochMilliseconds / 1000));
  for (const second of new Set(seconds)) {
    await enqueue(ctx, expireJob, {}, {
      runAt: Temporal.Instant.fromEpochMilliseconds(second * 1000),
      jobKey: `holds:${ctx.brand.brandId}:${second}`,
    });
  }
  await emitMany(ctx, "limits.held", rows.map((row, index) => {
    const { causeKind, causeId, memberId, expiresAt, caller } = inputs[index]!;
    const payload = {
      holdId: row.hold_id, causeKind, causeId, expiresAt: expiresAt.epochMilliseconds,
    };
    return { memberId, payload, ...(caller ? { caller } : {}) };
  }));
  return rows.map((row) => row.hold_id);
}

interface EndedRow {
  readonly holdId: string;
  readonly causeKind: string;
  readonly causeId: string;
  readonly memberId: string | null;
  readonly taken: readonly Taken[];
}

/** Ends many holds before their time and gives back what they kept; those that still stood. */
export async function releaseHolds(
  ctx: Context,
  holdIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (holdIds.length === 0) return new Set();
  const { rows } = await sql<EndedRow>`
    update limits.holds h set state = 'released', ended_at = ${ctx.now}
    from (select hold_id from limits.holds where brand_id = ${ctx.brand.brandId}
        and hold_id = any(${[...holdIds]}::uuid[]) and state = 'held'
      order by hold_id for update) due
    where h.brand_id = ${ctx.brand.brandId} and h.hold_id = due.hold_id
    returning h.hold_id as "holdId", h.cause_kind as "causeKind", h.cause_id as "causeId",
      h.member_id as "memberId", h.taken`.execute(ctx.tx);
  await giveBack(ctx, together(rows.map((row) => row.taken)));
  await emitMany(ctx, "limits.hold_released", rows.map(holdEvent));
  return new Set(rows.map((row) => row.holdId));
}
