import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { storeOfCode } from "./check-in-code.ts";
import { doerOf, heldBooking } from "./held-booking.ts";
import { tellArrived } from "./make-booking.ts";
import { changeBooking } from "./queries.ts";
import { permitAct } from "./states.ts";
import type { BookingRow, BookingTables } from "./tables.ts";
import { redeemNamed } from "./voucher.ts";

/** Members check in so long before the start; earlier they are not at the right visit yet. */
export const earlyMinutes = 60;
const staffEarlyMinutes = 24 * 60;

async function arrive(ctx: Context, row: BookingRow): Promise<BookingRow> {
  permitAct(ctx, row, "check_in");
  const by = doerOf(ctx) === "member" ? "member" : "staff";
  const early = by === "member" ? earlyMinutes : staffEarlyMinutes;
  const from = row.starts_at.subtract({ minutes: early });
  if (Temporal.Instant.compare(ctx.now, from) < 0) {
    const at = from.toZonedDateTimeISO(ctx.brand.timeZone).toPlainDateTime();
    throw refuse("booking_too_early", { at: at.toString({ smallestUnit: "minute" }) });
  }
  const arrived = await changeBooking(ctx, row, {
    state: "arrived",
    arrived_at: ctx.now,
    arrived_by: by,
    ended_at: null,
  });
  await tellArrived(ctx, arrived);
  return redeemNamed(ctx, arrived);
}

/** Staff have the person before them. */
export async function checkIn(ctx: Context, bookingId: string): Promise<BookingRow> {
  return arrive(ctx, await heldBooking(ctx, bookingId));
}

/** The member's next booking at a store whose time it is. */
async function dueHere(ctx: Context, memberId: string, storeId: string) {
  return tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.bookings")
    .select(["booking_id", "state"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .where("store_id", "=", storeId)
    .where("state", "in", ["confirmed", "arrived", "serving"])
    .where("starts_at", "<=", ctx.now.add({ minutes: earlyMinutes }))
    .where("ends_at", ">", ctx.now)
    .orderBy((of) => of.case().when("state", "=", "confirmed").then(0).else(1).end())
    .orderBy("starts_at")
    .limit(1)
    .executeTakeFirst();
}

/**
 * The member scans the store's sign: checked in without the desk, which sees it. Scanned again, it
 * says so again.
 */
export async function checkInMyself(ctx: Context, code: string): Promise<string> {
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : "";
  const store = await storeOfCode(ctx, code);
  const due = await dueHere(ctx, memberId, store.storeId);
  if (!due) throw refuse("booking_not_here_now", { minutes: earlyMinutes });
  if (due.state === "confirmed") await checkIn(ctx, due.booking_id);
  return due.booking_id;
}
