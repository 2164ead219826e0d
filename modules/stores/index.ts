import type { ModuleParts } from "#platform/module.ts";
import { storesReactions } from "./reactions.ts";
import { storesRoutes } from "./routes.ts";
import "./errors.ts";
import "./events.ts";

export { type StoreChange } from "./change-store.ts";
export { createStore, type NewStore } from "./create-store.ts";
export { type ImportReport } from "./import-stores.ts";
export { listStores, storeAreas, storesInScope } from "./list-stores.ts";
export {
  type NearbyQuery,
  type OfferPresence,
  type StoreCard,
  storeCards,
  wireOfferPresence,
} from "./nearby-stores.ts";
export { type DayHours, type OpenSpan, type SpecialDay } from "./opening-hours.ts";
export { getStore, getStores, namedStores, specialDaysOf, storeByCode } from "./queries.ts";
export { setSpecialDay } from "./set-special-day.ts";
export type { GivenPosition, Store, StoreRole } from "./store.ts";

export const storesModule: ModuleParts = {
  name: "stores",
  routes: storesRoutes,
  reactions: storesReactions,
};
