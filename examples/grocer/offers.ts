import { inParallel, requestsAtOnce } from "../in-parallel.ts";
import { dayBegins } from "../moments.ts";
import { allPages, type Partner } from "../partner.ts";
import type { Screen } from "../screen.ts";
import type { KnownCampaign } from "./campaigns.ts";
import type { History, SourceCampaign, SourceOffer } from "./history.ts";

const productsAtOnce = 5_000;

interface KnownOffer {
  readonly offerId: string;
  readonly state: string;
}

async function knownOffers({ sdk, brand }: Partner): Promise<Map<string, KnownOffer>> {
  const all = await allPages((query) => sdk.call("listOffers", { path: { brand }, query }));
  return new Map(all.flatMap((one) => (one.externalCode ? [[one.externalCode, one]] : [])));
}

interface Job {
  readonly partner: Partner;
  readonly offer: SourceOffer;
  readonly campaign: SourceCampaign;
  readonly campaignId: string;
}

async function draft({ partner, offer, campaign, campaignId }: Job): Promise<string> {
  const { offerId } = await partner.sdk.call("createOffer", {
    path: { brand: partner.brand },
    headers: dayBegins(campaign.startDay, partner.timeZone),
    body: {
      unitId: partner.rootUnitId,
      externalCode: offer.code,
      campaignId,
      title: `优惠券 ${offer.coupon}`,
      titleEn: `Coupon ${offer.coupon}`,
      benefit: { kind: "unstated", label: "面额未知 · face value unknown" },
      productScope: "list",
      // Who paid is not in the files either; while the discount is unknown so is each share.
      payers: [{ party: "group", bps: 10_000 }],
      validity: { kind: "fixed", fromDay: campaign.startDay, toDay: campaign.endDay },
      stores: { unitId: partner.rootUnitId },
    },
  });
  return offerId;
}

/** Draft, scope, publish: a run that was stopped goes on with the draft it left. */
async function buildOffer(job: Job, known: KnownOffer | undefined): Promise<[string, string[]]> {
  const { partner, offer, campaign } = job;
  const offerId = known?.offerId ?? (await draft(job));
  const path = { brand: partner.brand, offerId };
  const headers = dayBegins(campaign.startDay, partner.timeZone);
  const unknown: string[] = [];
  for (let from = 0; from < offer.products.length; from += productsAtOnce) {
    const externalCodes = offer.products.slice(from, from + productsAtOnce);
    const body = { externalCodes };
    const answer = await partner.sdk.call("addOfferProducts", { path, headers, body });
    unknown.push(...answer.unknown);
  }
  await partner.sdk.call("publishOffer", { path, headers });
  return [offerId, unknown];
}

export interface OffersBuilt {
  /** Offer ids by code. */
  readonly ids: ReadonlyMap<string, string>;
  /** Products that the server did not know, told while it took the scopes of this run. */
  readonly unknown: ReadonlySet<string>;
}

/** One offer a campaign and coupon, with its own products, usable in the campaign's days. */
export async function buildOffers(
  partner: Partner,
  history: History,
  campaigns: ReadonlyMap<string, KnownCampaign>,
  screen: Screen,
): Promise<OffersBuilt> {
  const step = screen.step("优惠", "Offers", history.offers.length);
  const dated = new Map(history.campaigns.map((one) => [one.code, one]));
  const known = await knownOffers(partner);
  const ids = new Map<string, string>();
  const unknown = new Set<string>();
  await inParallel(history.offers, requestsAtOnce, async (offer) => {
    const before = known.get(offer.code);
    const campaign = dated.get(offer.campaign);
    const campaignId = campaigns.get(offer.campaign)?.campaignId;
    if (!campaign || !campaignId) throw new Error(`offer ${offer.code} names no campaign`);
    if (before && before.state !== "draft") ids.set(offer.code, before.offerId);
    else {
      const [offerId, missing] = await buildOffer({ partner, offer, campaign, campaignId }, before);
      ids.set(offer.code, offerId);
      for (const code of missing) unknown.add(code);
    }
    step.tick();
  });
  step.done();
  return { ids, unknown };
}
