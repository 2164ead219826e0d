import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { heldBooking } from "./held-booking.ts";
import { scheduleBooking, tell } from "./insert-booking.ts";
import { changeBooking, findService, usesOf } from "./queries.ts";
import { permitAct } from "./states.ts";
import type { BookingRow } from "./tables.ts";

/**
 * The wrong person was checked in: the booking is as before. A voucher that was redeemed stays so,
 * for this booking. Not of a walk-in, and not once its place was given up.
 */
export async function undoCheckIn(ctx: Context, bookingId: string): Promise<BookingRow> {
  const row = await heldBooking(ctx, bookingId);
  permitAct(ctx, row, "undo_check_in");
  const live = (await usesOf(ctx, [bookingId])).some((use) => use.released_at === null);
  if (!live) throw refuse("booking_slot_taken");
  const changes = { state: "confirmed", arrived_at: null, arrived_by: null } as const;
  const undone = await changeBooking(ctx, row, changes);
  await tell(ctx, "bookings.arrival_undone", undone, { bookingId });
  await scheduleBooking(ctx, undone, await findService(ctx, row.service_id));
  return undone;
}
