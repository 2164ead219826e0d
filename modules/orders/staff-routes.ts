import { Type as T } from "typebox";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Id, Minor, Nullable, Text } from "#platform/schema.ts";
import { cancelOrder } from "./cancel-order.ts";
import { handOver } from "./hand-over.ts";
import { listOrders } from "./list-orders.ts";
import { orderView } from "./order-view.ts";
import { takePayment } from "./payments/take-payment.ts";
import { findOrder } from "./queries.ts";
import { effectView } from "./refunds/effect-view.ts";
import { previewReturn, returnGoods } from "./refunds/return-goods.ts";
import { retryRefund } from "./refunds/retry-refund.ts";
import { orderSettings, saveOrderSettings, SettingsSchema } from "./settings.ts";
import { BriefSchema, EffectSchema, OrderSchema, ReturnedSchema, StateSchema } from "./shapes.ts";

const tag = "orders";
const path = "/api/:brand/orders";
const params = T.Object({ orderId: Id });
const closed = { additionalProperties: false };
const refusals = ["order_not_found", "order_step_refused"];
const work = staff("orders.work");
const refunding = staff("orders.refund");

async function shown(ctx: Context, orderId: string) {
  const order = await findOrder(ctx, orderId);
  if (!order) throw refuse("order_not_found");
  await permit(ctx, "orders.work", order.store_id);
  return orderView(ctx, order);
}

const list = defineRoute({
  operationId: "listOrders",
  method: "GET",
  path,
  tag,
  summary: { zh: "订单列表", en: "Orders of my stores, newest first" },
  access: work,
  query: T.Object({
    ...pageQuery,
    storeId: T.Optional(Id),
    state: T.Optional(StateSchema),
    number: T.Optional(Text(40)),
  }),
  answer: pageOf(BriefSchema),
  run: (ctx, { query }) => listOrders(ctx, query),
});

const get = defineRoute({
  operationId: "getOrder",
  method: "GET",
  path: `${path}/:orderId`,
  tag,
  summary: { zh: "一笔订单", en: "An order with its explanation" },
  access: work,
  params,
  answer: OrderSchema,
  errors: ["order_not_found"],
  run: (ctx, { params: { orderId } }) => shown(ctx, orderId),
});

const take = defineRoute({
  operationId: "takePayment",
  method: "POST",
  path: `${path}/:orderId/payments`,
  tag,
  summary: { zh: "门店收款", en: "Take the money of an order in the store" },
  access: work,
  params,
  body: T.Object(
    {
      method: T.Union([T.Literal("cash"), T.Literal("terminal")]),
      amountMinor: T.Integer({ minimum: 1 }),
    },
    closed,
  ),
  answer: OrderSchema,
  errors: [
    ...refusals, "order_amount_differs", "order_goods_gone", "balance_not_open",
  ],
  async run(ctx, { params: { orderId }, body }) {
    await takePayment(ctx, { orderId, ...body });
    return shown(ctx, orderId);
  },
});

const hand = defineRoute({
  operationId: "markHandedOver",
  method: "POST",
  path: `${path}/:orderId/hand-over`,
  tag,
  summary: { zh: "确认交付", en: "The member has the goods" },
  access: work,
  params,
  answer: OrderSchema,
  errors: [...refusals, "order_goods_gone"],
  async run(ctx, { params: { orderId } }) {
    await handOver(ctx, orderId);
    return shown(ctx, orderId);
  },
});

const cancel = defineRoute({
  operationId: "cancelOrder",
  method: "POST",
  path: `${path}/:orderId/cancel`,
  tag,
  summary: { zh: "取消未付款的订单", en: "Cancel an order that is not paid" },
  access: work,
  params,
  answer: OrderSchema,
  errors: refusals,
  async run(ctx, { params: { orderId } }) {
    await cancelOrder(ctx, orderId);
    return shown(ctx, orderId);
  },
});

const preview = defineRoute({
  operationId: "previewReturn",
  method: "POST",
  path: `${path}/:orderId/returns/preview`,
  tag,
  summary: { zh: "退货前先看结果", en: "What a return would pay back and change" },
  access: refunding,
  idempotent: "exempt",
  params,
  body: T.Object({ returned: ReturnedSchema }, closed),
  answer: EffectSchema,
  errors: [...refusals, "refund_too_much", "refund_nothing"],
  async run(ctx, { params: { orderId }, body }) {
    return effectView(ctx, orderId, await previewReturn(ctx, { orderId, ...body }));
  },
});

const reasons = ["changed_mind", "faulty", "wrong_item", "other"] as const;

const giveBack = defineRoute({
  operationId: "takeGoodsBack",
  method: "POST",
  path: `${path}/:orderId/returns`,
  tag,
  summary: { zh: "退货退款", en: "Take goods back and pay back" },
  access: refunding,
  params,
  body: T.Object(
    {
      returned: ReturnedSchema,
      reason: T.Union(reasons.map((reason) => T.Literal(reason))),
      note: T.Optional(Nullable(Text(500))),
      restock: T.Boolean({ description: "the goods are for sale again" }),
      expectedMinor: T.Integer({ minimum: 0, description: "the refund that was shown" }),
    },
    closed,
  ),
  answer: OrderSchema,
  errors: [...refusals, "refund_too_much", "refund_nothing", "refund_changed"],
  async run(ctx, { params: { orderId }, body }) {
    await returnGoods(ctx, { orderId, ...body, note: body.note?.trim() || null });
    return shown(ctx, orderId);
  },
});

const retry = defineRoute({
  operationId: "sendRefundAgain",
  method: "POST",
  path: `${path}/:orderId/refunds/:refundId/retry`,
  tag,
  summary: { zh: "重新发起失败的退款", en: "Send a failed refund again" },
  access: refunding,
  params: T.Object({ orderId: Id, refundId: Id }),
  answer: OrderSchema,
  errors: ["order_not_found", "refund_not_found"],
  async run(ctx, { params: { orderId, refundId } }) {
    await retryRefund(ctx, orderId, refundId);
    return shown(ctx, orderId);
  },
});

const readSettings = defineRoute({
  operationId: "getOrderSettings",
  method: "GET",
  path: "/api/:brand/order-settings",
  tag,
  summary: { zh: "订单规则", en: "Rules of orders" },
  access: work,
  answer: SettingsSchema,
  run: (ctx) => orderSettings(ctx),
});

const saveSettings = defineRoute({
  operationId: "saveOrderSettings",
  method: "PUT",
  path: "/api/:brand/order-settings",
  tag,
  summary: { zh: "保存订单规则", en: "Save the rules of orders" },
  access: staff("orders.reconcile", "brand"),
  body: SettingsSchema,
  answer: SettingsSchema,
  async run(ctx, { body }) {
    await saveOrderSettings(ctx, body);
    return orderSettings(ctx);
  },
});

export const staffRoutes: readonly Route[] = [
  list, get, take, hand, cancel, preview, giveBack, retry, readSettings, saveSettings,
];
