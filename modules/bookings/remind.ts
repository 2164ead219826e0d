import type { Job } from "#platform/jobs.ts";
import { tell } from "./insert-booking.ts";
import { remindJobName } from "./job-names.ts";
import { lockBooking, lockCalendar } from "./locks.ts";
import { changeBooking, findBooking } from "./queries.ts";

/** Says once that a member should be reminded; who sends messages hears it in the journal. */
export const remindJob: Job = {
  name: remindJobName,
  async handle(ctx, { bookingId, startsAt }) {
    const seen = await findBooking(ctx, String(bookingId));
    await lockCalendar(ctx, seen.store_id);
    const row = await lockBooking(ctx, seen.booking_id);
    const moved = row.starts_at.epochMilliseconds !== Number(startsAt);
    const over = Temporal.Instant.compare(ctx.now, row.starts_at) >= 0;
    if (row.state !== "confirmed" || row.member_id === null || moved || over) return undefined;
    if (row.reminded_at) return undefined;
    await changeBooking(ctx, row, { reminded_at: ctx.now });
    const payload = { bookingId: row.booking_id, startsAt: Number(startsAt) };
    await tell(ctx, "bookings.reminder_due", row, payload);
    return undefined;
  },
};
