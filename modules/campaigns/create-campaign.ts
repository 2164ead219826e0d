import { sql } from "kysely";
import { getUnit, permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { campaignName, campaignWindow, type WindowInput } from "./campaign-window.ts";
import type { Goal } from "./campaigns.ts";
import { longestDays } from "./longest-days.ts";

export interface NewCampaign extends WindowInput {
  /** At most 20 characters as people see them. */
  readonly name: string;
  /** reach: 多多益善, many meet us; retain: 朝朝暮暮, few stay long. */
  readonly goal: Goal;
  readonly unitId: string;
  /** An import's own name for it, unique in the brand. */
  readonly externalCode?: string | null | undefined;
}

/** Creates a campaign; answers its id. */
export async function createCampaign(ctx: Context, input: NewCampaign): Promise<string> {
  await getUnit(ctx, input.unitId);
  await permit(ctx, "campaigns.write", input.unitId);
  const name = campaignName(input.name);
  const { startsAt, endsAt } = campaignWindow(ctx, input, await longestDays(ctx));
  const campaignId = newId();
  const externalCode = input.externalCode ?? null;
  const { rows } = await sql`
    insert into campaigns.campaigns (brand_id, campaign_id, name, goal, unit_id, state,
      external_code, starts_at, ends_at, created_at)
    values (${ctx.brand.brandId}, ${campaignId}, ${name}, ${input.goal}, ${input.unitId}, 'open',
      ${externalCode}, ${startsAt}, ${endsAt}, ${ctx.now})
    on conflict (brand_id, external_code) do nothing returning campaign_id`.execute(ctx.tx);
  if (rows.length === 0) throw refuse("campaign_code_taken", { externalCode });
  await emit(ctx, "campaigns.campaign_created", {
    unitId: input.unitId,
    payload: {
      campaignId,
      goal: input.goal,
      startsAt: startsAt.epochMilliseconds,
      endsAt: endsAt.epochMilliseconds,
    },
  });
  return campaignId;
}
