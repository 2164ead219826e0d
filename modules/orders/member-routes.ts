import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, open, type Route } from "#platform/route.ts";
import { Id, Minor, Nullable, Text, Word } from "#platform/schema.ts";
import { acceptOrder } from "./accept-order.ts";
import { cancelOrder } from "./cancel-order.ts";
import { listOwnOrders } from "./list-orders.ts";
import { orderView, placedView } from "./order-view.ts";
import { receiveNotice } from "./payments/receive-notice.ts";
import { startPayment } from "./payments/start-payment.ts";
import { place } from "./place-order.ts";
import { paymentProviders } from "./ports.ts";
import { publicUrlOf } from "./public-url.ts";
import { ownOrder } from "./queries.ts";
import { quoteOrder } from "./quote-order.ts";
import {
  BriefSchema, KindSchema, LineInput, OrderSchema, QuoteSchema, WalletWishInput,
} from "./shapes.ts";

const tag = "orders";
const params = T.Object({ orderId: Id });
const closed = { additionalProperties: false };
const refusals = ["order_not_found", "order_step_refused"];
const path = "/:brand/api/orders";

function memberOf(ctx: Context): string {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  return ctx.actor.memberId;
}

const ways = defineRoute({
  operationId: "listPaymentWays",
  method: "GET",
  path: "/:brand/api/payment-ways",
  tag,
  summary: { zh: "可用的支付方式", en: "Ways to pay online" },
  access: open(),
  transaction: "none",
  answer: T.Object({
    items: T.Array(
      T.Object({
        provider: T.String(),
        methods: T.Array(T.String()),
        givesStatements: T.Boolean(),
      }),
    ),
  }),
  async run(ctx) {
    const items = paymentProviders(ctx).map(({ name, methods, statement }) => ({
      provider: name,
      methods: methods.filter((method) => method !== "pay_code"),
      givesStatements: statement !== undefined,
    }));
    return { items };
  },
});

const cart = {
  storeId: Id,
  lines: T.Array(LineInput, { minItems: 1, maxItems: 200 }),
  choose: T.Optional(T.Array(Text(80), { maxItems: 300 })),
  ...WalletWishInput,
};
const notSold = ["order_empty", "cart_goods_not_sold", "store_not_found", "presale_mixed"];

const quote = defineRoute({
  operationId: "previewOrder",
  method: "POST",
  path: `${path}/quote`,
  tag,
  summary: {
    zh: "下单前：积分、储值能付多少，还要付多少",
    en: "Before ordering: what points and stored value can pay, and what is left",
  },
  access: memberOnly(),
  // It changes nothing.
  idempotent: "exempt",
  body: T.Object(cart, closed),
  bodyLimit: 200_000,
  answer: QuoteSchema,
  errors: notSold,
  run: (ctx, { body }) => quoteOrder(ctx, { ...body, memberId: memberOf(ctx) }),
});

const placing = defineRoute({
  operationId: "placeOrder",
  method: "POST",
  path,
  tag,
  summary: { zh: "按购物车下单", en: "Order what is in the cart" },
  access: memberOnly(),
  transaction: "burst",
  body: T.Object(
    {
      ...cart,
      paymentKind: KindSchema,
      expectedTotalMinor: T.Integer({ minimum: 0, description: "the total that was shown" }),
      expectedDueMinor: T.Optional(
        T.Integer({ minimum: 0, description: "what was shown as left to pay in money" }),
      ),
      note: T.Optional(Nullable(Text(500))),
      fulfilment: T.Optional(Word("pickup")),
    },
    closed,
  ),
  bodyLimit: 200_000,
  answer: OrderSchema,
  status: 201,
  errors: [
    ...notSold, "order_price_changed", "order_due_changed", "order_deposit_only",
    "presale_closed", "stock_short", "voucher_used_meanwhile", "points_too_few",
    "stored_value_too_low", "stopped", "pickup_store_closed", "pickup_pays_at_door",
    "store_sells_nothing",
  ],
  async run(ctx, { body }) {
    const input = { ...body, memberId: memberOf(ctx), note: body.note?.trim() || null };
    return placedView(ctx, await place(ctx, input));
  },
});

const list = defineRoute({
  operationId: "listMyOrders",
  method: "GET",
  path,
  tag,
  summary: { zh: "我的订单", en: "My orders, newest first" },
  access: memberOnly(),
  query: T.Object(pageQuery),
  answer: pageOf(BriefSchema),
  run: (ctx, { query }) => listOwnOrders(ctx, memberOf(ctx), query),
});

const get = defineRoute({
  operationId: "getMyOrder",
  method: "GET",
  path: `${path}/:orderId`,
  tag,
  summary: { zh: "我的一笔订单", en: "One of my orders" },
  access: memberOnly(),
  params,
  answer: OrderSchema,
  errors: ["order_not_found"],
  run: async (ctx, { params: { orderId } }) => orderView(ctx, await ownOrder(ctx, orderId)),
});

const pay = defineRoute({
  operationId: "startPayment",
  method: "POST",
  path: `${path}/:orderId/payments`,
  tag,
  summary: { zh: "发起支付", en: "Start to pay an order" },
  access: memberOnly(),
  params,
  // The order's open payment is its own key: asked again, it is answered again.
  idempotent: "exempt",
  transaction: "none",
  body: T.Object(
    {
      provider: Text(40),
      method: T.Union([T.Literal("link"), T.Literal("qr")]),
    },
    closed,
  ),
  answer: T.Object({
    paymentId: Id,
    link: Nullable(T.String()),
    amountMinor: Minor,
    state: T.Union([T.Literal("started"), T.Literal("paid")]),
  }),
  errors: [
    ...refusals, "balance_not_open", "payment_provider_unknown", "payment_unavailable",
  ],
  run(ctx, { params: { orderId }, body, request }) {
    const base = `${publicUrlOf(request)}/${ctx.brand.key}`;
    return startPayment(ctx, {
      orderId,
      ...body,
      payCode: null,
      returnUrl: `${base}/orders/${orderId}`,
      noticeUrl: `${base}/api/payment-notices/${body.provider}`,
    });
  },
});

const cancel = defineRoute({
  operationId: "cancelMyOrder",
  method: "POST",
  path: `${path}/:orderId/cancel`,
  tag,
  summary: { zh: "取消未付款的订单", en: "Cancel an order that is not paid" },
  access: memberOnly(),
  params,
  answer: OrderSchema,
  errors: refusals,
  async run(ctx, { params: { orderId } }) {
    await cancelOrder(ctx, orderId);
    return orderView(ctx, await ownOrder(ctx, orderId));
  },
});

const accept = defineRoute({
  operationId: "acceptMyOrder",
  method: "POST",
  path: `${path}/:orderId/accept`,
  tag,
  summary: { zh: "确认验收", en: "Say that all is well with the order" },
  access: memberOnly(),
  params,
  answer: OrderSchema,
  errors: refusals,
  async run(ctx, { params: { orderId } }) {
    await acceptOrder(ctx, orderId);
    return orderView(ctx, await ownOrder(ctx, orderId));
  },
});

const notice = defineRoute({
  operationId: "receivePaymentNotice",
  method: "POST",
  path: "/:brand/api/payment-notices/:provider",
  tag,
  summary: { zh: "接收支付渠道的通知", en: "Take a notice of a payment provider" },
  access: open(),
  // A provider has no key of ours: its own notice number is kept for ever.
  idempotent: "exempt",
  transaction: "burst",
  params: T.Object({ provider: Text(40) }),
  rawBody: true,
  bodyLimit: 100_000,
  answer: T.Object({ code: T.Literal("SUCCESS") }),
  errors: ["payment_provider_unknown", "payment_notice_forged"],
  async run(ctx, { params: { provider }, request }) {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    await receiveNotice(ctx, provider, { headers: request.headers, body });
    return { code: "SUCCESS" as const };
  },
});

export const memberRoutes: readonly Route[] = [
  ways, quote, placing, list, get, pay, cancel, accept, notice,
];
