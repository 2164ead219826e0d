import { promotionsModule } from "#modules/promotions/index.ts";
import { Type as T } from "typebox";
import { defineRoute, open, type Route } from "#platform/route.ts";

/** A claim as any other write: one transaction of its own, what batches are measured against. */
const aloneRoutes: readonly Route[] = promotionsModule.routes
  .filter((route) => route.operationId === "claimOffer")
  .map(({ runMany: _many, refuseEarly: _early, ...route }) => ({
    ...route,
    operationId: "claimOfferAlone",
    path: "/:brand/api/bench/offers/:offerId/claim",
    tag: "bench",
  }));

/**
 * The benches' floor: a declared route that does nothing and asks no database. It exists only when
 * BIHUAN_BENCH is set.
 */
export const floorRoutes: readonly Route[] = [
  defineRoute({
    operationId: "measureFloor",
    method: "GET",
    path: "/:brand/api/bench/floor",
    tag: "bench",
    summary: { zh: "基准空路由", en: "Empty route for benches" },
    access: open(),
    transaction: "none",
    answer: T.Object({ ok: T.Boolean() }),
    async run() {
      return { ok: true };
    },
  }),
  ...aloneRoutes,
];
