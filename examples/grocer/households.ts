import { dayBegins } from "../moments.ts";
import type { Partner } from "../partner.ts";
import type { Screen } from "../screen.ts";
import type { KnownCampaign } from "./campaigns.ts";
import type { History, SourceCampaign, SourceReach } from "./history.ts";

const atOnce = 500;

function chunks<Item>(items: readonly Item[]): Item[][] {
  const count = Math.ceil(items.length / atOnce);
  return Array.from({ length: count }, (_, n) => items.slice(n * atOnce, (n + 1) * atOnce));
}

/**
 * The households, known by their number alone: no phone is invented. When each took its loyalty
 * card is not in the files; it had one before the first mailing, so it joins by that day.
 */
async function importMembers(partner: Partner, households: readonly string[], firstDay: string) {
  for (const chunk of chunks(households)) {
    await partner.sdk.call("importMembers", {
      path: { brand: partner.brand },
      headers: dayBegins(firstDay, partner.timeZone),
      body: { members: chunk.map((externalId) => ({ externalId })) },
    });
  }
}

async function mail(
  partner: Partner,
  campaign: SourceCampaign,
  campaignId: string,
  households: readonly string[],
): Promise<void> {
  for (const externalIds of chunks(households)) {
    const { unknown } = await partner.sdk.call("reachMembers", {
      path: { brand: partner.brand, campaignId },
      headers: dayBegins(campaign.startDay, partner.timeZone),
      body: { externalIds },
    });
    if (unknown.length === 0) continue;
    throw new Error(`不认识的家庭 / unknown households: ${unknown.join(" ")}`);
  }
}

const householdsOf = (reached: readonly SourceReach[]): string[] => [
  ...new Set(reached.map((row) => row.household)),
];

/** Members, and whom each campaign reached on its first day. What is complete is left alone. */
export async function reachHouseholds(
  partner: Partner,
  history: History,
  campaigns: ReadonlyMap<string, KnownCampaign>,
  screen: Screen,
): Promise<void> {
  const byCampaign = Map.groupBy(history.reached, (row) => row.campaign);
  const step = screen.step("触达的家庭", "Households reached", history.reached.length);
  const open = history.campaigns.filter(({ code }) => {
    const wanted = householdsOf(byCampaign.get(code) ?? []).length;
    const complete = campaigns.get(code)?.reached === wanted;
    if (complete) step.tick(wanted);
    return !complete;
  });
  if (open.length > 0) {
    const firstDay = history.campaigns.map((one) => one.startDay).sort()[0] ?? "";
    await importMembers(partner, householdsOf(history.reached), firstDay);
  }
  for (const campaign of open) {
    const households = householdsOf(byCampaign.get(campaign.code) ?? []);
    await mail(partner, campaign, campaigns.get(campaign.code)?.campaignId ?? "", households);
    step.tick(households.length);
  }
  step.done();
}
