import { allPages, type Partner } from "../partner.ts";
import { dayBegins } from "../moments.ts";
import type { Screen } from "../screen.ts";
import type { SourceCampaign } from "./history.ts";

export interface KnownCampaign {
  readonly campaignId: string;
  readonly reached: number;
}

async function knownCampaigns({ sdk, brand }: Partner): Promise<Map<string, KnownCampaign>> {
  const all = await allPages((query) => sdk.call("listCampaigns", { path: { brand }, query }));
  return new Map(all.flatMap((one) => (one.externalCode ? [[one.externalCode, one]] : [])));
}

/**
 * The campaigns by their number in the file. Their goal is "retain": every mailing went to
 * households that the grocer already knew by their loyalty card, and met nobody new.
 */
export async function buildCampaigns(
  partner: Partner,
  campaigns: readonly SourceCampaign[],
  screen: Screen,
): Promise<Map<string, KnownCampaign>> {
  const step = screen.step("活动", "Campaigns", campaigns.length);
  const known = await knownCampaigns(partner);
  for (const { code, type, startDay, endDay } of campaigns) {
    if (!known.has(code)) {
      const { campaignId } = await partner.sdk.call("createCampaign", {
        path: { brand: partner.brand },
        headers: dayBegins(startDay, partner.timeZone),
        body: {
          name: `${type} · ${code}`,
          goal: "retain",
          unitId: partner.rootUnitId,
          startDay,
          endDay,
          externalCode: code,
        },
      });
      known.set(code, { campaignId, reached: 0 });
    }
    step.tick();
  }
  step.done();
  return known;
}
