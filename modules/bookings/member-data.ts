import { type Context, tablesOf } from "#platform/context.ts";
import { removeMemberFeed } from "./feeds.ts";
import { servicesByIds } from "./queries.ts";
import type { BookingTables } from "./tables.ts";

async function exportBookings(ctx: Context, memberId: string) {
  const db = tablesOf<BookingTables>(ctx);
  const rows = await db
    .selectFrom("bookings.bookings")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .orderBy("booking_id")
    .execute();
  const services = await servicesByIds(ctx, [...new Set(rows.map((row) => row.service_id))]);
  const names = new Map(services.map((service) => [service.service_id, service.name]));
  return rows.map((row) => ({
    number: row.number,
    state: row.state,
    storeId: row.store_id,
    service: names.get(row.service_id) ?? "",
    startsAt: row.starts_at.epochMilliseconds,
    people: row.people,
    note: row.note,
    arrivedAt: row.arrived_at?.epochMilliseconds ?? null,
    rating: row.rating,
    madeAt: row.made_at.epochMilliseconds,
  }));
}

/** A booking stays without a person, its slot is kept or freed by staff; places on lists go. */
async function eraseBookings(ctx: Context, memberId: string): Promise<void> {
  await removeMemberFeed(ctx, memberId);
  const db = tablesOf<BookingTables>(ctx);
  await db
    .deleteFrom("bookings.waits")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .execute();
  await db
    .deleteFrom("bookings.feeds")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("kind", "=", "member")
    .where("subject_id", "=", memberId)
    .execute();
  await db
    .updateTable("bookings.bookings")
    .set({
      member_id: null, guest_name: null, guest_phone: null, note: null, cancel_reason: null,
    })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .execute();
}

export const memberBookings = { name: "bookings", export: exportBookings, erase: eraseBookings };
