import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { pointsUnit } from "./accounts.ts";
import { spendablePoints } from "./spendable-points.ts";

const partsShown = 12;

export interface PointsView {
  readonly spendable: number;
  readonly pending: number;
  readonly frozen: number;
  /** Spent before their order was returned: the next points pay it. */
  readonly owed: number;
  /** The next days on which something becomes spendable, the soonest first. */
  readonly maturing: { at: number; points: number }[];
  /** The next days on which something expires; `at` is exclusive. */
  readonly expiring: { at: number; points: number }[];
}

async function byDay(ctx: Context, memberId: string, what: "matures_at" | "expires_at") {
  const at = sql.ref(what);
  const points = what === "matures_at" ? sql`pending` : sql`(free + frozen + pending)`;
  const { rows } = await sql<{ at: Temporal.Instant; points: number }>`
    select ${at} as at, sum(${points})::bigint as points from wallet.points_lots
    where brand_id = ${ctx.brand.brandId} and member_id = ${memberId}
      and pending + free + frozen > 0 and ${points} > 0 and ${at} > ${ctx.now}
    group by ${at} order by ${at} limit ${partsShown}`.execute(ctx.tx);
  return rows.map((row) => ({ at: row.at.epochMilliseconds, points: row.points }));
}

/** What a member has in points, by the clock of this moment. */
export async function pointsView(ctx: Context, memberId: string): Promise<PointsView> {
  const { brandId } = ctx.brand;
  const { rows } = await sql<{ pending: number; frozen: number; owed: number }>`
    select coalesce(sum(pending) filter (where matures_at > ${ctx.now}), 0)::bigint as pending,
      coalesce(sum(frozen) filter (where expires_at is null or expires_at > ${ctx.now}), 0)::bigint
        as frozen,
      coalesce((select -balance from wallet.accounts where brand_id = ${brandId}
        and kind = 'points_owed' and owner_kind = 'member' and owner_id = ${memberId}
        and unit = ${pointsUnit}), 0)::bigint as owed
    from wallet.points_lots where brand_id = ${brandId} and member_id = ${memberId}
      and pending + free + frozen > 0`.execute(ctx.tx);
  const { pending = 0, frozen = 0, owed = 0 } = rows[0] ?? {};
  return {
    spendable: await spendablePoints(ctx, memberId),
    pending,
    frozen,
    owed,
    maturing: await byDay(ctx, memberId, "matures_at"),
    expiring: await byDay(ctx, memberId, "expires_at"),
  };
}

