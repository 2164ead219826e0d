/** Jobs that several files ask for. */
export const expireHoldsJobName = "bookings.expire_holds";
export const remindJobName = "bookings.remind";
export const noShowJobName = "bookings.no_show";
export const forgetGuestJobName = "bookings.forget_guest";
