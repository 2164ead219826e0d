import type { Translated } from "#packages/ui/i18n.ts";
import { kitEn } from "#packages/ui/messages/en.ts";
import { enAccount } from "./en-account.ts";
import { enBulk } from "./en-bulk.ts";
import { enCatalogue } from "./en-catalogue.ts";
import { enChannels } from "./en-channels.ts";
import { enDraws } from "./en-draws.ts";
import { enFrame } from "./en-frame.ts";
import { enGuard } from "./en-guard.ts";
import { enOffers } from "./en-offers.ts";
import { enOffline } from "./en-offline.ts";
import { enOrders } from "./en-orders.ts";
import { enPlaces } from "./en-places.ts";
import { enPrices } from "./en-prices.ts";
import { enReleases } from "./en-releases.ts";
import { enReport } from "./en-report.ts";
import { enStaff } from "./en-staff.ts";
import type { zh } from "./zh.ts";

export const en: Translated<typeof zh> = {
  ...kitEn,
  ...enAccount,
  ...enBulk,
  ...enCatalogue,
  ...enChannels,
  ...enDraws,
  ...enFrame,
  ...enGuard,
  ...enOffers,
  ...enOffline,
  ...enOrders,
  ...enPlaces,
  ...enPrices,
  ...enReleases,
  ...enReport,
  ...enStaff,
};
