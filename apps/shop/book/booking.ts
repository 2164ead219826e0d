import type { Answer } from "#packages/sdk/index.ts";

export type Service = Answer<"listBookableServices">["items"][number];
export type Slot = Answer<"listBookingSlots">["items"][number];
export type Booking = Answer<"getMyBooking">;
export type Wait = Answer<"listMyBookingWaits">["items"][number];

/** What is asked for, before a time is chosen. */
export interface Wish {
  readonly storeId: string;
  readonly storeCode: string;
  readonly serviceId: string;
  /** Null: whoever is free. */
  readonly resourceId: string | null;
  readonly people: number;
}

export interface Day {
  readonly day: string;
  /** Times that still have a place. */
  readonly free: number;
  /** Nothing begins on it, free or not. */
  readonly closed: boolean;
}

/** The days from `from` on, in calendar order, with what their times hold. */
export function daysOf(slots: readonly Slot[], from: string, count: number): Day[] {
  const start = Date.parse(`${from}T00:00:00Z`);
  return Array.from({ length: count }, (_, at) => {
    const day = new Date(start + at * 86_400_000).toISOString().slice(0, 10);
    const mine = slots.filter((slot) => slot.day === day);
    const free = mine.filter((slot) => slot.left > 0).length;
    return { day, free, closed: mine.length === 0 };
  });
}

/** Ends what is over; the rest is coming or under way. */
export const isOver = ({ state }: Booking): boolean =>
  state === "served" || state === "cancelled" || state === "expired" || state === "no_show";
