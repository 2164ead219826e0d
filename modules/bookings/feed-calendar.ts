import ical, { ICalEventStatus } from "ical-generator";
import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { maskedMembers } from "#modules/members/index.ts";
import { getStores, type Store } from "#modules/stores/index.ts";
import { resourcesByIds, servicesByIds } from "./queries.ts";
import type { BookingRow, BookingTables, FeedRow, ServiceRow } from "./tables.ts";

const most = 1_000;
const pastDays = 30;
const words = {
  zh: { member: "我的预约", people: "人", number: "预约号" },
  en: { member: "My bookings", people: "people", number: "Booking" },
};

/** What a feed shows: bookings that stand or were kept, from a month ago on. */
async function bookingsOf(ctx: Context, feed: FeedRow): Promise<BookingRow[]> {
  const query = tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.bookings")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("state", "in", ["confirmed", "arrived", "serving", "served"])
    .where("starts_at", ">", ctx.now.subtract({ hours: 24 * pastDays }))
    // Where there are more than fit: those nearest to now.
    .orderBy(sql`abs(extract(epoch from starts_at - ${ctx.now}::timestamptz))`)
    .limit(most);
  const { kind, subject_id: id } = feed;
  if (kind === "member") return query.where("member_id", "=", id).execute();
  if (kind === "store") return query.where("store_id", "=", id).execute();
  return query
    .where(sql<boolean>`exists (select 1 from bookings.uses u
      where u.brand_id = bookings.brand_id and u.booking_id = bookings.booking_id
        and u.resource_id = ${id} and (u.released_at is null or state = 'served'))`)
    .execute();
}

async function nameOf(ctx: Context, feed: FeedRow, stores: ReadonlyMap<string, Store>) {
  if (feed.kind === "member") return `${ctx.brand.name} ${words[ctx.lang].member}`;
  if (feed.kind === "store") return stores.get(feed.subject_id)?.name ?? ctx.brand.name;
  const [resource] = await resourcesByIds(ctx, [feed.subject_id]);
  return resource?.name ?? ctx.brand.name;
}

function summaryOf(ctx: Context, feed: FeedRow, row: BookingRow, about: About): string {
  const service = about.services.get(row.service_id);
  const name = (ctx.lang === "en" && service?.name_en) || service?.name || "";
  if (feed.kind === "member") return `${name} · ${about.stores.get(row.store_id)?.name ?? ""}`;
  const mask = row.member_id && feed.masks ? about.masks.get(row.member_id) : null;
  const people = row.people > 1 ? ` · ${row.people} ${words[ctx.lang].people}` : "";
  return `${name}${mask ? ` · ${mask}` : ""}${people}`;
}

interface About {
  readonly stores: ReadonlyMap<string, Store>;
  readonly services: ReadonlyMap<string, ServiceRow>;
  readonly masks: ReadonlyMap<string, string>;
}

async function aboutOf(ctx: Context, feed: FeedRow, rows: readonly BookingRow[]): Promise<About> {
  const storeIds = new Set(rows.map((row) => row.store_id));
  if (feed.kind === "store") storeIds.add(feed.subject_id);
  const stores = await getStores(ctx, [...storeIds]);
  const services = await servicesByIds(ctx, [...new Set(rows.map((row) => row.service_id))]);
  const ids = feed.masks ? [...new Set(rows.flatMap((row) => row.member_id ?? []))] : [];
  const members = await maskedMembers(ctx, ids);
  return {
    stores: new Map(stores.map((store) => [store.storeId, store])),
    services: new Map(services.map((service) => [service.service_id, service])),
    masks: new Map([...members].map(([id, { masked }]) => [id, masked])),
  };
}

/**
 * A feed as iCalendar text (RFC 5545). Instants are written in UTC, which every calendar shows in
 * its reader's zone, also over clock changes; the brand's zone is named beside them.
 */
export async function feedCalendar(ctx: Context, feed: FeedRow): Promise<string> {
  const rows = await bookingsOf(ctx, feed);
  const about = await aboutOf(ctx, feed, rows);
  const calendar = ical({
    name: await nameOf(ctx, feed, about.stores),
    prodId: { company: "bihuan", product: "bookings", language: ctx.lang.toUpperCase() },
    x: { "X-WR-TIMEZONE": ctx.brand.timeZone },
    ttl: 15 * 60,
  });
  for (const row of rows) {
    const store = about.stores.get(row.store_id);
    calendar.createEvent({
      id: `${row.booking_id}@bihuan`,
      sequence: row.moved,
      stamp: row.confirmed_at ?? row.made_at,
      start: row.starts_at,
      end: row.ends_at,
      summary: summaryOf(ctx, feed, row, about),
      description: `${words[ctx.lang].number} ${row.number}`,
      location: store ? [store.name, store.city, store.address].filter(Boolean).join(" ") : null,
      status: ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}
