import { sql } from "kysely";
import type { Context } from "#platform/context.ts";

/** What the member can spend at this moment, also where no job has written it down yet. */
export async function spendablePoints(ctx: Context, memberId: string): Promise<number> {
  const { brandId } = ctx.brand;
  const { rows } = await sql<{ points: number }>`
    select greatest(0, coalesce((select sum(free + pending) from wallet.points_lots
        where brand_id = ${brandId} and member_id = ${memberId} and pending + free + frozen > 0
          and matures_at <= ${ctx.now} and (expires_at is null or expires_at > ${ctx.now})), 0)
      + coalesce((select balance from wallet.accounts where brand_id = ${brandId}
        and kind = 'points_owed' and owner_kind = 'member' and owner_id = ${memberId}
        and unit = 'points'), 0))::bigint as points`.execute(ctx.tx);
  return rows[0]?.points ?? 0;
}
