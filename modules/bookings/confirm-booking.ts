import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { endWaitOf } from "./end-booking.ts";
import { heldBooking } from "./held-booking.ts";
import { tell, tellConfirmed } from "./insert-booking.ts";
import { changeBooking, findService } from "./queries.ts";
import { permitAct } from "./states.ts";
import type { BookingRow } from "./tables.ts";

/** Makes a hold a booking; its row and calendar are held. */
async function makeConfirmed(
  ctx: Context,
  row: BookingRow,
  changes: Partial<BookingRow> = {},
): Promise<BookingRow> {
  const service = await findService(ctx, row.service_id);
  const confirmed = await changeBooking(ctx, row, {
    state: "confirmed",
    held_until: null,
    confirmed_at: ctx.now,
    ...changes,
  });
  await tellConfirmed(ctx, confirmed, service);
  await endWaitOf(ctx, row, "taken");
  return confirmed;
}

/** The deposit's order is paid: the hold is a booking. */
export async function confirmPaid(ctx: Context, row: BookingRow): Promise<BookingRow> {
  const { booking_id: bookingId, order_id: orderId } = row;
  await tell(ctx, "bookings.deposit_paid", row, { bookingId, orderId });
  return makeConfirmed(ctx, row, { deposit_state: "paid" });
}

/**
 * Confirms a hold within its time. A deposit that is due is paid first: staff may do without it,
 * the member may not.
 */
export async function confirmBooking(ctx: Context, bookingId: string): Promise<BookingRow> {
  const row = await heldBooking(ctx, bookingId);
  permitAct(ctx, row, "confirm");
  if (row.held_until && Temporal.Instant.compare(row.held_until, ctx.now) <= 0) {
    throw refuse("booking_hold_over");
  }
  if (row.deposit_state === "due" && ctx.actor.kind === "member") {
    throw refuse("booking_deposit_due");
  }
  return makeConfirmed(ctx, row);
}
