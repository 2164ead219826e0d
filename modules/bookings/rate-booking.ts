import type { Context } from "#platform/context.ts";
import { heldBooking } from "./held-booking.ts";
import { tell } from "./insert-booking.ts";
import { changeBooking } from "./queries.ts";
import { permitAct } from "./states.ts";
import type { BookingRow } from "./tables.ts";

/** The member says how it was, one to five; said again, the last word holds. */
export async function rateBooking(
  ctx: Context,
  bookingId: string,
  rating: number,
): Promise<BookingRow> {
  const row = await heldBooking(ctx, bookingId);
  permitAct(ctx, row, "rate");
  const rated = await changeBooking(ctx, row, { rating });
  await tell(ctx, "bookings.rated", rated, { bookingId, rating });
  return rated;
}
