import { sql } from "kysely";
import { startBooking } from "#modules/bookings/index.ts";
import type { LoopMember } from "./loop.ts";
import { ok, type OrderingBrand } from "./orders.ts";

/** A member who came in and is being served (品茶) at the first store; the booking's id. */
export async function beingServed(shop: OrderingBrand, member: LoopMember): Promise<string> {
  const { api, first } = shop;
  const service = ok(await api("POST", "/booking-services", {
    unitId: shop.root, name: "品茶", nameEn: "Tasting", durationMin: 60, gridMin: 60,
  }), 201).serviceId;
  ok(await api("POST", "/booking-resources", {
    storeId: first, kind: "staff", name: "小美", skills: [service],
  }), 201);
  const { bookingId } = ok(await api("POST", "/bookings", {
    storeId: first, serviceId: service, origin: "walk_in", phone: null, name: "客人",
  }), 201);
  await shop.t.ctx(async (ctx) => {
    await sql`update bookings.bookings set member_id = ${member.memberId}, guest_name = null
      where booking_id = ${bookingId}`.execute(ctx.tx);
    await startBooking(ctx, bookingId, null);
  });
  return bookingId;
}
