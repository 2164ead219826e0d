import { Type as T } from "typebox";
import { defineRoute, open, type Route } from "#platform/route.ts";
import { Day, Id, Text } from "#platform/schema.ts";
import { feedCalendar } from "./feed-calendar.ts";
import { feedByToken } from "./feeds.ts";
import { listSlots } from "./list-slots.ts";
import { openServices, openStore } from "./open-services.ts";
import { OpenServiceSchema, SlotsSchema } from "./shapes.ts";

const tag = "bookings";
const storeCode = T.Object({ code: Text(32) });
const store = ["store_not_found", "store_closed"];

const services = defineRoute({
  operationId: "listBookableServices",
  method: "GET",
  path: "/:brand/api/stores/:code/booking-services",
  tag,
  summary: { zh: "门店可预约的服务", en: "What can be booked at a store" },
  access: open(),
  params: storeCode,
  query: T.Object({ productId: T.Optional(Id) }),
  answer: T.Object({ items: T.Array(OpenServiceSchema) }),
  errors: store,
  async run(ctx, { params: { code }, query }) {
    const { storeId } = await openStore(ctx, code);
    return { items: await openServices(ctx, storeId, query.productId) };
  },
});

const slots = defineRoute({
  operationId: "listBookingSlots",
  method: "GET",
  path: "/:brand/api/stores/:code/booking-slots",
  tag,
  summary: { zh: "一项服务的可约时段", en: "Slots of a service, full ones with nothing left" },
  access: open(),
  params: storeCode,
  query: T.Object({
    serviceId: Id,
    from: Day,
    days: T.Integer({ minimum: 1, maximum: 31, default: 7 }),
    people: T.Optional(T.Integer({ minimum: 1, maximum: 200 })),
    resourceId: T.Optional(Id),
  }),
  answer: SlotsSchema,
  errors: [...store, "booking_service_not_found", "booking_times_invalid"],
  async run(ctx, { params: { code }, query }) {
    return listSlots(ctx, await openStore(ctx, code), query, "lead");
  },
});

const feed = defineRoute({
  operationId: "readBookingFeed",
  method: "GET",
  path: "/:brand/api/calendars/:token",
  tag,
  summary: { zh: "日历订阅（iCalendar）", en: "A calendar feed, by its secret address" },
  access: open(),
  raw: true,
  params: T.Object({ token: T.String({ minLength: 20, maxLength: 64 }) }),
  errors: ["booking_feed_not_found"],
  async run(ctx, { params: { token }, reply }) {
    const text = await feedCalendar(ctx, await feedByToken(ctx, token.replace(/\.ics$/, "")));
    reply
      .type("text/calendar; charset=utf-8")
      .header("cache-control", "private, no-store")
      .header("content-disposition", 'inline; filename="bookings.ics"')
      .send(text);
    return undefined;
  },
});

export const publicRoutes: readonly Route[] = [services, slots, feed];
