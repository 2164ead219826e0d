import type { FastifyRequest } from "fastify";
import { promotionsModule } from "#modules/promotions/index.ts";
import { Type as T } from "typebox";
import { defineRoute, open, type Route } from "#platform/route.ts";
import { Id, Nullable } from "#platform/schema.ts";
import { keyedHash } from "#platform/secrets.ts";

/** A claim as any other write: one transaction of its own, what batches are measured against. */
const aloneRoutes: readonly Route[] = promotionsModule.routes
  .filter((route) => route.operationId === "claimOffer")
  .map(({ runMany: _many, refuseEarly: _early, ...route }) => ({
    ...route,
    operationId: "claimOfferAlone",
    path: "/:brand/api/bench/offers/:offerId/claim",
    tag: "bench",
  }));

const sessions = new Map<string, number>();

/** As a session is looked up, but for the database: by the cookie's keyed hash. */
function seenSessions(request: FastifyRequest): number {
  const token = request.cookies.bihuan_member;
  if (!token) return 0;
  const hash = keyedHash("members.session", token).toString("base64");
  const seen = (sessions.get(hash) ?? 0) + 1;
  sessions.set(hash, seen);
  return seen;
}

/**
 * The benches' floor exists only when BIHUAN_BENCH is set: a write with the headers and the body
 * of a claim, its schema, a look-up of the session and the rate limit, and no database; and a GET
 * that does nothing, for the benches of GETs.
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
  defineRoute({
    operationId: "measureWriteFloor",
    method: "POST",
    path: "/:brand/api/bench/floor",
    tag: "bench",
    summary: { zh: "基准空写入", en: "Empty write for benches" },
    access: open(),
    transaction: "none",
    body: T.Object(
      { storeId: T.Optional(Nullable(Id)), touchId: T.Optional(Nullable(Id)) },
      { additionalProperties: false },
    ),
    answer: T.Object({ ok: T.Boolean() }),
    run: async (_ctx, { request }) => ({ ok: seenSessions(request) > 0 }),
  }),
  ...aloneRoutes,
];
