import { type Context, tablesOf } from "#platform/context.ts";
import type { BookingTables } from "./tables.ts";

export interface ServedBooking {
  readonly memberId: string | null;
  readonly storeId: string;
  readonly servedAt: Temporal.Instant;
  readonly serviceName: string;
  readonly serviceNameEn: string | null;
}

/** A booking whose service is over and was given; null: it was not. */
export async function servedBooking(
  ctx: Context,
  bookingId: string,
): Promise<ServedBooking | null> {
  const row = await tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.bookings as b")
    .innerJoin("bookings.services as s", (join) =>
      join.onRef("s.brand_id", "=", "b.brand_id").onRef("s.service_id", "=", "b.service_id"))
    .select(["b.member_id", "b.store_id", "b.finished_at", "s.name", "s.name_en"])
    .where("b.brand_id", "=", ctx.brand.brandId)
    .where("b.booking_id", "=", bookingId)
    .where("b.state", "=", "served")
    .executeTakeFirst();
  if (!row?.finished_at) return null;
  return {
    memberId: row.member_id,
    storeId: row.store_id,
    servedAt: row.finished_at,
    serviceName: row.name,
    serviceNameEn: row.name_en,
  };
}
