import type { Context } from "#platform/context.ts";
import { endBooking } from "./end-booking.ts";
import { doerOf, heldBooking } from "./held-booking.ts";
import { checkCancelTime } from "./move-booking.ts";
import { findService } from "./queries.ts";
import { permitAct } from "./states.ts";
import type { BookingRow } from "./tables.ts";

/**
 * Cancels a booking: members until the service's latest moment, staff whenever. The slot goes to
 * who waits for it, a deposit goes back.
 */
export async function cancelBooking(
  ctx: Context,
  bookingId: string,
  reason: string | null,
): Promise<BookingRow> {
  const row = await heldBooking(ctx, bookingId);
  permitAct(ctx, row, "cancel");
  checkCancelTime(ctx, row, await findService(ctx, row.service_id));
  return endBooking(ctx, row, { state: "cancelled", by: doerOf(ctx), reason });
}
