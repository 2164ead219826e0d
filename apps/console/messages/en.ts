import type { Translated } from "#packages/ui/i18n.ts";
import { kitEn } from "#packages/ui/messages/en.ts";
import { enAccount } from "./en-account.ts";
import { enApplications } from "./en-applications.ts";
import { enBookings } from "./en-bookings.ts";
import { enBulk } from "./en-bulk.ts";
import { enCare } from "./en-care.ts";
import { enReviews } from "./en-reviews.ts";
import { enCatalogue } from "./en-catalogue.ts";
import { enChannels } from "./en-channels.ts";
import { enDraws } from "./en-draws.ts";
import { enFrame } from "./en-frame.ts";
import { enGuard } from "./en-guard.ts";
import { enLoyal } from "./en-loyal.ts";
import { enOffers } from "./en-offers.ts";
import { enOffline } from "./en-offline.ts";
import { enOrders } from "./en-orders.ts";
import { enPlaces } from "./en-places.ts";
import { enPrices } from "./en-prices.ts";
import { enReleases } from "./en-releases.ts";
import { enReport } from "./en-report.ts";
import { enServe } from "./en-serve.ts";
import { enStaff } from "./en-staff.ts";
import { enStored } from "./en-stored.ts";
import type { zh } from "./zh.ts";

export const en: Translated<typeof zh> = {
  ...kitEn,
  ...enAccount,
  ...enApplications,
  ...enBookings,
  ...enBulk,
  ...enCare,
  ...enReviews,
  ...enCatalogue,
  ...enChannels,
  ...enDraws,
  ...enFrame,
  ...enGuard,
  ...enLoyal,
  ...enOffers,
  ...enOffline,
  ...enOrders,
  ...enPlaces,
  ...enPrices,
  ...enReleases,
  ...enReport,
  ...enServe,
  ...enStaff,
  ...enStored,
};
