import { useMemo } from "react";
import type { BodyOf } from "#packages/sdk/index.ts";
import { useShop } from "../shop.ts";
import type { Wish } from "./booking.ts";

/** Days that are asked for at once and stand in the strip. */
export const daysShown = 14;

/** The operations of bookings; they are not part of the first visit. */
export function useCalls() {
  const { api, brand } = useShop();
  return useMemo(() => {
    const path = { brand: brand.key };
    const of = (bookingId: string) => ({ path: { ...path, bookingId } });
    return {
      services: (code: string) =>
        api.call("listBookableServices", { path: { ...path, code } }),
      slots: ({ storeCode: code, serviceId, people, resourceId }: Wish, from: string) => {
        const query = {
          serviceId, people, from, days: daysShown, ...(resourceId ? { resourceId } : {}),
        };
        return api.call("listBookingSlots", { path: { ...path, code }, query });
      },
      hold: (body: BodyOf<"holdBooking">, idempotencyKey: string) =>
        api.call("holdBooking", { path, body, idempotencyKey }),
      confirm: (bookingId: string) => api.call("confirmMyBooking", of(bookingId)),
      deposit: (bookingId: string) => api.call("payBookingDeposit", of(bookingId)),
      booking: (bookingId: string) => api.call("getMyBooking", of(bookingId)),
      bookings: (when: "coming" | "past", cursor?: string) =>
        api.call("listMyBookings", { path, query: { when, ...(cursor ? { cursor } : {}) } }),
      move: (bookingId: string, body: BodyOf<"moveMyBooking">) =>
        api.call("moveMyBooking", { ...of(bookingId), body }),
      cancel: (bookingId: string) =>
        api.call("cancelMyBooking", { ...of(bookingId), body: {} }),
      checkIn: (code: string) => api.call("checkInMyself", { path, body: { code } }),
      rate: (bookingId: string, rating: number) =>
        api.call("rateMyBooking", { ...of(bookingId), body: { rating } }),
      wait: (body: BodyOf<"joinBookingWait">) => api.call("joinBookingWait", { path, body }),
      waits: () => api.call("listMyBookingWaits", { path }),
      leave: (waitId: string) =>
        api.call("leaveBookingWait", { path: { ...path, waitId } }),
      makeFeed: () => api.call("makeMyBookingFeed", { path }),
      removeFeed: () => api.call("removeMyBookingFeed", { path }),
    };
  }, [api, brand.key]);
}

/** The ways to pay are asked for; the first one is taken, as at the checkout. */
export async function payLink(
  api: ReturnType<typeof useShop>["api"],
  orderId: string,
): Promise<string | null> {
  const { items: [way] } = await api.paymentWays();
  const { link } = await api.payOrder(orderId, way?.provider ?? "");
  return link;
}
