import type { ModuleParts } from "#platform/module.ts";
import "./errors.ts";
import "./events.ts";
import { placesReaction } from "./book-revision.ts";
import { bulkRoutes } from "./codes/routes.ts";
import { guardJobs, guardReactions, guardRoutes } from "./guard/index.ts";
import { memberRoutes } from "./member-routes.ts";
import { priceRoutes } from "./price-routes.ts";
import { staffRoutes } from "./routes.ts";
import { stopRoutes } from "./stop-routes.ts";

export { claimMany, claimOffer, type ClaimInput } from "./claim-offer.ts";
export { createOffer } from "./create-offer.ts";
export { offerLabels } from "./labels.ts";
export { claimLimitCodes } from "./limit-rules.ts";
export type { CreateOfferInput, VersionInput } from "./offer-input.ts";
export { type Goods, listGoods } from "./list-goods.ts";
export { type OpenOffer, OpenOfferSchema } from "./offer-view.ts";
export {
  type OfferLabel, offerPresence, offersAt, offersPagePart, openOffer, openOffers,
} from "./offers-at.ts";
export type { WalletWish } from "./price-facts.ts";
export { type AgreedPrice, priceOrder } from "./price-order.ts";
export { reserveOffer } from "./reserve-offer.ts";
export { givePromisedBack, promiseStock } from "./promise-stock.ts";
export { type Claimant, promisedTakes } from "./promised-takes.ts";
export { stoppedAround, type TakingPart } from "./stopped-around.ts";
export { showGoods } from "./show-goods.ts";
export { publishOffer } from "./publish-offer.ts";

export const promotionsModule: ModuleParts = {
  name: "promotions",
  routes: [
    ...memberRoutes, ...staffRoutes, ...priceRoutes, ...guardRoutes, ...stopRoutes, ...bulkRoutes,
  ],
  jobs: guardJobs,
  reactions: [placesReaction, ...guardReactions],
};
