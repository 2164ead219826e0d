import type { Answer } from "#packages/sdk/index.ts";

export type Booking = Answer<"getBooking">;
export type BookingStep = Booking["may"][number];

export interface Sections<One> {
  /** Booked, their time has come and they have not. */
  readonly late: One[];
  /** Here, and not yet served. */
  readonly waiting: One[];
  readonly serving: One[];
  /** Begins within the next hour. */
  readonly next: One[];
  readonly later: One[];
  readonly over: One[];
}

const hourMs = 3_600_000;
/** So long nobody is called late: clocks differ, and people come on the minute. */
const graceMs = 5 * 60_000;

type Timed = Pick<Booking, "state" | "startsAt" | "arrivedAt">;

/** One day's bookings by what the desk does next with them; earlier ones first. */
export function sectionsOf<One extends Timed>(bookings: readonly One[], now: number) {
  const found: Sections<One> = {
    late: [], waiting: [], serving: [], next: [], later: [], over: [],
  };
  for (const one of [...bookings].sort((a, b) => a.startsAt - b.startsAt)) {
    found[sectionOf(one, now)].push(one);
  }
  found.waiting.sort((a, b) => Number(a.arrivedAt) - Number(b.arrivedAt));
  return found;
}

function sectionOf({ state, startsAt }: Timed, now: number): keyof Sections<never> {
  if (state === "arrived") return "waiting";
  if (state === "serving") return "serving";
  if (state !== "confirmed" && state !== "held") return "over";
  if (state === "confirmed" && startsAt + graceMs < now) return "late";
  return startsAt - now <= hourMs ? "next" : "later";
}

/** The one step that a thumb takes most likely; the others are a tap away. */
export function mainStep({ may }: Pick<Booking, "may">): BookingStep | undefined {
  const order: readonly BookingStep[] = ["finish", "start", "check_in", "confirm"];
  return order.find((step) => may.includes(step));
}

/** Who has checked in by themselves between two looks. */
export function newlyHere(
  before: readonly Booking[] | undefined,
  after: readonly Booking[],
): Booking[] {
  if (!before) return [];
  const known = new Map(before.map((one) => [one.bookingId, one.arrivedAt]));
  return after.filter(
    (one) => one.arrivedBy === "member" && one.arrivedAt !== null && !known.get(one.bookingId),
  );
}
