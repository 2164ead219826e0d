import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { Job } from "#platform/jobs.ts";
import { returnDeposit } from "./end-booking.ts";
import { heldBooking } from "./held-booking.ts";
import { tell } from "./insert-booking.ts";
import { noShowJobName } from "./job-names.ts";
import { lockBooking, lockCalendar } from "./locks.ts";
import { release } from "./occupy.ts";
import { offerNext } from "./offer-next.ts";
import { changeBooking, findBooking, findService } from "./queries.ts";
import { permitAct } from "./states.ts";
import type { BookingRow, ServiceRow } from "./tables.ts";
import { redeemNamed } from "./voucher.ts";

async function settleDeposit(ctx: Context, row: BookingRow, service: ServiceRow) {
  if (row.deposit_state !== "paid" || service.no_show_deposit === "return") {
    return returnDeposit(ctx, row);
  }
  const { booking_id: bookingId } = row;
  await tell(ctx, "bookings.deposit_settled", row, { bookingId, how: "kept" });
  return changeBooking(ctx, row, { deposit_state: "kept" });
}

/** They did not come: the place is free again, voucher and deposit go by the service's rule. */
async function miss(ctx: Context, row: BookingRow, service: ServiceRow): Promise<BookingRow> {
  await release(ctx, row.booking_id);
  const missed = await changeBooking(ctx, row, { state: "no_show", ended_at: ctx.now });
  const { booking_id: bookingId, service_id: serviceId } = row;
  const startsAt = row.starts_at.epochMilliseconds;
  await tell(ctx, "bookings.no_show", missed, { bookingId, serviceId, startsAt });
  const used = service.no_show_voucher === "use" ? await redeemNamed(ctx, missed) : missed;
  const settled = await settleDeposit(ctx, used, service);
  await offerNext(ctx, row);
  return settled;
}

/** Staff say it, from the start of the booking on. */
export async function markNoShow(ctx: Context, bookingId: string): Promise<BookingRow> {
  const row = await heldBooking(ctx, bookingId);
  permitAct(ctx, row, "no_show");
  if (Temporal.Instant.compare(ctx.now, row.starts_at) < 0) {
    const at = row.starts_at.toZonedDateTimeISO(ctx.brand.timeZone).toPlainDateTime();
    throw refuse("booking_too_early", { at: at.toString({ smallestUnit: "minute" }) });
  }
  return miss(ctx, row, await findService(ctx, row.service_id));
}

/** Says it of who is not there so long after the start. */
export const noShowJob: Job = {
  name: noShowJobName,
  async handle(ctx, { bookingId, startsAt }) {
    const seen = await findBooking(ctx, String(bookingId));
    await lockCalendar(ctx, seen.store_id);
    const row = await lockBooking(ctx, seen.booking_id);
    if (row.state !== "confirmed") return undefined;
    if (row.starts_at.epochMilliseconds !== Number(startsAt)) return undefined;
    const service = await findService(ctx, row.service_id);
    const from = row.starts_at.add({ minutes: service.no_show_min });
    if (Temporal.Instant.compare(ctx.now, from) >= 0) await miss(ctx, row, service);
    return undefined;
  },
};
