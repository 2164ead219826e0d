import { Type as T } from "typebox";
import { getStore } from "#modules/stores/index.ts";
import { problemOf } from "#platform/errors.ts";
import { defineRoute, type Route, staff } from "#platform/route.ts";
import { Id, Millis, Minor, Nullable, Text, Word } from "#platform/schema.ts";
import { orderView } from "../order-view.ts";
import { paymentProviders } from "../ports.ts";
import { publicUrlOf } from "../public-url.ts";
import { LineInput, OrderSchema } from "../shapes.ts";
import { lookAtPayCode, payByCode } from "./pay-by-code.ts";
import { priceSale } from "./price-sale.ts";
import { sell } from "./sell.ts";
import { whyNoSale } from "./selling-store.ts";
import { tillGoods } from "./till-goods.ts";
import { knowMember } from "./till-member.ts";

const tag = "orders";
const path = "/api/:brand/till";
const closed = { additionalProperties: false };
const work = staff("orders.work");
const storeErrors = ["store_not_found", "store_closed", "till_sells_nothing"];
const named = { name: T.String(), nameEn: Nullable(T.String()) };

const open = defineRoute({
  operationId: "openTill",
  method: "GET",
  path,
  tag,
  summary: { zh: "这家门店能否收银、怎样收款", en: "Whether a store sells, and how it is paid" },
  access: work,
  query: T.Object({ storeId: Id }),
  answer: T.Object({
    sells: T.Boolean(),
    why: Nullable(T.Object({ code: T.String(), title: T.String(), next: T.String() })),
    payCodeProviders: T.Array(T.String(), {
      description: "of providers that take a code off the member's screen",
    }),
  }),
  errors: ["store_not_found"],
  async run(ctx, { query: { storeId } }) {
    const why = whyNoSale(ctx, await getStore(ctx, storeId));
    const told = why && problemOf(why.code, why.params, ctx.lang, ctx.requestId);
    const byCode = paymentProviders(ctx).filter(({ methods }) => methods.includes("pay_code"));
    return {
      sells: why === null,
      why: told && { code: told.code, title: told.title, next: told.next },
      payCodeProviders: byCode.map(({ name }) => name),
    };
  },
});

const goods = defineRoute({
  operationId: "findTillGoods",
  method: "GET",
  path: `${path}/goods`,
  tag,
  summary: {
    zh: "收银台的商品：扫码、拼音或常卖",
    en: "Goods for the till: by barcode or name, or what sells most",
  },
  access: work,
  query: T.Object({ storeId: Id, text: T.Optional(Text(80)) }),
  answer: T.Object({
    items: T.Array(
      T.Object({
        productId: Id,
        variantId: Nullable(Id),
        code: T.String({ description: "what its barcode says" }),
        ...named,
        options: T.String(),
        listMinor: Minor,
        left: Nullable(T.Integer({ description: "null: not counted" })),
      }),
    ),
  }),
  errors: storeErrors,
  async run(ctx, { query: { storeId, text = "" } }) {
    return { items: await tillGoods(ctx, storeId, text) };
  },
});

const member = defineRoute({
  operationId: "knowMember",
  method: "POST",
  path: `${path}/member`,
  tag,
  summary: {
    zh: "认会员：会员码、12 位数字或手机号",
    en: "Who stands at the till: by card code, its digits or the phone number",
  },
  access: work,
  // Nothing is written: who reads a code uses nothing up.
  idempotent: "exempt",
  body: T.Object({ storeId: Id, text: Text(2_048) }, closed),
  answer: T.Object({
    memberToken: T.String(),
    until: Millis,
    by: Word("code", "phone"),
    masked: T.String(),
    nameMasked: Nullable(T.String()),
    points: Nullable(T.Integer({ description: "null: not told, or the brand has none" })),
    storedValueMinor: Nullable(Minor),
  }),
  errors: [
    ...storeErrors, "member_code_unknown", "member_code_expired", "member_code_other_brand",
    "till_member_unknown", "too_many_tries",
  ],
  run: (ctx, { body }) => knowMember(ctx, body),
});

const sale = {
  storeId: Id,
  memberToken: Nullable(T.String({ maxLength: 1_000 })),
  lines: T.Array(LineInput, { minItems: 1, maxItems: 200 }),
  without: T.Array(Id, { maxItems: 100, description: "vouchers to leave for another time" }),
  usePoints: T.Boolean(),
  useStoredValue: T.Boolean(),
};
const saleErrors = [...storeErrors, "till_member_over", "cart_goods_not_sold", "order_empty"];

const price = defineRoute({
  operationId: "priceSale",
  method: "POST",
  path: `${path}/price`,
  tag,
  summary: { zh: "收银台的价格：最优组合", en: "What a sale costs, by the best combination" },
  access: work,
  idempotent: "exempt",
  body: T.Object(sale, closed),
  bodyLimit: 200_000,
  answer: T.Object({
    lines: T.Array(T.Object({
      lineId: T.String(), quantity: T.Integer(), initialMinor: Minor, payableMinor: Minor,
    })),
    gifts: T.Array(T.Object({ label: T.String(), quantity: T.Integer() })),
    benefits: T.Array(T.Object({
      offerId: T.String(),
      voucherId: Nullable(Id),
      ...named,
      amountMinor: Minor,
      used: T.Boolean(),
      why: T.String(),
    })),
    initialMinor: Minor,
    savedMinor: Minor,
    totalMinor: Minor,
    points: T.Object({ used: T.Integer(), minor: Minor, couldMinor: Minor }),
    storedValue: T.Object({ minor: Minor, couldMinor: Minor }),
    dueMinor: Minor,
    spends: T.Boolean({ description: "the member showed their code: all may be used" }),
  }),
  errors: saleErrors,
  run: (ctx, { body }) => priceSale(ctx, body),
});

const taken = T.Object(
  { method: Word("cash", "terminal"), amountMinor: T.Integer({ minimum: 1 }) },
  closed,
);

const sold = defineRoute({
  operationId: "sellAtTill",
  method: "POST",
  path: `${path}/sales`,
  tag,
  summary: { zh: "收银：下单、用券、收款、交付一次完成", en: "Sell at the till, all at once" },
  access: work,
  body: T.Object(
    {
      ...sale,
      expectedTotalMinor: T.Integer({ minimum: 0 }),
      expectedDueMinor: T.Integer({ minimum: 0 }),
      taken: T.Array(taken, { maxItems: 4 }),
      payCodeFollows: T.Boolean({ description: "what is left is paid by payByCode" }),
      givenMinor: Nullable(T.Integer({ minimum: 1, description: "cash handed over" })),
    },
    closed,
  ),
  bodyLimit: 200_000,
  answer: OrderSchema,
  status: 201,
  errors: [
    ...saleErrors, "order_price_changed", "order_due_changed", "order_deposit_only",
    "order_goods_gone", "stock_short", "voucher_used_meanwhile", "stopped", "till_short",
    "points_too_few", "stored_value_too_low",
  ],
  run: async (ctx, { body }) => orderView(ctx, await sell(ctx, body)),
});

const params = T.Object({ orderId: Id });
const states = T.Object({ state: Word("paid", "waiting", "failed") });

const payCode = defineRoute({
  operationId: "payByCode",
  method: "POST",
  path: `${path}/sales/:orderId/pay-code`,
  tag,
  summary: { zh: "扫会员的付款码收款", en: "Have a code off the member's screen pay the rest" },
  access: work,
  // One try at a time: an open one is answered again, never begun twice.
  idempotent: "exempt",
  transaction: "none",
  params,
  body: T.Object(
    { provider: Text(40), payCode: T.String({ pattern: "^[0-9]{16,24}$" }) },
    closed,
  ),
  answer: states,
  errors: [
    "order_not_found", "order_step_refused", "payment_provider_unknown", "payment_unavailable",
  ],
  async run(ctx, { params: { orderId }, body, request }) {
    const base = `${publicUrlOf(request)}/${ctx.brand.key}`;
    const state = await payByCode(ctx, {
      orderId,
      ...body,
      returnUrl: `${base}/orders/${orderId}`,
      noticeUrl: `${base}/api/payment-notices/${body.provider}`,
    });
    return { state };
  },
});

const look = defineRoute({
  operationId: "lookAtPayCode",
  method: "POST",
  path: `${path}/sales/:orderId/pay-code/look`,
  tag,
  summary: { zh: "付款码收到钱了吗", en: "What became of the code; it can be stopped" },
  access: work,
  idempotent: "exempt",
  transaction: "none",
  params,
  body: T.Object(
    { stop: T.Boolean({ description: "nobody can pay by it from then on" }) },
    closed,
  ),
  answer: states,
  errors: ["order_not_found"],
  async run(ctx, { params: { orderId }, body }) {
    return { state: await lookAtPayCode(ctx, orderId, body.stop) };
  },
});

export const tillRoutes: readonly Route[] = [open, goods, member, price, sold, payCode, look];
