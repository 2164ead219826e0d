import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Millis, Minor, Nullable } from "#platform/schema.ts";

const booking = { bookingId: Id };
const slot = { ...booking, serviceId: Id, startsAt: Millis, endsAt: Millis, people: T.Integer() };
const source = {
  campaignId: Nullable(Id),
  channelId: Nullable(Id),
  sourceCodeId: Nullable(Id),
};
const wait = { waitId: Id, serviceId: Id };

/** unitId = the store; memberId = whose booking it is. */
export const bookingEvents = defineEvents("bookings", {
  "bookings.service_saved": T.Object({ serviceId: Id, active: T.Boolean() }),
  "bookings.resource_saved": T.Object({ resourceId: Id, active: T.Boolean() }),
  "bookings.days_saved": T.Object({ resourceId: Id, days: T.Integer() }),
  "bookings.day_closed": T.Object({ day: T.String(), touched: T.Integer() }),
  "bookings.held": T.Object({ ...slot, ...source, heldUntil: Millis, origin: T.String() }),
  "bookings.confirmed": T.Object({ ...slot, ...source, origin: T.String() }),
  "bookings.moved": T.Object({ ...slot, fromStartsAt: Millis }),
  "bookings.cancelled": T.Object({ ...slot, by: T.String() }),
  "bookings.expired": T.Object(slot),
  "bookings.reminder_due": T.Object({ ...booking, startsAt: Millis }),
  "bookings.arrived": T.Object({
    ...booking, serviceId: Id, by: T.String(), origin: T.String(), startsAt: Millis,
  }),
  "bookings.arrival_undone": T.Object(booking),
  "bookings.started": T.Object({ ...booking, waitedSeconds: T.Integer() }),
  "bookings.served": T.Object({ ...booking, serviceId: Id, ...source, seconds: T.Integer() }),
  "bookings.no_show": T.Object({ ...booking, serviceId: Id, startsAt: Millis }),
  "bookings.rated": T.Object({ ...booking, rating: T.Integer() }),
  "bookings.deposit_asked": T.Object({ ...booking, orderId: Id, amountMinor: Minor }),
  "bookings.deposit_paid": T.Object({ ...booking, orderId: Id }),
  "bookings.deposit_settled": T.Object({ ...booking, how: T.String() }),
  "bookings.voucher_redeemed": T.Object({ ...booking, voucherId: Id, redemptionId: Id }),
  "bookings.wait_joined": T.Object({ ...wait, fromAt: Millis, toAt: Millis }),
  "bookings.wait_offered": T.Object({ ...wait, ...booking, heldUntil: Millis }),
  "bookings.wait_ended": T.Object({ ...wait, how: T.String() }),
  "bookings.feed_made": T.Object({ feedId: Id, kind: T.String() }),
  "bookings.feed_revoked": T.Object({ feedId: Id }),
  "bookings.check_in_code_renewed": T.Object({ version: T.Integer() }),
});
