import { Type as T } from "typebox";
import { type Batcher, batcher } from "#platform/batch.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { type Page, pageOf } from "#platform/paging.ts";
import { defineRoute, open, type Route } from "#platform/route.ts";
import { Text } from "#platform/schema.ts";
import { listCities, listStores } from "./list-stores.ts";
import {
  filtered, nearbyPages, type NearbyQuery, type StoreCard, storeCards,
} from "./nearby-stores.ts";
import { CardAnswer, System, toCard } from "./schemas.ts";

const tag = "stores";

interface Search {
  readonly ctx: Context;
  readonly query: NearbyQuery;
}

// Searches that arrive together share a transaction and a statement: alone each would cost four
// round trips, of which its own work is one.
// Two take turns, so that one's answers are written while PostgreSQL works for the other.
const searches = new Map<string, Batcher<Search, Page<StoreCard>>>();
const abreast = 2;
let turn = 0;

function searchOf(brandId: string): Batcher<Search, Page<StoreCard>> {
  turn = (turn + 1) % abreast;
  const key = `${brandId}:${turn}`;
  const known = searches.get(key);
  if (known) return known;
  const made = batcher<Search, Page<StoreCard>>({
    maxRows: 32,
    isRolledBack: () => true,
    async run(rows) {
      const first = rows[0];
      if (!first) return [];
      return ownTransaction(first.ctx, (ctx) =>
        nearbyPages(ctx, rows.map(({ query }) => query)),
      );
    },
  });
  searches.set(key, made);
  return made;
}

const nearby = defineRoute({
  operationId: "findStores",
  method: "GET",
  path: "/:brand/api/stores",
  tag,
  summary: {
    zh: "附近的门店，或某个城市的门店；按营业中、有优惠筛选时看 200 公里以内",
    en: "Stores nearby, or of a city; with the filters openNow and hasOffer within 200 km",
  },
  access: open(),
  transaction: "none",
  query: T.Object({
    lat: T.Optional(T.Number()),
    lng: T.Optional(T.Number()),
    system: T.Optional(System),
    city: T.Optional(Text(60)),
    openNow: T.Optional(T.Boolean()),
    hasOffer: T.Optional(T.Boolean()),
    cursor: T.Optional(T.String({ maxLength: 400 })),
    limit: T.Optional(T.Integer({ minimum: 1, maximum: 50, default: 20 })),
  }),
  answer: pageOf(CardAnswer),
  async run(ctx, { query }) {
    const { lat, lng, system = "WGS-84", limit = 20, ...rest } = query;
    if ((lat === undefined) !== (lng === undefined)) {
      throw refuse("invalid_input", { detail: "lat, lng" });
    }
    const page =
      lat === undefined || lng === undefined
        ? await ownTransaction(ctx, (own) => inCity(own, { ...rest, limit }))
        : await searchOf(ctx.brand.brandId).add({
            ctx,
            query: { lat, lng, system, limit, ...rest },
          });
    return { items: page.items.map(toCard), next: page.next };
  },
});

type CityQuery = Pick<NearbyQuery, "city" | "openNow" | "hasOffer" | "cursor" | "limit">;

/** Without a position: by code. A page may be shorter than asked when filters leave stores out. */
async function inCity(ctx: Context, query: CityQuery): Promise<Page<StoreCard>> {
  const page = await listStores(ctx, query);
  const found = page.items.map((store) => ({ store, meters: null }));
  const cards = await storeCards(ctx, found);
  return { items: await filtered(ctx, cards, query), next: page.next };
}

const cities = defineRoute({
  operationId: "listCities",
  method: "GET",
  path: "/:brand/api/cities",
  tag,
  summary: { zh: "有门店的城市", en: "Cities with stores" },
  access: open(),
  answer: T.Object({
    items: T.Array(
      T.Object({ city: T.String(), province: T.String(), stores: T.Integer() }),
    ),
  }),
  async run(ctx) {
    return { items: await listCities(ctx) };
  },
});

export const publicRoutes: readonly Route[] = [nearby, cities];
