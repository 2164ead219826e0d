import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { lockBooking, lockCalendar } from "./locks.ts";
import { findBooking } from "./queries.ts";
import type { BookingRow } from "./tables.ts";

/**
 * A booking whose calendar and row are held, for whoever may act on it: its member, staff of its
 * store, the system. Anybody else's booking is not there.
 */
export async function heldBooking(ctx: Context, bookingId: string): Promise<BookingRow> {
  const seen = await findBooking(ctx, bookingId);
  const { actor } = ctx;
  if (actor.kind === "member" && seen.member_id !== actor.memberId) {
    throw refuse("booking_not_found");
  }
  if (actor.kind !== "member") await permit(ctx, "bookings.work", seen.store_id);
  await lockCalendar(ctx, seen.store_id);
  return lockBooking(ctx, bookingId);
}

/** What follows from somebody's act by a rule is nobody's act: the journal says so. */
export const asSystem = (ctx: Context): Context => ({
  ...ctx,
  actor: { kind: "system", name: "bookings" },
  grants: [],
});

/** Who did it, as a booking keeps it. */
export const doerOf = (ctx: Context): "member" | "staff" | "system" =>
  ctx.actor.kind === "member" ? "member" : ctx.actor.kind === "system" ? "system" : "staff";
