import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { enqueue, type Job } from "#platform/jobs.ts";
import { dayOf } from "#platform/time.ts";
import { settlePoints } from "./settle.ts";

const settlePointsName = "wallet.settle_points";
const membersAtOnce = 100;

/** Asks for the job at the beginning of that day; the first order that needs the day does. */
export async function planSettling(ctx: Context, at: Temporal.Instant | null): Promise<void> {
  if (!at) return;
  const late = Temporal.Instant.compare(at, ctx.recordedAt) <= 0;
  const { rows } = await sql`insert into wallet.points_days (brand_id, day)
    values (${ctx.brand.brandId}, ${dayOf(ctx, at)}) on conflict do nothing returning day`
    .execute(ctx.tx);
  if (rows.length > 0 || late) await enqueue(ctx, settlePointsName, {}, { runAt: at });
}

async function membersDue(ctx: Context): Promise<string[]> {
  const { brandId } = ctx.brand;
  const { rows } = await sql<{ member_id: string }>`
    select distinct member_id from (
      (select member_id from wallet.points_lots where brand_id = ${brandId}
        and pending > 0 and matures_at <= ${ctx.now} order by matures_at, lot_id
        limit ${membersAtOnce})
      union all
      (select member_id from wallet.points_lots where brand_id = ${brandId}
        and free + frozen > 0 and expires_at <= ${ctx.now} order by expires_at, lot_id
        limit ${membersAtOnce})) due`.execute(ctx.tx);
  return rows.map((row) => row.member_id);
}

/** Lets a day's points mature and expire, some members a step, until none is due. */
export const settlePointsJob: Job = {
  name: settlePointsName,
  async handle(ctx) {
    const memberIds = await membersDue(ctx);
    if (memberIds.length === 0) return undefined;
    await settlePoints(ctx, memberIds);
    return "again";
  },
};
