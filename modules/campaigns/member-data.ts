import { sql } from "kysely";
import type { MemberDataPart } from "#modules/members/index.ts";

/** Which campaigns reached a member. Nothing here names a person, so erasure leaves it. */
export const campaignsMemberData: MemberDataPart = {
  name: "campaigns",
  async export(ctx, memberId) {
    const { rows } = await sql<{ name: string; at: Temporal.Instant }>`
      select c.name, r.reached_at as at from campaigns.reaches r
      join campaigns.campaigns c on c.brand_id = r.brand_id and c.campaign_id = r.campaign_id
      where r.brand_id = ${ctx.brand.brandId} and r.member_id = ${memberId}
      order by r.reached_at`.execute(ctx.tx);
    return rows.map(({ name, at }) => ({ campaign: name, at: at.epochMilliseconds }));
  },
};
