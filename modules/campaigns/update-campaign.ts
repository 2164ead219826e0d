import { sql } from "kysely";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { dayOf, dayWindow, isDay } from "#platform/time.ts";
import { campaignName, checkLength } from "./campaign-window.ts";
import { type Campaign, getCampaign, type Goal } from "./campaigns.ts";
import { longestDays } from "./longest-days.ts";

export interface CampaignChange {
  readonly name?: string | undefined;
  readonly goal?: Goal | undefined;
  /** "YYYY-MM-DD", the last day. The start is never changed. */
  readonly endDay?: string | undefined;
}

async function endOf(ctx: Context, campaign: Campaign, endDay: string | undefined) {
  if (endDay === undefined) return campaign.endsAt;
  if (!isDay(endDay)) throw refuse("invalid_input", { detail: `day ${endDay}` });
  checkLength(dayOf(ctx, campaign.startsAt), endDay, await longestDays(ctx));
  return dayWindow(ctx, endDay).to;
}

/** Changes a campaign that is not closed. */
export async function updateCampaign(
  ctx: Context,
  campaignId: string,
  change: CampaignChange,
): Promise<void> {
  const campaign = await getCampaign(ctx, campaignId);
  const { unitId, startsAt } = campaign;
  await permit(ctx, "campaigns.write", unitId);
  if (campaign.closed) throw refuse("campaign_closed");
  const name = change.name === undefined ? campaign.name : campaignName(change.name);
  const goal = change.goal ?? campaign.goal;
  const endsAt = await endOf(ctx, campaign, change.endDay);
  await sql`update campaigns.campaigns set name = ${name}, goal = ${goal}, ends_at = ${endsAt}
    where brand_id = ${ctx.brand.brandId} and campaign_id = ${campaignId}`.execute(ctx.tx);
  const [starts, ends] = [startsAt.epochMilliseconds, endsAt.epochMilliseconds];
  const payload = { campaignId, goal, startsAt: starts, endsAt: ends };
  await emit(ctx, "campaigns.campaign_changed", { unitId, payload });
}

/** Ends a campaign before its time; it stays in every report. */
export async function closeCampaign(ctx: Context, campaignId: string): Promise<void> {
  const { unitId, closed } = await getCampaign(ctx, campaignId);
  await permit(ctx, "campaigns.write", unitId);
  if (closed) throw refuse("campaign_closed");
  await sql`update campaigns.campaigns set state = 'closed'
    where brand_id = ${ctx.brand.brandId} and campaign_id = ${campaignId}`.execute(ctx.tx);
  await emit(ctx, "campaigns.campaign_closed", { unitId, payload: { campaignId } });
}
