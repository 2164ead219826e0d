import type { Counter } from "../counter.ts";
import type { Booking } from "./sections.ts";

const link = /^https?:\/\/[^/]+\/([a-z0-9-]{1,40})\/b\/?#(\d{10})$/i;
/** No other number of ours is that long. */
export const numberLength = 10;

/** The number in a member's booking code of this brand, or read out; null: something else. */
export function bookingIn(scanned: string, brandKey: string): string | null {
  const text = scanned.normalize("NFKC").trim();
  const digits = text.replace(/[\s-]/g, "");
  if (/^\d{10}$/.test(digits)) return digits;
  const found = link.exec(text);
  return found && found[1] === brandKey ? (found[2] ?? null) : null;
}

export interface CheckedIn {
  readonly booking: Booking;
  readonly fresh: boolean;
}

/** Finds the booking of a code at this store and checks it in. What cannot be is refused. */
export async function checkInByCode(
  { api, brand, store }: Counter,
  code: string,
): Promise<CheckedIn> {
  const path = { brand: brand.key };
  const query = { code, storeId: store.storeId };
  const booking = await api.call("findBooking", { path, query });
  const here: readonly Booking["state"][] = ["arrived", "serving", "served"];
  if (here.includes(booking.state)) return { booking, fresh: false };
  const to = { ...path, bookingId: booking.bookingId };
  return { booking: await api.call("checkInBooking", { path: to }), fresh: true };
}
