import type { ImportTotals } from "../import-csv.ts";
import type { Partner } from "../partner.ts";
import type { Screen } from "../screen.ts";
import { buildCampaigns, type KnownCampaign } from "./campaigns.ts";
import type { History } from "./history.ts";
import { reachHouseholds } from "./households.ts";
import { type Loop, settledLoop } from "./loop.ts";
import { buildOffers } from "./offers.ts";
import { importProducts } from "./products.ts";
import { redeemAll } from "./redemptions.ts";

export interface GrocerReport {
  readonly products: ImportTotals;
  readonly campaigns: ReadonlyMap<string, KnownCampaign>;
  /** Told by the server in this run; a second run sends no scope again. */
  readonly unknownProducts: ReadonlySet<string>;
  readonly loop: Loop;
}

/** The grocer's history as it happened. Again, or after it was stopped, it adds what is missing. */
export async function buildGrocer(
  partner: Partner,
  history: History,
  screen: Screen,
): Promise<GrocerReport> {
  const products = await importProducts(partner, history.products, screen);
  const campaigns = await buildCampaigns(partner, history.campaigns, screen);
  await reachHouseholds(partner, history, campaigns, screen);
  const offers = await buildOffers(partner, history, campaigns, screen);
  await redeemAll(partner, history.redemptions, offers.ids, screen);
  const loop = await settledLoop(partner, history, screen);
  return { products, campaigns, unknownProducts: offers.unknown, loop };
}
