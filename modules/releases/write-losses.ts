import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { emitMany } from "#platform/journal.ts";

export interface Loss {
  readonly releaseId: string;
  readonly slotId: string;
  readonly memberId: string;
  readonly lostAt: Temporal.Instant;
}

/**
 * Writes one row for each member and release, whatever number of tries; who has a place, a hold
 * or a voucher there has not lost. Answers how many are new.
 */
export async function writeLosses(ctx: Context, losses: readonly Loss[]): Promise<number> {
  if (losses.length === 0) return 0;
  const distinct = [...new Map(losses.map((one) => [
    `${one.releaseId} ${one.memberId}`, one,
  ])).values()].toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1));
  const { rows } = await sql<{ release_id: string; member_id: string; slot_id: string }>`
    insert into releases.losses (brand_id, release_id, member_id, slot_id, lost_at)
    select ${ctx.brand.brandId}::uuid, l.release_id, l.member_id, l.slot_id, l.lost_at
    from unnest(${distinct.map((one) => one.releaseId)}::uuid[],
      ${distinct.map((one) => one.memberId)}::uuid[],
      ${distinct.map((one) => one.slotId)}::uuid[],
      ${distinct.map((one) => one.lostAt.toString())}::timestamptz[])
      as l(release_id, member_id, slot_id, lost_at)
    where not exists (select 1 from releases.entries e
      where e.brand_id = ${ctx.brand.brandId} and e.release_id = l.release_id
        and e.member_id = l.member_id and e.state in ('queued', 'held', 'won', 'waiting'))
    order by l.member_id
    on conflict do nothing
    returning release_id, member_id, slot_id`.execute(ctx.tx);
  await emitMany(ctx, "releases.lost", rows.map((row) => ({
    memberId: row.member_id,
    payload: { releaseId: row.release_id, slotId: row.slot_id },
  })));
  return rows.length;
}
