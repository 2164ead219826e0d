import type { ModuleParts } from "#platform/module.ts";
import { applicationsModule } from "#modules/applications/index.ts";
import { bookingsModule } from "#modules/bookings/index.ts";
import { campaignsModule } from "#modules/campaigns/index.ts";
import { careModule } from "#modules/care/index.ts";
import { catalogueModule } from "#modules/catalogue/index.ts";
import { channelsModule } from "#modules/channels/index.ts";
import { drawsModule } from "#modules/draws/index.ts";
import { insightsModule } from "#modules/insights/index.ts";
import { limitsModule } from "#modules/limits/index.ts";
import { mallModule } from "#modules/mall/index.ts";
import { mediaModule } from "#modules/media/index.ts";
import { membersModule } from "#modules/members/index.ts";
import { ordersModule } from "#modules/orders/index.ts";
import { organisationModule } from "#modules/organisation/index.ts";
import { pagesModule } from "#modules/pages/index.ts";
import { promotionsModule } from "#modules/promotions/index.ts";
import { redemptionModule } from "#modules/redemption/index.ts";
import { releasesModule } from "#modules/releases/index.ts";
import { reviewsModule } from "#modules/reviews/index.ts";
import { settlementModule } from "#modules/settlement/index.ts";
import { storesModule } from "#modules/stores/index.ts";
import { walletModule } from "#modules/wallet/index.ts";

/** Every module of this server. */
export const modules: readonly ModuleParts[] = [
  organisationModule,
  storesModule,
  membersModule,
  catalogueModule,
  channelsModule,
  mediaModule,
  limitsModule,
  campaignsModule,
  walletModule,
  promotionsModule,
  pagesModule,
  redemptionModule,
  releasesModule,
  drawsModule,
  mallModule,
  ordersModule,
  settlementModule,
  bookingsModule,
  applicationsModule,
  careModule,
  reviewsModule,
  insightsModule,
];
