import { lookAtRight, redeemRight } from "#modules/redemption/index.ts";
import type { Store } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { Refusal, refuse } from "#platform/errors.ts";
import { tell } from "./insert-booking.ts";
import { changeBooking } from "./queries.ts";
import type { BookingRow } from "./tables.ts";

const kind = "voucher";

/** Refuses a voucher that its member could not use at the store when the slot begins. */
export async function checkVoucher(
  ctx: Context,
  memberId: string,
  voucherId: string,
  startsAt: Temporal.Instant,
  store: Store,
): Promise<void> {
  const then = { ...ctx, now: startsAt };
  const right = { kind, rightId: voucherId, storeId: store.storeId };
  const look = await lookAtRight(then, right);
  if (!look || look.facts.memberId !== memberId) throw refuse("booking_voucher_unfit");
  if (look.facts.needsBill) throw refuse("booking_voucher_unfit");
  const { refusal } = look;
  if (refusal) throw refuse(refusal.code, refusal.params);
}

/**
 * Redeems the voucher that a booking names. One that was used elsewhere meanwhile keeps nobody from
 * being served: the booking then has no redemption, and staff see it.
 */
export async function redeemNamed(ctx: Context, row: BookingRow): Promise<BookingRow> {
  if (!row.voucher_id || row.redemption_id) return row;
  const { voucher_id: rightId, store_id: storeId, booking_id: bookingId } = row;
  try {
    const redemptionId = await redeemRight(ctx, { kind, rightId, storeId }, "bookings");
    const payload = { bookingId, voucherId: rightId, redemptionId };
    await tell(ctx, "bookings.voucher_redeemed", row, payload);
    return await changeBooking(ctx, row, { redemption_id: redemptionId });
  } catch (error) {
    if (error instanceof Refusal) return row;
    throw error;
  }
}
