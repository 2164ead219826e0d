import { enqueue, type Job } from "#platform/jobs.ts";
import { guestHours } from "./insert-booking.ts";
import { forgetGuestJobName } from "./job-names.ts";
import { lockBooking, lockCalendar } from "./locks.ts";
import { changeBooking, findBooking } from "./queries.ts";

/** Forgets who a guest was, a month after their booking; one that was moved, a month after that. */
export const forgetGuestJob: Job = {
  name: forgetGuestJobName,
  async handle(ctx, { bookingId }) {
    const seen = await findBooking(ctx, String(bookingId));
    await lockCalendar(ctx, seen.store_id);
    const row = await lockBooking(ctx, seen.booking_id);
    const runAt = row.ends_at.add({ hours: guestHours });
    if (Temporal.Instant.compare(ctx.now, runAt) < 0) {
      await enqueue(ctx, forgetGuestJobName, { bookingId }, { runAt });
      return undefined;
    }
    await changeBooking(ctx, row, { guest_name: null, guest_phone: null });
    return undefined;
  },
};
