import { Type as T } from "typebox";
import { OpenOfferSchema } from "#modules/promotions/index.ts";
import { findMine, VoucherSchema } from "#modules/wallet/index.ts";
import { limitCodes } from "#modules/limits/index.ts";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, open, type Route, staff } from "#platform/route.ts";
import { Id, Millis, Nullable, Word } from "#platform/schema.ts";
import { exchangeItem } from "./exchange-item.ts";
import { listExchanges } from "./list-exchanges.ts";
import { listItems, listMall } from "./list-items.ts";
import { addItem, changeItem } from "./save-item.ts";
import { undoReasons } from "./tables.ts";
import { undoExchange } from "./undo-exchange.ts";

const tag = "mall";
const closed = { additionalProperties: false };
const whole = (maximum: number, minimum = 1) => T.Integer({ minimum, maximum });
const left = Nullable(T.Integer({ description: "null: not limited" }));

const listShown = defineRoute({
  operationId: "listMall",
  method: "GET",
  path: "/:brand/api/mall",
  tag,
  summary: { zh: "积分商城", en: "What can be exchanged for points now" },
  access: open(),
  query: T.Object(pageQuery),
  answer: pageOf(T.Object({
    itemId: Id,
    points: T.Integer(),
    pictureUrl: Nullable(T.String()),
    left,
    perMember: Nullable(T.Integer()),
    mine: T.Integer({ description: "how many times the caller has it" }),
    offer: OpenOfferSchema,
  })),
  run: (ctx, { query }) => listMall(ctx, query),
});

const exchange = defineRoute({
  operationId: "exchangePoints",
  method: "POST",
  path: "/:brand/api/mall/:itemId/exchange",
  tag,
  summary: { zh: "用积分兑换", en: "Exchange points for an item; its voucher is issued at once" },
  access: memberOnly(),
  params: T.Object({ itemId: Id }),
  body: T.Object({ expectedPoints: whole(100_000_000) }, closed),
  answer: T.Object({ exchangeId: Id, points: T.Integer(), voucher: VoucherSchema }),
  errors: [
    "mall_item_not_found", "mall_item_gone", "mall_sold_out", "mall_member_limit",
    "mall_price_changed", "points_too_few", "stopped",
    ...limitCodes(["member", "phone", "household", "device", "all", "campaign", "store"],
      ["count"]),
  ],
  async run(ctx, { params: { itemId }, body: { expectedPoints } }) {
    if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
    const { memberId } = ctx.actor;
    const { exchangeId, voucherId, points } =
      await exchangeItem(ctx, { itemId, memberId, expectedPoints });
    return { exchangeId, points, voucher: await findMine(ctx, memberId, voucherId) };
  },
});

const item = {
  points: whole(100_000_000),
  stock: Nullable(whole(10_000_000)),
  perMember: Nullable(whole(1_000)),
  mediaId: Nullable(Id),
  shown: T.Boolean(),
  position: whole(10_000, 0),
};

const listAll = defineRoute({
  operationId: "listMallItems",
  method: "GET",
  path: "/api/:brand/mall/items",
  tag,
  summary: { zh: "积分商城的礼品", en: "Items of the mall, also what is not shown" },
  access: staff("offers.read", "any"),
  query: T.Object(pageQuery),
  answer: pageOf(T.Object({
    itemId: Id,
    offerId: Id,
    title: T.String(),
    titleEn: Nullable(T.String()),
    open: T.Boolean({ description: "its offer can be claimed now" }),
    left,
    pictureUrl: Nullable(T.String()),
    ...item,
  })),
  run: (ctx, { query }) => listItems(ctx, query),
});

const add = defineRoute({
  operationId: "addMallItem",
  method: "POST",
  path: "/api/:brand/mall/items",
  tag,
  summary: {
    zh: "把优惠放进积分商城（从此只能用积分兑换）",
    en: "Put an offer into the mall; from then on it costs points",
  },
  access: staff("points.manage", "brand"),
  body: T.Object({ offerId: Id, ...item }, closed),
  answer: T.Object({ itemId: Id }),
  status: 201,
  errors: [
    "mall_offer_taken", "media_not_found", "offer_not_found", "offer_not_published", "offer_over",
    "offer_automatic",
  ],
  async run(ctx, { body: { offerId, ...input } }) {
    return { itemId: await addItem(ctx, offerId, input) };
  },
});

const change = defineRoute({
  operationId: "changeMallItem",
  method: "PUT",
  path: "/api/:brand/mall/items/:itemId",
  tag,
  summary: { zh: "修改礼品", en: "Change an item" },
  access: staff("points.manage", "brand"),
  params: T.Object({ itemId: Id }),
  body: T.Object(item, closed),
  errors: ["mall_item_not_found", "media_not_found"],
  run: (ctx, { params: { itemId }, body }) => changeItem(ctx, itemId, body),
});

const exchanges = defineRoute({
  operationId: "listMallExchanges",
  method: "GET",
  path: "/api/:brand/mall/exchanges",
  tag,
  summary: { zh: "兑换记录", en: "Exchanges, newest first" },
  access: staff("members.read", "any"),
  query: T.Object(pageQuery),
  answer: pageOf(T.Object({
    exchangeId: Id,
    itemId: Id,
    title: T.String(),
    titleEn: Nullable(T.String()),
    memberId: Id,
    masked: T.String(),
    points: T.Integer(),
    at: Millis,
    undoneAt: Nullable(Millis),
    undoReason: Nullable(T.String()),
  })),
  run: (ctx, { query }) => listExchanges(ctx, query),
});

const undo = defineRoute({
  operationId: "undoMallExchange",
  method: "POST",
  path: "/api/:brand/mall/exchanges/:exchangeId/undo",
  tag,
  summary: { zh: "撤销兑换，退回积分", en: "Undo an exchange; everything comes back" },
  access: staff("points.manage", "brand"),
  params: T.Object({ exchangeId: Id }),
  body: T.Object({ reason: Word(...undoReasons) }, closed),
  errors: ["exchange_not_found", "exchange_not_undoable"],
  run: (ctx, { params: { exchangeId }, body }) => undoExchange(ctx, exchangeId, body.reason),
});

export const mallRoutes: readonly Route[] = [
  listShown, exchange, listAll, add, change, exchanges, undo,
];
