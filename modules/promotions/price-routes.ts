import { Type as T } from "typebox";
import { StackingPolicySchema } from "#packages/pricing/index.ts";
import { defineRoute, open, type Route, staff } from "#platform/route.ts";
import { Id, Millis, Minor, Nullable, Text } from "#platform/schema.ts";
import { GoodsPageSchema, listGoods } from "./list-goods.ts";
import { priceCart } from "./price-cart.ts";
import { showGoods, ShownGoodsSchema } from "./show-goods.ts";
import { CartPriceSchema, TrialPriceSchema } from "./priced-schema.ts";
import { PolicyAnswer, saveStackingPolicy, stackingPolicy } from "./stacking-policy.ts";
import { trialPrice } from "./trial-price.ts";

const tag = "promotions";
const quantity = T.Integer({ minimum: 1, maximum: 9_999 });
const amount = T.Integer({ minimum: 0, maximum: 1_000_000_000_000 });
const lineFields = {
  lineId: Text(64),
  productId: Id,
  variantId: T.Optional(Nullable(Id)),
  quantity,
};
const closed = { additionalProperties: false };
const choose = T.Optional(
  T.Array(Text(80), { maxItems: 300, description: "only these offers or vouchers may apply" }),
);

const cart = defineRoute({
  operationId: "priceCart",
  method: "POST",
  path: "/:brand/api/cart/price",
  tag,
  summary: { zh: "计算购物车的最优价格并说明", en: "The best price of a cart, explained" },
  access: open(),
  idempotent: "exempt",
  body: T.Object(
    {
      storeId: T.Optional(Nullable(Id)),
      lines: T.Array(T.Object(lineFields, closed), { maxItems: 200 }),
      choose,
    },
    closed,
  ),
  bodyLimit: 200_000,
  answer: CartPriceSchema,
  errors: ["cart_goods_not_sold", "store_not_found", "too_many_tries"],
  run: (ctx, { body }) => priceCart(ctx, body),
});

const points = T.Object(
  {
    balance: amount,
    step: T.Object({ points: T.Integer({ minimum: 1 }), minor: amount }, closed),
    capBps: T.Optional(T.Integer({ minimum: 0, maximum: 10_000 })),
    capMinor: T.Optional(Nullable(amount)),
    use: T.Union([T.Literal("most"), amount]),
  },
  closed,
);

const trial = defineRoute({
  operationId: "trialPrice",
  method: "POST",
  path: "/api/:brand/prices/trial",
  tag,
  summary: { zh: "价格试算：选会员、门店、时间，可含草稿", en: "Try a cart's price, drafts too" },
  access: staff("offers.read"),
  idempotent: "exempt",
  body: T.Object(
    {
      storeId: T.Optional(Nullable(Id)),
      channelId: T.Optional(Nullable(Id)),
      atMs: T.Optional(Millis),
      member: T.Optional(
        Nullable(T.Object({ memberId: T.Optional(Nullable(Id)) }, closed)),
      ),
      segments: T.Optional(T.Array(Text(120), { maxItems: 50 })),
      firstOrder: T.Optional(T.Boolean()),
      vouchersOfOfferIds: T.Optional(T.Array(Id, { maxItems: 100 })),
      lines: T.Array(T.Object({ ...lineFields, unitMinor: T.Optional(amount) }, closed), {
        maxItems: 1_000,
      }),
      deliveryMinor: T.Optional(amount),
      points: T.Optional(Nullable(points)),
      storedValueMinor: T.Optional(amount),
      withDrafts: T.Optional(T.Boolean()),
      draftOfferIds: T.Optional(T.Array(Id, { maxItems: 200 })),
      choose,
      explainAll: T.Optional(T.Boolean()),
    },
    closed,
  ),
  answer: TrialPriceSchema,
  errors: ["cart_goods_not_sold", "store_not_found", "member_unknown", "trial_no_voucher"],
  run: (ctx, { body }) => trialPrice(ctx, body),
});

const goods = defineRoute({
  operationId: "listGoods",
  method: "GET",
  path: "/:brand/api/stores/:code/goods",
  tag,
  summary: { zh: "门店的商品与价格", en: "Goods of a store with their prices" },
  access: open(),
  params: T.Object({ code: Text(32) }),
  query: T.Object({
    cursor: T.Optional(T.String({ maxLength: 400 })),
    limit: T.Optional(T.Integer({ minimum: 1, maximum: 100, default: 30 })),
    text: T.Optional(Text(80)),
    category: T.Optional(Text(600)),
  }),
  answer: GoodsPageSchema,
  errors: ["store_not_found", "store_closed"],
  run: (ctx, { params, query }) => listGoods(ctx, params.code, query),
});

const oneOfGoods = defineRoute({
  operationId: "getGoods",
  method: "GET",
  path: "/:brand/api/stores/:code/goods/:productId",
  tag,
  summary: { zh: "门店的一个商品：规格、价格、赠品与时间", en: "One product of a store" },
  access: open(),
  params: T.Object({ code: Text(32), productId: Id }),
  answer: ShownGoodsSchema,
  errors: ["store_not_found", "store_closed", "product_not_found"],
  run: (ctx, { params: { code, productId } }) => showGoods(ctx, code, productId),
});

const readPolicy = defineRoute({
  operationId: "getStackingPolicy",
  method: "GET",
  path: "/api/:brand/stacking-policy",
  tag,
  summary: { zh: "叠加规则", en: "What is subtracted first, and what never meets" },
  access: staff("offers.read"),
  answer: PolicyAnswer,
  run: (ctx) => stackingPolicy(ctx),
});

const savePolicy = defineRoute({
  operationId: "saveStackingPolicy",
  method: "PUT",
  path: "/api/:brand/stacking-policy",
  tag,
  summary: { zh: "保存叠加规则（产生新版本）", en: "Save a new version of the stacking policy" },
  access: staff("offers.publish", "brand"),
  body: StackingPolicySchema,
  answer: PolicyAnswer,
  errors: ["offer_invalid"],
  async run(ctx, { body }) {
    await saveStackingPolicy(ctx, body);
    return stackingPolicy(ctx);
  },
});

export const priceRoutes: readonly Route[] = [
  cart, trial, goods, oneOfGoods, readPolicy, savePolicy,
];
