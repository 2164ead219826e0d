import { sql } from "kysely";
import { getChannel } from "#modules/channels/index.ts";
import { membersByExternalIds } from "#modules/members/index.ts";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { emitMany } from "#platform/journal.ts";
import { getCampaign } from "./campaigns.ts";

export interface ReachInput {
  readonly externalIds: readonly string[];
  readonly channelId?: string | null | undefined;
}

export interface ReachOutcome {
  /** Newly reached by this call. */
  readonly reached: number;
  /** Were already reached by this campaign. */
  readonly already: number;
  /** External ids that no member has. */
  readonly unknown: string[];
}

/** Notes that a campaign reached members; each counts once per campaign, whenever it is told. */
export async function reachMembers(
  ctx: Context,
  campaignId: string,
  input: ReachInput,
): Promise<ReachOutcome> {
  const { unitId } = await getCampaign(ctx, campaignId);
  await permit(ctx, "campaigns.write", unitId);
  const channelId = input.channelId ?? null;
  if (channelId) await getChannel(ctx, channelId);
  const externalIds = [...new Set(input.externalIds)];
  const members = await membersByExternalIds(ctx, externalIds);
  // Sorted, so that two imports at once wait for each other in one order.
  const memberIds = [...members.values()].sort();
  const { rows } = await sql<{ member_id: string }>`
    insert into campaigns.reaches (brand_id, campaign_id, member_id, channel_id, reached_at)
    select ${ctx.brand.brandId}, ${campaignId}, r.member_id, ${channelId}::uuid,
      ${ctx.now}::timestamptz
    from unnest(${memberIds}::uuid[]) as r(member_id)
    on conflict do nothing returning member_id`.execute(ctx.tx);
  await emitMany(
    ctx,
    "campaigns.member_reached",
    rows.map((row) => ({
      unitId,
      memberId: row.member_id,
      payload: { campaignId, channelId },
    })),
  );
  return {
    reached: rows.length,
    already: memberIds.length - rows.length,
    unknown: externalIds.filter((externalId) => !members.has(externalId)),
  };
}
