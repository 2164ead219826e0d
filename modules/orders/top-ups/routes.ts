import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { defineRoute, memberOnly, type Route, staff } from "#platform/route.ts";
import { Id, Nullable, Text, Word } from "#platform/schema.ts";
import { publicUrlOf } from "../public-url.ts";
import { findTopUpRefund, ownTopUp, topUpRefundsOf } from "./queries.ts";
import { refundLot, refundOwnLot } from "./refund-lot.ts";
import { retryTopUpRefund } from "./send-refund.ts";
import { RefundSchema, refundView, TopUpSchema, topUpView } from "./shapes.ts";
import { startTopUp } from "./start-top-up.ts";
import { takeTopUp } from "./take-top-up.ts";

const tag = "stored value";
const closed = { additionalProperties: false };
const hash = T.Optional(Nullable(T.String({ pattern: "^[0-9a-f]{64}$" })));
const refusals = [
  "stored_value_off", "stored_value_blocked", "stored_value_over_most", "top_up_not_offered",
  "contract_not_accepted",
];
const refundRefusals = [
  "top_up_not_found", "top_up_not_refundable", "top_up_refund_differs", "top_up_refund_at_store",
];

function memberOf(ctx: Pick<Context, "actor">): string {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  return ctx.actor.memberId;
}

const start = defineRoute({
  operationId: "startTopUp",
  method: "POST",
  path: "/:brand/api/stored-value/top-ups",
  tag,
  summary: { zh: "发起充值", en: "Start a top-up of my stored value" },
  access: memberOnly(),
  // Each is a payment of its own; one that nobody pays ends after half an hour.
  idempotent: "exempt",
  transaction: "none",
  body: T.Object(
    {
      payMinor: T.Integer({ minimum: 1 }),
      contractHash: hash,
      provider: Text(40),
      method: Word("link", "qr"),
    },
    closed,
  ),
  answer: T.Object({
    topUpId: Id,
    link: Nullable(T.String()),
    payMinor: T.Integer(),
    state: Word("started", "paid"),
  }),
  errors: [...refusals, "payment_provider_unknown", "payment_unavailable"],
  run(ctx, { body, request }) {
    const base = `${publicUrlOf(request)}/${ctx.brand.key}`;
    return startTopUp(ctx, {
      ...body,
      contractHash: body.contractHash ?? null,
      memberId: memberOf(ctx),
      returnUrl: `${base}/stored-value`,
      noticeUrl: `${base}/api/payment-notices/${body.provider}`,
    });
  },
});

const getMine = defineRoute({
  operationId: "getMyTopUp",
  method: "GET",
  path: "/:brand/api/stored-value/top-ups/:topUpId",
  tag,
  summary: { zh: "我的一笔充值", en: "One of my top-ups" },
  access: memberOnly(),
  params: T.Object({ topUpId: Id }),
  answer: TopUpSchema,
  errors: ["top_up_not_found"],
  run: async (ctx, { params }) => topUpView(await ownTopUp(ctx, params.topUpId)),
});

const lotParams = T.Object({ lotId: Id });
const expectedMinor = T.Integer({ minimum: 1, description: "the amount that was shown" });

const refundMine = defineRoute({
  operationId: "refundMyTopUp",
  method: "POST",
  path: "/:brand/api/stored-value/lots/:lotId/refund",
  tag,
  summary: { zh: "退还一笔充值的剩余本金", en: "Have what is left of a top-up back" },
  access: memberOnly(),
  params: lotParams,
  body: T.Object({ expectedMinor }, closed),
  answer: RefundSchema,
  errors: refundRefusals,
  run: async (ctx, { params, body }) =>
    refundView(await refundOwnLot(ctx, memberOf(ctx), { ...params, ...body })),
});

const take = defineRoute({
  operationId: "takeTopUp",
  method: "POST",
  path: "/api/:brand/members/:memberId/top-ups",
  tag,
  summary: { zh: "门店收款充值", en: "Take the money of a top-up in a store" },
  access: staff("orders.work", { unit: (input: { body: { storeId: string } }) =>
    input.body.storeId }),
  params: T.Object({ memberId: Id }),
  body: T.Object(
    {
      storeId: Id,
      payMinor: T.Integer({ minimum: 1 }),
      method: Word("cash", "terminal"),
      contractHash: hash,
    },
    closed,
  ),
  answer: TopUpSchema,
  status: 201,
  errors: refusals,
  async run(ctx, { params, body }) {
    const contractHash = body.contractHash ?? null;
    return topUpView(await takeTopUp(ctx, { ...params, ...body, contractHash }));
  },
});

const refundOne = defineRoute({
  operationId: "refundStoredLot",
  method: "POST",
  path: "/api/:brand/stored-lots/:lotId/refund",
  tag,
  summary: { zh: "为会员退还剩余本金", en: "Pay what is left of a member's lot back" },
  access: staff("orders.refund", "any"),
  params: lotParams,
  body: T.Object(
    {
      expectedMinor,
      storeId: T.Optional(Nullable(Id)),
    },
    closed,
  ),
  answer: RefundSchema,
  errors: refundRefusals,
  run: async (ctx, { params, body }) =>
    refundView(await refundLot(ctx, { ...params, ...body, storeId: body.storeId ?? null })),
});

const retry = defineRoute({
  operationId: "retryTopUpRefund",
  method: "POST",
  path: "/api/:brand/stored-refunds/:refundId/retry",
  tag,
  summary: { zh: "重新发送失败的充值退款", en: "Send a failed refund of a top-up again" },
  access: staff("orders.refund", "any"),
  params: T.Object({ refundId: Id }),
  answer: RefundSchema,
  errors: ["refund_not_found"],
  async run(ctx, { params: { refundId } }) {
    await retryTopUpRefund(ctx, refundId);
    return refundView((await findTopUpRefund(ctx, refundId))!);
  },
});

const refundsOfMember = defineRoute({
  operationId: "listTopUpRefunds",
  method: "GET",
  path: "/api/:brand/members/:memberId/stored-refunds",
  tag,
  summary: { zh: "会员的充值退款", en: "A member's refunds of top-ups, newest first" },
  access: staff("members.read", "any"),
  params: T.Object({ memberId: Id }),
  answer: T.Object({ items: T.Array(RefundSchema) }),
  run: async (ctx, { params: { memberId } }) => ({
    items: (await topUpRefundsOf(ctx, memberId)).map(refundView),
  }),
});

export const topUpRoutes: readonly Route[] = [
  start, getMine, refundMine, take, refundOne, retry, refundsOfMember,
];
