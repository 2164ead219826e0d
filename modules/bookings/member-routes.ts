import type { FastifyRequest } from "fastify";
import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, type Route } from "#platform/route.ts";
import { Id, Nullable, Text, Word } from "#platform/schema.ts";
import { myView } from "./booking-view.ts";
import { cancelBooking } from "./cancel-booking.ts";
import { checkInMyself } from "./check-in.ts";
import { confirmBooking } from "./confirm-booking.ts";
import { askDeposit } from "./deposits.ts";
import { feedView, makeMemberFeed, removeMemberFeed } from "./feeds.ts";
import { holdBooking } from "./hold-booking.ts";
import { listOwn } from "./list-bookings.ts";
import { moveBooking } from "./move-booking.ts";
import { publicUrlOf } from "./public-url.ts";
import { ownBooking } from "./queries.ts";
import { rateBooking } from "./rate-booking.ts";
import {
  closed, HoldBody, MoveBody, MyBookingSchema, NewFeedSchema, WaitBody, WaitSchema,
} from "./shapes.ts";
import type { BookingRow } from "./tables.ts";
import { joinWait, leaveWait, listWaits, waitViews } from "./waits.ts";

const tag = "bookings";
const path = "/:brand/api/bookings";
const params = T.Object({ bookingId: Id });
const access = memberOnly();
const answer = MyBookingSchema;
const refusals = ["booking_not_found", "booking_state"];
const slotErrors = [
  "booking_service_not_found", "store_not_found", "store_closed", "booking_slot_none",
  "booking_slot_taken", "booking_too_late", "booking_too_far",
];

function memberOf(ctx: Context): string {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  return ctx.actor.memberId;
}

const baseOf = (ctx: Context, request: FastifyRequest) =>
  `${publicUrlOf(request)}/${ctx.brand.key}`;
const shown = (ctx: Context, row: BookingRow, request: FastifyRequest) =>
  myView(ctx, row, baseOf(ctx, request));

const hold = defineRoute({
  operationId: "holdBooking",
  method: "POST",
  path,
  tag,
  summary: { zh: "保留一个时段", en: "Hold a slot until it is confirmed or paid" },
  access,
  body: HoldBody,
  status: 201,
  answer,
  errors: [
    ...slotErrors, "booking_too_many_people", "booking_too_many_open", "booking_voucher_unfit",
  ],
  async run(ctx, { body, request }) {
    const { people = 1, resourceId = null, voucherId = null, note } = body;
    const row = await holdBooking(ctx, {
      ...body,
      memberId: memberOf(ctx),
      people,
      resourceId,
      voucherId,
      note: note?.trim() || null,
    });
    return shown(ctx, row, request);
  },
});

const list = defineRoute({
  operationId: "listMyBookings",
  method: "GET",
  path,
  tag,
  summary: { zh: "我的预约", en: "My bookings" },
  access,
  query: T.Object({ ...pageQuery, when: T.Optional(Word("coming", "past")) }),
  answer: pageOf(answer),
  run: (ctx, { query, request }) => listOwn(ctx, memberOf(ctx), query, baseOf(ctx, request)),
});

const get = defineRoute({
  operationId: "getMyBooking",
  method: "GET",
  path: `${path}/:bookingId`,
  tag,
  summary: { zh: "我的一个预约", en: "One of my bookings" },
  access,
  params,
  answer,
  errors: ["booking_not_found"],
  run: async (ctx, { params: { bookingId }, request }) =>
    shown(ctx, await ownBooking(ctx, bookingId), request),
});

const confirm = defineRoute({
  operationId: "confirmMyBooking",
  method: "POST",
  path: `${path}/:bookingId/confirm`,
  tag,
  summary: { zh: "确认预约", en: "Confirm a held slot" },
  access,
  params,
  answer,
  errors: [...refusals, "booking_hold_over", "booking_deposit_due"],
  run: async (ctx, { params: { bookingId }, request }) =>
    shown(ctx, await confirmBooking(ctx, bookingId), request),
});

const deposit = defineRoute({
  operationId: "payBookingDeposit",
  method: "POST",
  path: `${path}/:bookingId/deposit`,
  tag,
  summary: { zh: "为定金下单", en: "Place the order that the deposit is paid by" },
  access,
  params,
  answer: T.Object({ orderId: Id }),
  errors: [
    ...refusals, "booking_hold_over", "booking_no_deposit", "booking_deposit_unavailable",
  ],
  run: async (ctx, { params: { bookingId } }) => ({ orderId: await askDeposit(ctx, bookingId) }),
});

const move = defineRoute({
  operationId: "moveMyBooking",
  method: "POST",
  path: `${path}/:bookingId/move`,
  tag,
  summary: { zh: "改期", en: "Move a booking to another slot" },
  access,
  params,
  body: MoveBody,
  answer,
  errors: [...refusals, ...slotErrors, "booking_voucher_unfit"],
  async run(ctx, { params: { bookingId }, body, request }) {
    const { startsAt, resourceId = null } = body;
    return shown(ctx, await moveBooking(ctx, { bookingId, startsAt, resourceId }), request);
  },
});

const cancel = defineRoute({
  operationId: "cancelMyBooking",
  method: "POST",
  path: `${path}/:bookingId/cancel`,
  tag,
  summary: { zh: "取消预约", en: "Cancel a booking" },
  access,
  params,
  body: T.Object({ reason: T.Optional(Nullable(T.String({ maxLength: 200 }))) }, closed),
  answer,
  errors: [...refusals, "booking_too_late"],
  run: async (ctx, { params: { bookingId }, body, request }) =>
    shown(ctx, await cancelBooking(ctx, bookingId, body.reason?.trim() || null), request),
});

const checkIn = defineRoute({
  operationId: "checkInMyself",
  method: "POST",
  path: "/:brand/api/booking-check-in",
  tag,
  summary: { zh: "扫门店码签到", en: "Check in by the code that the store shows" },
  access,
  body: T.Object({ code: Text(300) }, closed),
  answer,
  errors: [
    ...refusals, "booking_code_wrong", "booking_not_here_now", "booking_too_early",
    "too_many_tries",
  ],
  async run(ctx, { body, request }) {
    const bookingId = await checkInMyself(ctx, body.code);
    return shown(ctx, await ownBooking(ctx, bookingId), request);
  },
});

const rate = defineRoute({
  operationId: "rateMyBooking",
  method: "POST",
  path: `${path}/:bookingId/rate`,
  tag,
  summary: { zh: "评价服务", en: "Rate how it was, one to five" },
  access,
  params,
  body: T.Object({ rating: T.Integer({ minimum: 1, maximum: 5 }) }, closed),
  answer,
  errors: refusals,
  run: async (ctx, { params: { bookingId }, body, request }) =>
    shown(ctx, await rateBooking(ctx, bookingId, body.rating), request),
});

const waitPath = "/:brand/api/booking-waits";

const join = defineRoute({
  operationId: "joinBookingWait",
  method: "POST",
  path: waitPath,
  tag,
  summary: { zh: "加入候补", en: "Wait for a slot in a time that is full" },
  access,
  body: WaitBody,
  status: 201,
  answer: WaitSchema,
  errors: [
    "booking_service_not_found", "store_not_found", "store_closed", "booking_slot_none",
    "booking_too_many_people", "booking_times_invalid", "booking_wait_needless",
    "booking_wait_already",
  ],
  async run(ctx, { body }) {
    const row = await joinWait(ctx, { ...body, people: body.people ?? 1, memberId: memberOf(ctx) });
    return (await waitViews(ctx, [row]))[0]!;
  },
});

const waits = defineRoute({
  operationId: "listMyBookingWaits",
  method: "GET",
  path: waitPath,
  tag,
  summary: { zh: "我的候补", en: "My places on waiting lists, newest first" },
  access,
  query: T.Object(pageQuery),
  answer: pageOf(WaitSchema),
  async run(ctx, { query }) {
    const { items, next } = await listWaits(ctx, { memberId: memberOf(ctx) }, query);
    return { items, next };
  },
});

const leave = defineRoute({
  operationId: "leaveBookingWait",
  method: "POST",
  path: `${waitPath}/:waitId/leave`,
  tag,
  summary: { zh: "退出候补", en: "Leave a waiting list" },
  access,
  params: T.Object({ waitId: Id }),
  answer: WaitSchema,
  errors: ["booking_wait_not_found"],
  run: async (ctx, { params: { waitId } }) =>
    (await waitViews(ctx, [await leaveWait(ctx, waitId)]))[0]!,
});

const makeFeed = defineRoute({
  operationId: "makeMyBookingFeed",
  method: "POST",
  path: "/:brand/api/booking-feed",
  tag,
  summary: { zh: "生成我的日历订阅", en: "Make the address of my calendar feed, told once" },
  access,
  status: 201,
  answer: NewFeedSchema,
  async run(ctx, { request }) {
    const { row, token } = await makeMemberFeed(ctx, memberOf(ctx));
    return { ...feedView(row), url: `${baseOf(ctx, request)}/api/calendars/${token}.ics` };
  },
});

const removeFeed = defineRoute({
  operationId: "removeMyBookingFeed",
  method: "DELETE",
  path: "/:brand/api/booking-feed",
  tag,
  summary: { zh: "停用我的日历订阅", en: "End my calendar feed" },
  access,
  run: (ctx) => removeMemberFeed(ctx, memberOf(ctx)),
});

export const memberRoutes: readonly Route[] = [
  hold, list, get, confirm, deposit, move, cancel, checkIn, rate, join, waits, leave, makeFeed,
  removeFeed,
];
