import { sql } from "kysely";
import { permit } from "#modules/organisation/index.ts";
import { getStore, setSpecialDay, type Store } from "#modules/stores/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { endBooking } from "./end-booking.ts";
import { endDueHolds } from "./expire-holds.ts";
import { daysWindow, permitRead } from "./list-bookings.ts";
import { lockBooking, lockCalendar } from "./locks.ts";
import { moveHeld } from "./move-booking.ts";
import { instantAt, joined } from "./schedule.ts";
import type { BookingRow, BookingTables } from "./tables.ts";

export interface DayHours {
  readonly day: string;
  /** Both null: closed on that day. */
  readonly opensMin: number | null;
  readonly closesMin: number | null;
}

export interface Act {
  readonly bookingId: string;
  readonly act: "move" | "cancel" | "keep";
  readonly startsAt?: number | null | undefined;
}

const most = 500;

/** Bookings of a store that begin on a day, or in its night, and would lie outside its hours. */
export async function touchedBy(
  ctx: Context,
  store: Store,
  { day, opensMin, closesMin }: DayHours,
): Promise<BookingRow[]> {
  const { from } = daysWindow(ctx, day, 1);
  const date = Temporal.PlainDate.from(day);
  const zone = ctx.brand.timeZone;
  const rows = await tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.bookings")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("store_id", "=", store.storeId)
    .where("state", "in", ["held", "confirmed"])
    .where("starts_at", ">=", from)
    .where("starts_at", "<", daysWindow(ctx, day, 2).to)
    .orderBy("starts_at")
    .orderBy("booking_id")
    .limit(most)
    .execute();
  const open = opensMin === null || closesMin === null
    ? []
    : [{ from: instantAt(zone, date, opensMin), to: instantAt(zone, date, closesMin) }];
  const others = neighbours(store, zone, date);
  return rows.filter((row) => {
    const [starts, ends] = [row.starts_at.epochMilliseconds, row.ends_at.epochMilliseconds];
    return !joined([...open, ...others].toSorted((a, b) => a.from - b.from)).some(
      (span) => span.from <= starts && ends <= span.to,
    );
  });
}

/** The week's hours of the days before and after: a night belongs to the day that it began on. */
function neighbours(store: Store, zone: string, date: Temporal.PlainDate) {
  return [-1, 1].flatMap((days) => {
    const other = date.add({ days });
    return store.hours
      .filter((span) => span.weekday === other.dayOfWeek)
      .map((span) => ({
        from: instantAt(zone, other, span.opensMin),
        to: instantAt(zone, other, span.closesMin),
      }));
  });
}

/** The bookings that a day's other hours would touch; nothing is changed. */
export async function listTouched(ctx: Context, storeId: string, hours: DayHours) {
  await permitRead(ctx, storeId);
  return touchedBy(ctx, await getStore(ctx, storeId), hours);
}

async function apply(ctx: Context, row: BookingRow, act: Act, reason: string | null) {
  const held = await lockBooking(ctx, row.booking_id);
  if (act.act === "cancel") {
    await endBooking(ctx, held, { state: "cancelled", by: "staff", reason });
    return;
  }
  if (act.act === "keep") return;
  if (!act.startsAt) throw refuse("booking_times_invalid", { given: row.number });
  const { booking_id: bookingId } = row;
  await moveHeld(ctx, held, { bookingId, startsAt: act.startsAt, resourceId: null });
}

/** Nobody serves in a closed store, whatever was said of their own day. */
async function forgetOwnDays(ctx: Context, storeId: string, day: string): Promise<void> {
  await sql`delete from bookings.resource_days d using bookings.resources r
    where d.brand_id = ${ctx.brand.brandId} and d.day = ${day}
      and r.brand_id = d.brand_id and r.resource_id = d.resource_id
      and r.store_id = ${storeId}`.execute(ctx.tx);
}

/**
 * Closes a store for a day, or gives it other hours, and sees to every booking that this touches,
 * in one transaction: refuses `bookings_touched` while one of them has no act. "keep": people come
 * all the same; it stays listed as outside.
 */
export async function closeDay(
  ctx: Context,
  storeId: string,
  input: DayHours & { readonly acts: readonly Act[]; readonly reason: string | null },
): Promise<number> {
  await permit(ctx, "bookings.write", storeId);
  await permit(ctx, "stores.write", storeId);
  await lockCalendar(ctx, storeId);
  await endDueHolds(ctx, storeId);
  const store = await getStore(ctx, storeId);
  const touched = await touchedBy(ctx, store, input);
  const acts = new Map(input.acts.map((act) => [act.bookingId, act]));
  const open = touched.filter((row) => !acts.has(row.booking_id));
  if (open.length > 0) throw refuse("bookings_touched", { count: open.length });
  const { day, opensMin, closesMin } = input;
  // First the day: what is moved or offered must not land on it.
  await setSpecialDay(ctx, storeId, { day, opensMin, closesMin });
  if (opensMin === null) await forgetOwnDays(ctx, storeId, day);
  for (const row of touched) await apply(ctx, row, acts.get(row.booking_id)!, input.reason);
  const payload = { day, touched: touched.length };
  await emit(ctx, "bookings.day_closed", { unitId: storeId, payload });
  return touched.length;
}
