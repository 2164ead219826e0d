import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, type Route, staff } from "#platform/route.ts";
import { Id, Millis, Nullable, Word } from "#platform/schema.ts";
import { ownOrder } from "../queries.ts";
import { BriefSchema } from "../shapes.ts";
import { listOwnPickups, listPickups, pickupViews } from "./list-pickups.ts";
import { markReady } from "./mark-ready.ts";
import { pickupSettings, PickupSettingsSchema, savePickupSettings } from "./settings.ts";

const tag = "orders";
const text = T.String();

const PickupSchema = T.Intersect([
  BriefSchema,
  T.Object({
    goods: T.Array(T.Object({ name: text, nameEn: Nullable(text), quantity: T.Integer() })),
    paidAt: Nullable(Millis),
    readyAt: Nullable(T.Integer({ description: "packed since; null: not yet" })),
    remindedAt: Nullable(Millis),
    releaseAt: Nullable(T.Integer({ description: "the rule for the uncollected works then" })),
    overdueAt: Nullable(Millis),
    overdueRule: Nullable(Word("refund", "keep")),
    collectedAt: Nullable(Millis),
  }),
]);

function memberOf(ctx: Context): string {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  return ctx.actor.memberId;
}

const mine = defineRoute({
  operationId: "listMyPickups",
  method: "GET",
  path: "/:brand/api/pickups",
  tag,
  summary: { zh: "我的待取货订单", en: "What I have to collect" },
  access: memberOnly(),
  query: T.Object(pageQuery),
  answer: pageOf(PickupSchema),
  run: (ctx, { query }) => listOwnPickups(ctx, memberOf(ctx), query),
});

const ofOrder = defineRoute({
  operationId: "getMyPickup",
  method: "GET",
  path: "/:brand/api/orders/:orderId/pickup",
  tag,
  summary: { zh: "我的一笔订单的自提", en: "The pickup of one of my orders; null: it has none" },
  access: memberOnly(),
  params: T.Object({ orderId: Id }),
  answer: T.Object({ pickup: Nullable(PickupSchema) }),
  errors: ["order_not_found"],
  async run(ctx, { params: { orderId } }) {
    const [pickup] = await pickupViews(ctx, [await ownOrder(ctx, orderId)]);
    return { pickup: pickup ?? null };
  },
});

const board = defineRoute({
  operationId: "listPickups",
  method: "GET",
  path: "/api/:brand/pickups",
  tag,
  summary: { zh: "自提看板", en: "What waits at my stores, oldest first" },
  access: staff("orders.work"),
  query: T.Object({
    ...pageQuery,
    storeId: T.Optional(Id),
    state: T.Optional(Word("waiting", "collected")),
  }),
  answer: pageOf(PickupSchema),
  run: (ctx, { query }) => listPickups(ctx, { ...query, state: query.state ?? "waiting" }),
});

const ready = defineRoute({
  operationId: "markPickupReady",
  method: "POST",
  path: "/api/:brand/pickups/:orderId/ready",
  tag,
  summary: { zh: "标记已备好", en: "The goods are packed and lie ready" },
  access: staff("orders.work"),
  params: T.Object({ orderId: Id }),
  errors: ["pickup_not_found", "pickup_ended"],
  run: (ctx, { params: { orderId } }) => markReady(ctx, orderId),
});

const readSettings = defineRoute({
  operationId: "getPickupSettings",
  method: "GET",
  path: "/api/:brand/pickup-settings",
  tag,
  summary: { zh: "自提规则", en: "Rules of pickups" },
  access: staff("orders.work"),
  answer: PickupSettingsSchema,
  run: (ctx) => pickupSettings(ctx),
});

const saveSettings = defineRoute({
  operationId: "savePickupSettings",
  method: "PUT",
  path: "/api/:brand/pickup-settings",
  tag,
  summary: { zh: "保存自提规则", en: "Save the rules of pickups" },
  access: staff("orders.reconcile", "brand"),
  body: PickupSettingsSchema,
  answer: PickupSettingsSchema,
  errors: ["pickup_days_crossed"],
  async run(ctx, { body }) {
    await savePickupSettings(ctx, body);
    return pickupSettings(ctx);
  },
});

export const pickupRoutes: readonly Route[] = [
  mine, ofOrder, board, ready, readSettings, saveSettings,
];
