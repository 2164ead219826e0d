import { kitZh } from "#packages/ui/messages/zh.ts";
import { zhAccount } from "./zh-account.ts";
import { zhApplications } from "./zh-applications.ts";
import { zhBookings } from "./zh-bookings.ts";
import { zhBulk } from "./zh-bulk.ts";
import { zhCare } from "./zh-care.ts";
import { zhReviews } from "./zh-reviews.ts";
import { zhCatalogue } from "./zh-catalogue.ts";
import { zhChannels } from "./zh-channels.ts";
import { zhDraws } from "./zh-draws.ts";
import { zhFrame } from "./zh-frame.ts";
import { zhGuard } from "./zh-guard.ts";
import { zhLoyal } from "./zh-loyal.ts";
import { zhOffers } from "./zh-offers.ts";
import { zhOffline } from "./zh-offline.ts";
import { zhOrders } from "./zh-orders.ts";
import { zhPlaces } from "./zh-places.ts";
import { zhPrices } from "./zh-prices.ts";
import { zhReleases } from "./zh-releases.ts";
import { zhReport } from "./zh-report.ts";
import { zhServe } from "./zh-serve.ts";
import { zhStaff } from "./zh-staff.ts";
import { zhStored } from "./zh-stored.ts";

export const zh = {
  ...kitZh,
  ...zhAccount,
  ...zhApplications,
  ...zhBookings,
  ...zhBulk,
  ...zhCare,
  ...zhReviews,
  ...zhCatalogue,
  ...zhChannels,
  ...zhDraws,
  ...zhFrame,
  ...zhGuard,
  ...zhLoyal,
  ...zhOffers,
  ...zhOffline,
  ...zhOrders,
  ...zhPlaces,
  ...zhPrices,
  ...zhReleases,
  ...zhReport,
  ...zhServe,
  ...zhStaff,
  ...zhStored,
} as const;
