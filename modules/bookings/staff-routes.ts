import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Day, Id, Nullable, Text } from "#platform/schema.ts";
import { staffView, staffViews } from "./booking-view.ts";
import { cancelBooking } from "./cancel-booking.ts";
import { checkIn } from "./check-in.ts";
import { closeDay, listTouched } from "./close-day.ts";
import { confirmBooking } from "./confirm-booking.ts";
import { bookingFigures } from "./figures.ts";
import { findByCode } from "./find-booking.ts";
import { listBookings, permitRead } from "./list-bookings.ts";
import { makeBooking } from "./make-booking.ts";
import { markNoShow } from "./miss-booking.ts";
import { moveBooking } from "./move-booking.ts";
import { findBooking } from "./queries.ts";
import { finishBooking, startBooking } from "./serve.ts";
import {
  CloseDayBody, closed, FiguresSchema, MoveBody, StaffBookingBody, StaffBookingSchema, StateSchema,
} from "./shapes.ts";
import type { BookingRow } from "./tables.ts";
import { undoCheckIn } from "./undo-check-in.ts";

const tag = "bookings";
const path = "/api/:brand/bookings";
const params = T.Object({ bookingId: Id });
const read = staff("bookings.read");
const work = staff("bookings.work");
const answer = StaffBookingSchema;
const refusals = ["booking_not_found", "booking_state"];
const slotErrors = [
  "booking_service_not_found", "store_not_found", "store_closed", "booking_slot_none",
  "booking_slot_taken",
];

const list = defineRoute({
  operationId: "listBookings",
  method: "GET",
  path,
  tag,
  summary: { zh: "门店的预约", en: "Bookings of a store's days, by their start" },
  access: read,
  query: T.Object({
    ...pageQuery,
    storeId: Id,
    from: Day,
    days: T.Integer({ minimum: 1, maximum: 31, default: 1 }),
    state: T.Optional(StateSchema),
  }),
  answer: pageOf(answer),
  errors: ["booking_times_invalid"],
  run: (ctx, { query }) => listBookings(ctx, query),
});

const get = defineRoute({
  operationId: "getBooking",
  method: "GET",
  path: `${path}/:bookingId`,
  tag,
  summary: { zh: "一个预约", en: "A booking" },
  access: read,
  params,
  answer,
  errors: ["booking_not_found"],
  async run(ctx, { params: { bookingId } }) {
    const row = await findBooking(ctx, bookingId);
    await permitRead(ctx, row.store_id);
    return staffView(ctx, row);
  },
});

const find = defineRoute({
  operationId: "findBooking",
  method: "GET",
  path: "/api/:brand/booking-by-code",
  tag,
  summary: { zh: "按预约码查找", en: "Find a booking by its QR or its number" },
  access: read,
  query: T.Object({ code: Text(300), storeId: Id }),
  answer,
  errors: ["booking_not_found", "booking_other_store"],
  run: async (ctx, { query }) => staffView(ctx, await findByCode(ctx, query)),
});

const make = defineRoute({
  operationId: "makeBooking",
  method: "POST",
  path,
  tag,
  summary: { zh: "登记电话预约或到店客人", en: "Log a phone booking or a walk-in, in one call" },
  access: staff("bookings.work", {
    unit: ({ body }: { body: { storeId: string } }) => body.storeId,
  }),
  body: StaffBookingBody,
  status: 201,
  answer,
  errors: [...slotErrors, "booking_too_many_people", "not_found"],
  async run(ctx, { body }) {
    const row = await makeBooking(ctx, {
      ...body,
      startsAt: body.startsAt ?? null,
      memberId: body.memberId ?? null,
      phone: body.phone ?? null,
      name: body.name ?? null,
      people: body.people ?? 1,
      resourceId: body.resourceId ?? null,
      note: body.note?.trim() || null,
    });
    return staffView(ctx, row);
  },
});

const move = defineRoute({
  operationId: "moveBooking",
  method: "POST",
  path: `${path}/:bookingId/move`,
  tag,
  summary: { zh: "为客人改期", en: "Move a booking" },
  access: work,
  params,
  body: MoveBody,
  answer,
  errors: [...refusals, ...slotErrors, "booking_voucher_unfit"],
  async run(ctx, { params: { bookingId }, body }) {
    const { startsAt, resourceId = null } = body;
    return staffView(ctx, await moveBooking(ctx, { bookingId, startsAt, resourceId }));
  },
});

const cancel = defineRoute({
  operationId: "cancelBooking",
  method: "POST",
  path: `${path}/:bookingId/cancel`,
  tag,
  summary: { zh: "取消预约并写明原因", en: "Cancel a booking and say why" },
  access: work,
  params,
  body: T.Object({ reason: Text(200) }, closed),
  answer,
  errors: refusals,
  run: async (ctx, { params: { bookingId }, body }) =>
    staffView(ctx, await cancelBooking(ctx, bookingId, body.reason.trim())),
});

type Step = (ctx: Context, bookingId: string) => Promise<BookingRow>;

/** One step of a booking, without anything to say beside it. */
const step = (
  operationId: string,
  name: string,
  summary: { readonly zh: string; readonly en: string },
  errors: readonly string[],
  run: Step,
): Route =>
  defineRoute({
    operationId,
    method: "POST",
    path: `${path}/:bookingId/${name}`,
    tag,
    summary,
    access: work,
    params,
    answer,
    errors: [...refusals, ...errors],
    run: async (ctx, { params: { bookingId } }) => staffView(ctx, await run(ctx, bookingId)),
  });

const steps: readonly Route[] = [
  step("confirmBooking", "confirm", { zh: "确认预约", en: "Confirm a held booking" },
    ["booking_hold_over"], confirmBooking),
  step("checkInBooking", "check-in", { zh: "为客人签到", en: "Check somebody in" },
    ["booking_too_early"], checkIn),
  step("undoCheckIn", "undo-check-in", { zh: "撤销签到", en: "They are not here after all" },
    ["booking_slot_taken"], undoCheckIn),
  step("finishBooking", "finish", { zh: "服务结束", en: "They were served" }, [], finishBooking),
  step("markNoShow", "no-show", { zh: "标记未到店", en: "They did not come" },
    ["booking_too_early"], markNoShow),
];

const start = defineRoute({
  operationId: "startBooking",
  method: "POST",
  path: `${path}/:bookingId/start`,
  tag,
  summary: { zh: "开始服务", en: "Begin to serve them" },
  access: work,
  params,
  body: T.Object({ resourceId: T.Optional(Nullable(Id)) }, closed),
  answer,
  errors: [...refusals, "booking_slot_taken"],
  run: async (ctx, { params: { bookingId }, body }) =>
    staffView(ctx, await startBooking(ctx, bookingId, body.resourceId ?? null)),
});

const storeParams = T.Object({ storeId: Id });
const minutes = (maximum: number) => T.Optional(T.Integer({ minimum: 0, maximum }));

const touched = defineRoute({
  operationId: "listTouchedBookings",
  method: "GET",
  path: "/api/:brand/stores/:storeId/bookings-touched",
  tag,
  summary: { zh: "停业会影响的预约", en: "Bookings that closing a day would touch" },
  access: read,
  params: storeParams,
  query: T.Object({ day: Day, opensMin: minutes(1439), closesMin: minutes(2880) }),
  answer: T.Object({ items: T.Array(answer) }),
  errors: ["booking_times_invalid", "store_not_found"],
  async run(ctx, { params: { storeId }, query: { day, opensMin = null, closesMin = null } }) {
    const rows = await listTouched(ctx, storeId, { day, opensMin, closesMin });
    return { items: await staffViews(ctx, rows) };
  },
});

const close = defineRoute({
  operationId: "closeStoreDay",
  method: "POST",
  path: "/api/:brand/stores/:storeId/close-day",
  tag,
  summary: {
    zh: "停业或改变一天的营业时间，并安排受影响的预约",
    en: "Close a day or change its hours, and see to the bookings that it touches",
  },
  access: staff("bookings.write", {
    unit: ({ params: { storeId } }: { params: { storeId: string } }) => storeId,
  }),
  params: storeParams,
  body: CloseDayBody,
  bodyLimit: 200_000,
  answer: T.Object({ touched: T.Integer() }),
  errors: [
    ...refusals, ...slotErrors, "bookings_touched", "booking_times_invalid",
    "store_hours_invalid",
  ],
  async run(ctx, { params: { storeId }, body }) {
    const reason = body.reason?.trim() || null;
    return { touched: await closeDay(ctx, storeId, { ...body, reason }) };
  },
});

const figures = defineRoute({
  operationId: "getBookingFigures",
  method: "GET",
  path: "/api/:brand/booking-figures",
  tag,
  summary: { zh: "预约与到店的对比", en: "How bookings and walk-ins went, and waiting saved" },
  access: read,
  query: T.Object({ storeId: Id, from: Day, to: Day }),
  answer: FiguresSchema,
  errors: ["booking_times_invalid"],
  run: (ctx, { query }) => bookingFigures(ctx, query),
});

export const staffRoutes: readonly Route[] = [
  list, get, find, make, move, cancel, ...steps, start, touched, close, figures,
];
