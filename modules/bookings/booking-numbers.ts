import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import type { BookingTables } from "./tables.ts";

/** How people read out these bookings; an unknown id is missing. */
export async function bookingNumbers(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.bookings")
    .select(["booking_id", "number"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("booking_id", "=", sql<string>`any(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.booking_id, row.number]));
}
