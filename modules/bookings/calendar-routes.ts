import { Type as T } from "typebox";
import { getStore } from "#modules/stores/index.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Day, Id, Word } from "#platform/schema.ts";
import { checkInCode, renewCheckInCode } from "./check-in-code.ts";
import { feedView, listFeeds, makeStaffFeed, revokeFeed } from "./feeds.ts";
import { permitRead } from "./list-bookings.ts";
import { listSlots } from "./list-slots.ts";
import { publicUrlOf } from "./public-url.ts";
import { findResource, findService } from "./queries.ts";
import {
  changeResource, createResource, listResources, resourceViews, setResourceDays,
} from "./resources.ts";
import { changeService, createService, listServices, serviceViews } from "./services.ts";
import {
  closed, FeedSchema, NewFeedSchema, NewResourceBody, NewServiceBody, ResourceChangeBody,
  ResourceDaysBody, ResourceSchema, ServiceChangeBody, ServiceSchema, SlotsSchema, StaffWaitSchema,
} from "./shapes.ts";
import { listWaits } from "./waits.ts";
import { maskedMembers, unknownMember } from "#modules/members/index.ts";

const tag = "bookings";
const read = staff("bookings.read");
const write = staff("bookings.write");
const services = "/api/:brand/booking-services";
const resources = "/api/:brand/booking-resources";
const serviceParams = T.Object({ serviceId: Id });
const resourceParams = T.Object({ resourceId: Id });
const storeParams = T.Object({ storeId: Id });

const allServices = defineRoute({
  operationId: "listBookingServices",
  method: "GET",
  path: services,
  tag,
  summary: { zh: "预约服务列表", en: "Services that can be booked, newest first" },
  access: read,
  query: T.Object(pageQuery),
  answer: pageOf(ServiceSchema),
  run: (ctx, { query }) => listServices(ctx, query),
});

const newService = defineRoute({
  operationId: "createBookingService",
  method: "POST",
  path: services,
  tag,
  summary: { zh: "新建预约服务", en: "Make a service that can be booked" },
  access: staff("bookings.write", {
    unit: ({ body }: { body: { unitId: string } }) => body.unitId,
  }),
  body: NewServiceBody,
  status: 201,
  answer: ServiceSchema,
  async run(ctx, { body: { unitId, ...given } }) {
    const serviceId = await createService(ctx, unitId, given);
    return (await serviceViews(ctx, [await findService(ctx, serviceId)]))[0]!;
  },
});

const saveService = defineRoute({
  operationId: "changeBookingService",
  method: "PATCH",
  path: `${services}/:serviceId`,
  tag,
  summary: { zh: "修改预约服务", en: "Change a service" },
  access: write,
  params: serviceParams,
  body: ServiceChangeBody,
  answer: ServiceSchema,
  errors: ["booking_service_not_found"],
  async run(ctx, { params: { serviceId }, body }) {
    await changeService(ctx, serviceId, body);
    return (await serviceViews(ctx, [await findService(ctx, serviceId)]))[0]!;
  },
});

const allResources = defineRoute({
  operationId: "listBookingResources",
  method: "GET",
  path: resources,
  tag,
  summary: { zh: "门店的人员与场地", en: "Staff, rooms and places of a store" },
  access: read,
  query: T.Object({ ...pageQuery, storeId: Id }),
  answer: pageOf(ResourceSchema),
  run: (ctx, { query }) => listResources(ctx, query),
});

const newResource = defineRoute({
  operationId: "createBookingResource",
  method: "POST",
  path: resources,
  tag,
  summary: { zh: "新增人员或场地", en: "Add somebody or something that can be booked" },
  access: staff("bookings.write", {
    unit: ({ body }: { body: { storeId: string } }) => body.storeId,
  }),
  body: NewResourceBody,
  status: 201,
  answer: ResourceSchema,
  errors: ["store_not_found", "booking_service_not_found", "booking_times_invalid"],
  async run(ctx, { body }) {
    const resourceId = await createResource(ctx, body);
    return (await resourceViews(ctx, [await findResource(ctx, resourceId)]))[0]!;
  },
});

const resourceErrors = [
  "booking_resource_not_found", "booking_service_not_found", "booking_times_invalid",
];

const saveResource = defineRoute({
  operationId: "changeBookingResource",
  method: "PATCH",
  path: `${resources}/:resourceId`,
  tag,
  summary: { zh: "修改人员或场地", en: "Change a resource" },
  access: write,
  params: resourceParams,
  body: ResourceChangeBody,
  answer: ResourceSchema,
  errors: resourceErrors,
  async run(ctx, { params: { resourceId }, body }) {
    await changeResource(ctx, resourceId, body);
    return (await resourceViews(ctx, [await findResource(ctx, resourceId)]))[0]!;
  },
});

const saveDays = defineRoute({
  operationId: "setBookingResourceDays",
  method: "PUT",
  path: `${resources}/:resourceId/days`,
  tag,
  summary: { zh: "设置请假与特别时间", en: "Set the days that differ from the week" },
  access: write,
  params: resourceParams,
  body: ResourceDaysBody,
  bodyLimit: 200_000,
  answer: ResourceSchema,
  errors: resourceErrors,
  async run(ctx, { params: { resourceId }, body }) {
    await setResourceDays(ctx, resourceId, body);
    return (await resourceViews(ctx, [await findResource(ctx, resourceId)]))[0]!;
  },
});

const slots = defineRoute({
  operationId: "listStoreSlots",
  method: "GET",
  path: "/api/:brand/booking-slots",
  tag,
  summary: { zh: "门店可约时段", en: "Slots of a service as staff may book them" },
  access: read,
  query: T.Object({
    storeId: Id,
    serviceId: Id,
    from: Day,
    days: T.Integer({ minimum: 1, maximum: 31, default: 7 }),
    people: T.Optional(T.Integer({ minimum: 1, maximum: 200 })),
    resourceId: T.Optional(Id),
  }),
  answer: SlotsSchema,
  errors: ["store_not_found", "booking_service_not_found", "booking_times_invalid"],
  async run(ctx, { query }) {
    await permitRead(ctx, query.storeId);
    return listSlots(ctx, await getStore(ctx, query.storeId), query, "now");
  },
});

const waits = defineRoute({
  operationId: "listStoreWaits",
  method: "GET",
  path: "/api/:brand/booking-waits",
  tag,
  summary: { zh: "门店候补名单", en: "Who waits for a slot at a store, in order" },
  access: read,
  query: T.Object({ ...pageQuery, storeId: Id }),
  answer: pageOf(StaffWaitSchema),
  async run(ctx, { query }) {
    await permitRead(ctx, query.storeId);
    const { rows, items, next } = await listWaits(ctx, { storeId: query.storeId }, query);
    const members = await maskedMembers(ctx, rows.map((row) => row.member_id));
    return {
      items: items.map((item, place) => ({
        ...item,
        memberMasked: (members.get(rows[place]!.member_id) ?? unknownMember).masked,
      })),
      next,
    };
  },
});

const code = "/api/:brand/stores/:storeId/check-in-code";
const CodeSchema = T.Object({ code: T.String(), link: T.String() });

const getCode = defineRoute({
  operationId: "getCheckInCode",
  method: "GET",
  path: code,
  tag,
  summary: { zh: "门店签到码", en: "What the store's check-in sign says" },
  access: staff("bookings.work"),
  params: storeParams,
  answer: CodeSchema,
  errors: ["store_not_found"],
  async run(ctx, { params: { storeId }, request }) {
    const text = await checkInCode(ctx, storeId);
    const link = `${publicUrlOf(request)}/${ctx.brand.key}/check-in#${text}`;
    return { code: text, link };
  },
});

const renewCode = defineRoute({
  operationId: "renewCheckInCode",
  method: "POST",
  path: code,
  tag,
  summary: { zh: "更换门店签到码", en: "Replace the code of the sign" },
  access: staff("bookings.write", {
    unit: ({ params: { storeId } }: { params: { storeId: string } }) => storeId,
  }),
  params: storeParams,
  answer: CodeSchema,
  errors: ["store_not_found"],
  async run(ctx, { params: { storeId }, request }) {
    const text = await renewCheckInCode(ctx, storeId);
    const link = `${publicUrlOf(request)}/${ctx.brand.key}/check-in#${text}`;
    return { code: text, link };
  },
});

const feeds = "/api/:brand/booking-feeds";
const work = staff("bookings.work");

const allFeeds = defineRoute({
  operationId: "listBookingFeeds",
  method: "GET",
  path: feeds,
  tag,
  summary: { zh: "门店的日历订阅", en: "Calendar feeds of a store, without their addresses" },
  access: work,
  query: T.Object({ storeId: Id }),
  answer: T.Object({ items: T.Array(FeedSchema) }),
  run: async (ctx, { query }) => ({ items: (await listFeeds(ctx, query.storeId)).map(feedView) }),
});

const newFeed = defineRoute({
  operationId: "makeBookingFeed",
  method: "POST",
  path: feeds,
  tag,
  summary: { zh: "生成日历订阅地址", en: "Make the address of a calendar feed, told once" },
  access: work,
  body: T.Object({ kind: Word("resource", "store"), subjectId: Id }, closed),
  status: 201,
  answer: NewFeedSchema,
  errors: ["booking_resource_not_found"],
  async run(ctx, { body, request }) {
    const { row, token } = await makeStaffFeed(ctx, body);
    const url = `${publicUrlOf(request)}/${ctx.brand.key}/api/calendars/${token}.ics`;
    return { ...feedView(row), url };
  },
});

const endFeed = defineRoute({
  operationId: "revokeBookingFeed",
  method: "DELETE",
  path: `${feeds}/:feedId`,
  tag,
  summary: { zh: "停用日历订阅", en: "End a calendar feed" },
  access: work,
  params: T.Object({ feedId: Id }),
  errors: ["booking_feed_not_found"],
  run: (ctx, { params: { feedId } }) => revokeFeed(ctx, feedId),
});

export const calendarRoutes: readonly Route[] = [
  allServices, newService, saveService, allResources, newResource, saveResource, saveDays, slots,
  waits, getCode, renewCode, allFeeds, newFeed, endFeed,
];
