import type { Item } from "../../ask.ts";
import type { BrandHere } from "../../brand.tsx";
import type { useText } from "../../text.ts";

export type Booking = Item<"listBookings">;
export type Resource = Item<"listBookingResources">;
export type Service = Item<"listBookingServices">;

type T = ReturnType<typeof useText>["t"];

/** Who comes, as far as the person may know. */
export function whoOf(t: T, one: Booking): string {
  const { guestName, guestPhone, memberMasked, memberNameMasked, origin } = one;
  const known = [guestName ?? memberNameMasked, memberMasked ?? guestPhone].filter(Boolean);
  if (known.length > 0) return known.join(" ");
  return t(origin === "walk_in" ? "bookings.walkIn" : "bookings.somebody");
}

export const serviceOf = (brand: BrandHere, one: Booking): string =>
  brand.named({ name: one.serviceName, nameEn: one.serviceNameEn });

export const resourcesOf = (brand: BrandHere, one: Booking): string =>
  one.resources.map((each) => brand.named(each)).join(" · ");

const dead: readonly Booking["state"][] = ["cancelled", "expired"];

/** Whether it stands in the calendar. */
export const isOn = ({ state }: Booking): boolean => !dead.includes(state);

const looks: Partial<Record<Booking["state"], string>> = {
  held: "paused",
  confirmed: "booked",
  arrived: "live",
  serving: "live",
  served: "ended",
  no_show: "banned",
};

export const lookOf = ({ state }: Booking): string => `c-state c-state-${looks[state] ?? "ended"}`;
