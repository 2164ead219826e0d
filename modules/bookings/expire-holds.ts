import { type Context, tablesOf } from "#platform/context.ts";
import type { Job } from "#platform/jobs.ts";
import { confirmPaid } from "./confirm-booking.ts";
import { endBooking } from "./end-booking.ts";
import { asSystem } from "./held-booking.ts";
import { expireHoldsJobName } from "./job-names.ts";
import { lockCalendar } from "./locks.ts";
import { depositTaker } from "./ports.ts";
import type { BookingRow, BookingTables } from "./tables.ts";

const most = 100;

async function dueHolds(ctx: Context, storeId: string): Promise<BookingRow[]> {
  return tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.bookings")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("store_id", "=", storeId)
    .where("state", "=", "held")
    .where("held_until", "<=", ctx.now)
    .orderBy("held_until")
    .orderBy("booking_id")
    .limit(most)
    .forUpdate()
    .execute();
}

/** Ends the holds of a store whose time is over; its calendar is held. */
export async function endDueHolds(ctx: Context, storeId: string): Promise<number> {
  const due = await dueHolds(ctx, storeId);
  const system = asSystem(ctx);
  for (const row of due) {
    // Paid, and the word of it is still on its way.
    const paid = row.order_id !== null && (await depositTaker()?.isPaid(system, row.order_id));
    if (paid) await confirmPaid(system, row);
    else await endBooking(system, row, { state: "expired", by: "system", reason: null });
  }
  return due.length;
}

export const expireHoldsJob: Job = {
  name: expireHoldsJobName,
  async handle(ctx, { storeId }) {
    await lockCalendar(ctx, String(storeId));
    return (await endDueHolds(ctx, String(storeId))) === most ? "again" : undefined;
  },
};
