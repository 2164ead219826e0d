import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import type { BookingTables } from "./tables.ts";

const known = (ctx: Context, ids: readonly string[]) =>
  tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.bookings")
    .select(["booking_id", "number", "made_at"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("booking_id", "=", sql<string>`any(${[...ids]}::uuid[])`)
    .execute();

/** How people read out these bookings; an unknown id is missing. */
export async function bookingNumbers(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  return new Map((await known(ctx, ids)).map((row) => [row.booking_id, row.number]));
}

/** When a booking was made; null: it is not known. */
export async function bookingMadeAt(
  ctx: Context,
  bookingId: string,
): Promise<Temporal.Instant | null> {
  return (await known(ctx, [bookingId]))[0]?.made_at ?? null;
}
