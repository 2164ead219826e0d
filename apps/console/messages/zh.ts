import { kitZh } from "#packages/ui/messages/zh.ts";
import { zhAccount } from "./zh-account.ts";
import { zhBulk } from "./zh-bulk.ts";
import { zhCatalogue } from "./zh-catalogue.ts";
import { zhChannels } from "./zh-channels.ts";
import { zhDraws } from "./zh-draws.ts";
import { zhFrame } from "./zh-frame.ts";
import { zhGuard } from "./zh-guard.ts";
import { zhOffers } from "./zh-offers.ts";
import { zhOffline } from "./zh-offline.ts";
import { zhOrders } from "./zh-orders.ts";
import { zhPlaces } from "./zh-places.ts";
import { zhPrices } from "./zh-prices.ts";
import { zhReleases } from "./zh-releases.ts";
import { zhReport } from "./zh-report.ts";
import { zhStaff } from "./zh-staff.ts";

export const zh = {
  ...kitZh,
  ...zhAccount,
  ...zhBulk,
  ...zhCatalogue,
  ...zhChannels,
  ...zhDraws,
  ...zhFrame,
  ...zhGuard,
  ...zhOffers,
  ...zhOffline,
  ...zhOrders,
  ...zhPlaces,
  ...zhPrices,
  ...zhReleases,
  ...zhReport,
  ...zhStaff,
} as const;
