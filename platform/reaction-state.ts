import { sql } from "kysely";
import type { Context } from "./context.ts";
import { announce } from "./journal.ts";

export interface ReactionProgress {
  /** The last event that the reaction has taken in. */
  readonly position: number;
  /** The last event that is numbered. */
  readonly head: number;
}

/** How far a reaction of the brand has come. */
export async function reactionProgress(ctx: Context, reaction: string): Promise<ReactionProgress> {
  const { rows } = await sql<ReactionProgress>`
    select coalesce((select position from platform.reaction_cursor
        where brand_id = ${ctx.brand.brandId} and reaction = ${reaction}), 0) as position,
      coalesce((select max(position) from platform.journal_position
        where brand_id = ${ctx.brand.brandId}), 0) as head`.execute(ctx.tx);
  return rows[0] ?? { position: 0, head: 0 };
}

export interface ReactionFailure {
  readonly reaction: string;
  readonly eventId: string;
  readonly kind: string | null;
  readonly position: number;
  readonly attempts: number;
  readonly lastError: string;
  readonly triedAt: Temporal.Instant;
  /** Set after the fifth attempt; null while it is still tried. */
  readonly parkedAt: Temporal.Instant | null;
}

/** Events that a reaction could not take in, oldest first, after a position. */
export async function reactionFailures(
  ctx: Context,
  after: { readonly position: number; readonly reaction: string },
  limit: number,
): Promise<ReactionFailure[]> {
  const { rows } = await sql<ReactionFailure>`
    select f.reaction, f.event_id as "eventId", j.kind, f.position, f.attempts,
      f.last_error as "lastError", f.tried_at as "triedAt", f.parked_at as "parkedAt"
    from platform.reaction_failure f
    left join platform.journal j on j.brand_id = f.brand_id and j.event_id = f.event_id
    where f.brand_id = ${ctx.brand.brandId}
      and (f.position, f.reaction) > (${after.position}, ${after.reaction})
    order by f.position, f.reaction limit ${limit}`.execute(ctx.tx);
  return rows;
}

/** Lets a parked event be tried again, five times; false when there is no such failure. */
export async function replayFailure(
  ctx: Context,
  reaction: string,
  eventId: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update platform.reaction_failure
    set attempts = 0, parked_at = null
    where brand_id = ${ctx.brand.brandId} and reaction = ${reaction}
      and event_id = ${eventId}`.execute(ctx.tx);
  ctx.afterCommit.push(() => announce(ctx.brand.brandId));
  return Number(numAffectedRows ?? 0) > 0;
}
