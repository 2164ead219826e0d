import { tablesOf, type Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { slotOf, tell } from "./insert-booking.ts";
import { offerNext } from "./offer-next.ts";
import { release } from "./occupy.ts";
import { depositTaker } from "./ports.ts";
import { changeBooking, waitOfBooking } from "./queries.ts";
import type { BookingRow, BookingTables, WaitRow, WaitState } from "./tables.ts";

/** Ends a place on a waiting list. */
export async function endWait(ctx: Context, wait: WaitRow, how: WaitState): Promise<void> {
  await tablesOf<BookingTables>(ctx)
    .updateTable("bookings.waits")
    .set({ state: how, ended_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("wait_id", "=", wait.wait_id)
    .execute();
  const payload = { waitId: wait.wait_id, serviceId: wait.service_id, how };
  await emit(ctx, "bookings.wait_ended", {
    unitId: wait.store_id,
    memberId: wait.member_id,
    payload,
  });
}

export async function endWaitOf(ctx: Context, row: BookingRow, how: WaitState): Promise<void> {
  if (row.origin !== "wait") return;
  const wait = await waitOfBooking(ctx, row.booking_id);
  if (wait) await endWait(ctx, wait, how);
}

/** The deposit goes back, or its order is closed where it is not paid yet. */
export async function returnDeposit(ctx: Context, row: BookingRow): Promise<BookingRow> {
  if (!row.order_id || (row.deposit_state !== "due" && row.deposit_state !== "paid")) return row;
  if ((await depositTaker()?.giveBack(ctx, row.order_id)) !== "returning") return row;
  const { booking_id: bookingId } = row;
  await tell(ctx, "bookings.deposit_settled", row, { bookingId, how: "returned" });
  return changeBooking(ctx, row, { deposit_state: "returning" });
}

interface Ending {
  readonly state: "cancelled" | "expired";
  readonly by: "member" | "staff" | "system";
  readonly reason: string | null;
}

/**
 * Ends a booking that was not served, under the locks of its calendar and its row: the slot is free
 * and goes to who waits for it, the deposit goes back.
 */
export async function endBooking(
  ctx: Context,
  row: BookingRow,
  { state, by, reason }: Ending,
): Promise<BookingRow> {
  await release(ctx, row.booking_id);
  const ended = await changeBooking(ctx, row, {
    state,
    held_until: null,
    ended_at: ctx.now,
    ...(state === "cancelled" ? { cancelled_by: by, cancel_reason: reason } : {}),
  });
  if (state === "expired") await tell(ctx, "bookings.expired", row, slotOf(row));
  else await tell(ctx, "bookings.cancelled", row, { ...slotOf(row), by });
  await endWaitOf(ctx, row, state === "expired" ? "passed" : "left");
  const settled = await returnDeposit(ctx, ended);
  await offerNext(ctx, row);
  return settled;
}
