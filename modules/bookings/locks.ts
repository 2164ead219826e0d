import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { BookingRow, BookingTables } from "./tables.ts";

// Order: a member (advisory), the calendar of the store, bookings, waits, then what other modules
// lock: vouchers and their counters by redemption, orders of deposits.

/** A member makes one booking at a time: how many are open is counted behind it. */
export async function lockMember(ctx: Context, memberId: string): Promise<void> {
  const scope = `bookings ${ctx.brand.brandId} ${memberId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${scope}, 0))`.execute(ctx.tx);
}

/**
 * Whoever changes the bookings of a store holds its calendar, so that they come one by one and a
 * loser is told so at once. What must never be is kept by the constraints of bookings.uses.
 */
export async function lockCalendar(ctx: Context, storeId: string): Promise<number> {
  const { brandId } = ctx.brand;
  await sql`insert into bookings.calendars (brand_id, store_id) values (${brandId}, ${storeId})
    on conflict do nothing`.execute(ctx.tx);
  const { rows } = await sql<{ check_in_version: number }>`
    select check_in_version from bookings.calendars
    where brand_id = ${brandId} and store_id = ${storeId} for update`.execute(ctx.tx);
  return rows[0]!.check_in_version;
}

/** The calendar of its store is held already. */
export async function lockBooking(ctx: Context, bookingId: string): Promise<BookingRow> {
  const row = await tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.bookings")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("booking_id", "=", bookingId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuse("booking_not_found");
  return row;
}
