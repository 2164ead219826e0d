import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { Job } from "#platform/jobs.ts";
import { reviewMembers, reviewTiersName } from "./review-members.ts";

const membersAtOnce = 200;

/** Whose period is over, and who was not looked at since the tiers were saved. */
async function dueMembers(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ member_id: string }>`
    (select member_id from members.memberships where brand_id = ${ctx.brand.brandId}
      and held_until <= ${ctx.now} order by held_until, member_id limit ${membersAtOnce})
    union
    (select m.member_id from members.memberships m
      join members.card_settings s on s.brand_id = m.brand_id
      where m.brand_id = ${ctx.brand.brandId} and m.reviewed_at < s.saved_at
      order by m.reviewed_at, m.member_id limit ${membersAtOnce})`.execute(ctx.tx);
  return rows.map((row) => row.member_id);
}

/** Runs at the end of a day on which a period ends, and after the tiers were saved. */
export const reviewTiersJob: Job = {
  name: reviewTiersName,
  async handle(ctx) {
    const memberIds = await dueMembers(ctx);
    if (memberIds.length === 0) return undefined;
    await reviewMembers(ctx, memberIds);
    return "again";
  },
};
