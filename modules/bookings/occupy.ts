import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { type Free, sessionOf, type Wanted } from "./availability.ts";
import type { BookingTables } from "./tables.ts";

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms);

/** SQLSTATE of an exclusion constraint: somebody else has the seat. */
const isTaken = (error: unknown): boolean => (error as { code?: string }).code === "23P01";

/**
 * Writes what a booking occupies. Whatever was chosen, the constraints of the table decide; refuses
 * `booking_slot_taken`.
 */
export async function occupy(
  ctx: Context,
  bookingId: string,
  wanted: Wanted,
  slot: { readonly startsAt: number; readonly people: number; readonly chosen: readonly Free[] },
): Promise<void> {
  const seatsEach = wanted.shared ? slot.people : 1;
  const session = sessionOf(wanted, slot.startsAt, bookingId);
  const rows = slot.chosen.flatMap((free) =>
    free.seats.slice(0, seatsEach).map((seat) => ({
      brand_id: ctx.brand.brandId,
      use_id: newId(),
      booking_id: bookingId,
      resource_id: free.resourceId,
      place: free.place,
      places: free.places,
      seat,
      seats: wanted.shared ? wanted.capacity : 1,
      session,
      busy_from: instant(slot.startsAt - wanted.beforeMs),
      busy_to: instant(slot.startsAt + wanted.durationMs + wanted.afterMs),
      released_at: null,
    })),
  );
  try {
    await tablesOf<BookingTables>(ctx).insertInto("bookings.uses").values(rows).execute();
  } catch (error) {
    if (isTaken(error)) throw refuse("booking_slot_taken");
    throw error;
  }
}

/** Lets go what a booking occupies; the rows stay and tell where it was. */
export async function release(ctx: Context, bookingId: string): Promise<void> {
  await tablesOf<BookingTables>(ctx)
    .updateTable("bookings.uses")
    .set({ released_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("booking_id", "=", bookingId)
    .where("released_at", "is", null)
    .execute();
}
