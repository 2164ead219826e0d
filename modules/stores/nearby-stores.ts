import { type CoordinateSystem, isPosition, toWgs84 } from "#packages/geo/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, encodeCursor, type Page } from "#platform/paging.ts";
import {
  type Clock, clockOf, type DayHours, hoursToday, isOpenBy, type OpenSpan, type SpecialDay,
} from "./opening-hours.ts";
import { specialDaysOf } from "./queries.ts";
import {
  everywhereMeters, type FoundStore, type NearbyPoint, searchNearby,
} from "./search-nearby.ts";
import type { CardStore } from "./store.ts";

/** Port: which of the stores have an offer that a member could claim now. */
export interface OfferPresence {
  storesWithOffers(ctx: Context, storeIds: readonly string[]): Promise<ReadonlySet<string>>;
}

let offerPresence: OfferPresence = { storesWithOffers: async () => new Set() };

/** Called by the composition root. */
export function wireOfferPresence(port: OfferPresence): void {
  offerPresence = port;
}

export interface NearbyQuery extends CardFilter {
  readonly lat: number;
  readonly lng: number;
  readonly system: CoordinateSystem;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly city?: string | undefined;
}

export interface StoreCard {
  readonly store: CardStore;
  /** Null when the search had no position. */
  readonly meters: number | null;
  readonly openNow: boolean;
  readonly hoursToday: DayHours | null;
}

/** With a filter the search ends here: nobody wants the open store a thousand kilometres off. */
export const filteredWithinMeters = 200_000;
const filteredStep = 200;

type Progress = { query: NearbyQuery; point: NearbyPoint; kept: StoreCard[] };

function startOf(query: NearbyQuery, clock: Clock): Progress {
  if (!isPosition(query.lat, query.lng)) throw refuse("invalid_input", { detail: "lat, lng" });
  const filtered = Boolean(query.openNow || query.hasOffer);
  const [meters, storeId] = decodeCursor(query.cursor) ?? [];
  const known = typeof meters === "number" && typeof storeId === "string" && isUuid(storeId);
  if (query.cursor && !known) throw refuse("invalid_input", { detail: "cursor" });
  const after = known ? { meters, storeId } : null;
  const point: NearbyPoint = {
    ...toWgs84(query.lat, query.lng, query.system),
    take: query.hasOffer ? filteredStep : query.limit + 1,
    city: query.city ?? null,
    openBy: query.openNow ? clock : null,
    after,
    withinMeters: filtered ? filteredWithinMeters : everywhereMeters,
  };
  return { query, point, kept: [] };
}

/** Says for each store whether it is open and until when today. */
export async function storeCards(
  ctx: Context,
  found: readonly { readonly store: CardStore; readonly meters: number | null }[],
  clock: Clock = clockOf(ctx.brand.timeZone, ctx.now),
): Promise<StoreCard[]> {
  const ids = [...new Set(found.map(({ store }) => store.storeId))];
  const days = await specialDaysOf(ctx, ids, `${clock.yesterday}`, `${clock.today}`);
  const usual = new Map<readonly OpenSpan[], Opening>();
  return found.map(({ store, meters }) => {
    const specials = days.get(store.storeId);
    const known = specials ? undefined : usual.get(store.hours);
    const opening = known ?? openingBy(clock, store.hours, specials ?? []);
    if (!specials) usual.set(store.hours, opening);
    return { store, meters, ...opening, openNow: opening.openNow && store.closedAt === null };
  });
}

type Opening = Pick<StoreCard, "openNow" | "hoursToday">;

const openingBy = (
  clock: Clock,
  hours: readonly OpenSpan[],
  specials: readonly SpecialDay[],
): Opening => ({
  openNow: isOpenBy(clock, hours, specials),
  hoursToday: hoursToday(clock, hours, specials),
});

export interface CardFilter {
  readonly openNow?: boolean | undefined;
  readonly hasOffer?: boolean | undefined;
}

/** Leaves out cards that do not pass; asks the port once. */
export async function filtered<C extends StoreCard>(
  ctx: Context,
  cards: readonly C[],
  filter: CardFilter,
): Promise<C[]> {
  const open = filter.openNow ? cards.filter((card) => card.openNow) : [...cards];
  if (!filter.hasOffer || open.length === 0) return open;
  const ids = open.map(({ store }) => store.storeId);
  const offered = await offerPresence.storesWithOffers(ctx, ids);
  return open.filter(({ store }) => offered.has(store.storeId));
}

async function keep(
  ctx: Context,
  clock: Clock,
  all: readonly Progress[],
  found: readonly FoundStore[][],
): Promise<void> {
  const cards = await storeCards(ctx, found.flat(), clock);
  let next = 0;
  for (const [index, { query, kept }] of all.entries()) {
    const mine = cards.slice(next, next + (found[index]?.length ?? 0));
    next += mine.length;
    kept.push(...(await filtered(ctx, mine, query)));
  }
}

function pageOfCards({ query, kept }: Progress): Page<StoreCard> {
  const items = kept.slice(0, query.limit);
  const last = items.at(-1);
  const more = kept.length > query.limit && last;
  return { items, next: more ? encodeCursor([last.meters ?? 0, last.store.storeId]) : null };
}

/** Answers many searches with one statement each step; pages in the order of the queries. */
export async function nearbyPages(
  ctx: Context,
  queries: readonly NearbyQuery[],
): Promise<Page<StoreCard>[]> {
  const clock = clockOf(ctx.brand.timeZone, ctx.now);
  const all = queries.map((query) => startOf(query, clock));
  let open = all;
  while (open.length > 0) {
    const found = await searchNearby(ctx, open.map(({ point }) => point));
    await keep(ctx, clock, open, found);
    open = open.filter((one, index) => {
      const got = found[index] ?? [];
      const last = got.at(-1);
      if (!last || got.length < one.point.take || one.kept.length > one.query.limit) return false;
      one.point = { ...one.point, after: { meters: last.meters, storeId: last.store.storeId } };
      return one.point.withinMeters < everywhereMeters;
    });
  }
  return all.map(pageOfCards);
}

/** The stores nearest to a position, by true distance, a page at a time. */
export async function nearbyStores(ctx: Context, query: NearbyQuery): Promise<Page<StoreCard>> {
  const [page] = await nearbyPages(ctx, [query]);
  return page ?? { items: [], next: null };
}
