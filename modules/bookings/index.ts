import type { ModuleParts } from "#platform/module.ts";
import { calendarRoutes } from "./calendar-routes.ts";
import { outerReaction } from "./deposits.ts";
import "./errors.ts";
import "./events.ts";
import { expireHoldsJob } from "./expire-holds.ts";
import { forgetGuestJob } from "./forget-guest.ts";
import { memberRoutes } from "./member-routes.ts";
import { noShowJob } from "./miss-booking.ts";
import { publicRoutes } from "./public-routes.ts";
import { remindJob } from "./remind.ts";
import { staffRoutes } from "./staff-routes.ts";

export { bookingMadeAt, bookingNumbers } from "./booking-numbers.ts";
export { checkIn } from "./check-in.ts";
export { makeBooking } from "./make-booking.ts";
export { memberBookings } from "./member-data.ts";
export { bookingsPagePart } from "./open-services.ts";
export { type DepositAsk, type DepositTaker, wireDeposits } from "./ports.ts";
export { wirePublicUrl } from "./public-url.ts";
export { createResource } from "./resources.ts";
export { finishBooking, startBooking } from "./serve.ts";
export { type ServedBooking, servedBooking } from "./served-booking.ts";
export { createService } from "./services.ts";
export { type BookingsVerdict, verifyBookings } from "./verify-bookings.ts";

export const bookingsModule: ModuleParts = {
  name: "bookings",
  routes: [...publicRoutes, ...memberRoutes, ...staffRoutes, ...calendarRoutes],
  reactions: [outerReaction],
  jobs: [expireHoldsJob, remindJob, noShowJob, forgetGuestJob],
};
