import { auditAct } from "#modules/organisation/index.ts";
import { actorId, type Context, tablesOf } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import type { PointsTables } from "./tables.ts";

/** What staff do to a member's points by hand. */
export interface StaffAct {
  readonly memberId: string;
  readonly points: number;
  /** Why, in their words; it goes when the member is erased. */
  readonly reason: string;
}

/** Writes down who did it and why, and puts it into the audit; answers its id. */
export async function noteAct(
  ctx: Context,
  kind: "freeze" | "unfreeze" | "correct",
  { memberId, points, reason }: StaffAct,
): Promise<string> {
  const actId = newId();
  await tablesOf<PointsTables>(ctx)
    .insertInto("wallet.points_acts")
    .values({
      brand_id: ctx.brand.brandId, act_id: actId, member_id: memberId, kind, points, reason,
      staff_id: ctx.actor.kind === "staff" ? actorId(ctx.actor) : null, acted_at: ctx.now,
    })
    .execute();
  await auditAct(ctx, `${kind}MemberPoints`, memberId, { capability: "points.manage" });
  return actId;
}
