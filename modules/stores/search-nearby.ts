import { sql } from "kysely";
import { boundingBox, earthRadiusMeters } from "#packages/geo/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { cardsOf, type RowVersion } from "./card-cache.ts";
import { cellSpans } from "./cell-spans.ts";
import { type Clock, openMinutes } from "./opening-hours.ts";
import type { CardStore } from "./store.ts";

export interface NearbyPoint {
  /** WGS-84 degrees. */
  readonly lat: number;
  readonly lng: number;
  readonly take: number;
  readonly city: string | null;
  /** Only stores that may be open by this clock; who asks decides. */
  readonly openBy: Clock | null;
  /** The last store of the page before. */
  readonly after: { readonly meters: number; readonly storeId: string } | null;
  readonly withinMeters: number;
}

export interface FoundStore {
  readonly meters: number;
  readonly store: CardStore;
}

interface Ring {
  readonly index: number;
  readonly point: NearbyPoint;
  readonly radiusMeters: number;
}

export const everywhereMeters = Math.ceil(Math.PI * earthRadiusMeters);
const firstMeters = 2_000;
const leastMeters = 200;
const mostGrowth = 8;

/** How much wider to look: stores are taken to lie as densely further out as they do here. */
function growthOf(take: number, found: number): number {
  if (found === 0) return mostGrowth;
  return Math.min(mostGrowth, Math.max(1.5, 1.4 * Math.sqrt(take / found)));
}

// How far the last search from about here had to look. A guess that is wrong costs a ring or some
// rows, never a store.
const reached = new Map<string, number>();
const mostHints = 20_000;

const hintKey = (ctx: Context, { lat, lng, take, openBy, city }: NearbyPoint): string => {
  const filters = `${openBy ? "o" : ""}${city ? "c" : ""}${Math.ceil(take / 25)}`;
  return `${ctx.brand.brandId}:${Math.floor(lat * 4)}:${Math.floor(lng * 4)}:${filters}`;
};

function firstRadius(ctx: Context, point: NearbyPoint): number {
  const hint = reached.get(hintKey(ctx, point)) ?? firstMeters;
  const past = point.after ? point.after.meters * 1.5 : 0;
  return Math.min(point.withinMeters, Math.max(hint, past));
}

function remember(ctx: Context, point: NearbyPoint, found: readonly FoundRow[]): void {
  const far = found.at(-1);
  if (!far || point.after) return;
  if (reached.size >= mostHints) reached.clear();
  reached.set(hintKey(ctx, point), Math.max(leastMeters, far.meters * 1.2));
}

interface FoundRow extends RowVersion {
  readonly n: number;
  readonly meters: number;
}

const radius = sql.lit(earthRadiusMeters);
/** The haversine of packages/geo, in SQL: the nearest are chosen where the rows lie. */
const metersSql = sql`2 * ${radius} * asin(least(1, sqrt(
  sin(radians(s.lat - p.lat) / 2) ^ 2
  + cos(radians(p.lat)) * cos(radians(s.lat)) * sin(radians(s.lng - p.lng) / 2) ^ 2)))`;

/** The spans of all rings in one list, and where each ring's begin and end in it (from 1). */
function spansOf(rings: readonly Ring[]) {
  const none = (): number[] => [];
  const ends = { first: none(), last: none() };
  const all = { low: none(), high: none(), ...ends, west: none(), east: none() };
  for (const { point, radiusMeters } of rings) {
    const [box, beyond] = boundingBox(point.lat, point.lng, radiusMeters);
    all.west.push(box && !beyond ? box.minLng : -180);
    all.east.push(box && !beyond ? box.maxLng : 180);
    all.first.push(all.low.length + 1);
    for (const { low, high } of cellSpans(point.lat, point.lng, radiusMeters)) {
      all.low.push(low);
      all.high.push(high);
    }
    all.last.push(all.low.length);
  }
  return all;
}

const week = 10_080;

/** A store holds the minute, as it is or a week on (Sunday's late hours), or the day is special. */
function openSql(ctx: Context, points: readonly NearbyPoint[]) {
  // All searches of a statement are of one context: one clock.
  const openBy = points.find((point) => point.openBy)?.openBy;
  if (!openBy) return sql`true`;
  const { from, to } = openMinutes(openBy);
  const range = (by: number) => sql`open_week && int4range(${from + by}, ${to + by})`;
  return sql`(${range(0)} or ${range(week)} or ${range(-week)} or exists (
    select 1 from stores.special_days d where d.brand_id = ${ctx.brand.brandId}
      and d.day in (${`${openBy.today}`}::date, ${`${openBy.yesterday}`}::date)
      and d.store_id = stores.stores.store_id))`;
}

async function look(ctx: Context, rings: readonly Ring[]): Promise<Map<number, FoundRow[]>> {
  const spans = spansOf(rings);
  const points = rings.map(({ point }) => point);
  // "offset 0" keeps the stores of a span one scan of the index; without it the planner may join
  // all spans with all stores (measured: 67 searches took 110 s instead of 0.1 s).
  const { rows } = await sql<FoundRow>`
    select p.n, near.meters, near.store_id as "storeId", x.xmin::text as version
    from unnest(${rings.map((ring) => ring.index)}::int[], ${points.map((p) => p.lat)}::float8[],
      ${points.map((p) => p.lng)}::float8[], ${points.map((p) => p.take)}::int[],
      ${points.map((p) => p.city)}::text[], ${points.map((p) => p.after?.meters ?? null)}::float8[],
      ${points.map((p) => p.after?.storeId ?? null)}::uuid[], ${spans.first}::int[],
      ${spans.last}::int[], ${spans.west}::float8[], ${spans.east}::float8[],
      ${points.map((p) => p.openBy !== null)}::boolean[])
      as p(n, lat, lng, take, city, after_meters, after_id, first, last, west, east, open)
    cross join lateral (
      select found.store_id, found.meters
      from (
        select s.store_id, ${metersSql} as meters
        from unnest((${spans.low}::int[])[p.first:p.last], (${spans.high}::int[])[p.first:p.last])
          as r(low, high)
        cross join lateral (
          select store_id, lat, lng, city from stores.stores
          where brand_id = ${ctx.brand.brandId} and cell is not null and closed_at is null
            and cell between r.low and r.high and lng between p.west and p.east
            and (not p.open or ${openSql(ctx, points)})
          offset 0
        ) s
        where p.city is null or s.city = p.city
      ) found
      where p.after_id is null
        or (found.meters, found.store_id) > (p.after_meters, p.after_id)
      order by found.meters, found.store_id
      limit p.take
    ) near
    join stores.stores x on x.brand_id = ${ctx.brand.brandId} and x.store_id = near.store_id
    order by p.n, near.meters, near.store_id`.execute(ctx.tx);
  const found = new Map<number, FoundRow[]>(rings.map((ring) => [ring.index, []]));
  for (const row of rows) found.get(row.n)?.push(row);
  return found;
}

/**
 * The nearest open-for-good stores of each point, by true distance, ties by id. Looks in a circle
 * and widens it until enough stores lie within it: stores beyond a circle may be in its cells, so
 * only those within it are known to be the nearest.
 */
export async function searchNearby(
  ctx: Context,
  points: readonly NearbyPoint[],
): Promise<FoundStore[][]> {
  const done: FoundRow[][] = points.map(() => []);
  let rings: Ring[] = points.map((point, index) => ({
    index,
    point,
    radiusMeters: firstRadius(ctx, point),
  }));
  while (rings.length > 0) {
    const found = await look(ctx, rings);
    rings = rings.flatMap((ring): Ring[] => {
      const { index, point, radiusMeters } = ring;
      const within = (found.get(index) ?? []).filter((one) => one.meters <= radiusMeters);
      const last = radiusMeters >= point.withinMeters;
      if (within.length < point.take && !last) {
        const factor = growthOf(point.take, within.length);
        const wider = Math.min(point.withinMeters, radiusMeters * factor);
        return [{ index, point, radiusMeters: wider }];
      }
      done[index] = within;
      remember(ctx, point, within);
      return [];
    });
  }
  const all = done.flat();
  const cards = await cardsOf(ctx, all);
  if (cards.length < all.length) throw refuse("temporarily_unavailable");
  let next = 0;
  return done.map((rows) =>
    rows.flatMap(({ meters }): FoundStore[] => {
      const store = cards[next++];
      return store ? [{ meters, store }] : [];
    }),
  );
}
