import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { defineRoute, memberOnly, open, type Route } from "#platform/route.ts";
import { Id } from "#platform/schema.ts";
import { findVoucher } from "../queries.ts";
import { storesOf } from "../store-scope.ts";
import { VoucherSchema, voucherView } from "../voucher-view.ts";
import { makeGift } from "./make-gift.ts";
import { giftByToken } from "./queries.ts";
import { takeBackGift } from "./take-back-gift.ts";

const tag = "wallet";
const voucherParams = T.Object({ voucherId: Id });

function memberOf(ctx: Context): string {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  return ctx.actor.memberId;
}

const make = defineRoute({
  operationId: "giveVoucher",
  method: "POST",
  path: "/:brand/api/wallet/:voucherId/gift",
  tag,
  summary: { zh: "把一张券转赠给朋友（链接仅显示一次）", en: "Give a voucher to a friend by a link" },
  access: memberOnly(),
  // A stored answer would keep the token that is stored nowhere; a repeat is refused.
  idempotent: "exempt",
  params: voucherParams,
  answer: T.Object({
    token: T.String({ description: "the link is /{brand}/g#token" }),
    expiresAt: T.Integer({ description: "epoch milliseconds, exclusive" }),
  }),
  errors: ["voucher_not_found", "voucher_not_giftable", "held_at_store"],
  async run(ctx, { params }) {
    const { token, expiresAt } = await makeGift(ctx, memberOf(ctx), params.voucherId);
    return { token, expiresAt: expiresAt.epochMilliseconds };
  },
});

const takeBack = defineRoute({
  operationId: "takeBackGift",
  method: "POST",
  path: "/:brand/api/wallet/:voucherId/gift/take-back",
  tag,
  summary: { zh: "取回正在转赠的券", en: "Take a gift back before a friend has it" },
  access: memberOnly(),
  params: voucherParams,
  errors: ["voucher_not_found", "gift_over"],
  run: (ctx, { params }) => takeBackGift(ctx, memberOf(ctx), params.voucherId),
});

const look = defineRoute({
  operationId: "lookAtGift",
  method: "POST",
  path: "/:brand/api/gifts/look",
  tag,
  summary: { zh: "查看朋友转赠的券", en: "What a friend's link gives" },
  access: open(),
  idempotent: "exempt",
  body: T.Object(
    { token: T.String({ minLength: 1, maxLength: 100 }) },
    { additionalProperties: false },
  ),
  answer: T.Object({
    state: T.String({ description: "open | over" }),
    expiresAt: T.Integer({ description: "epoch milliseconds, exclusive" }),
    voucher: VoucherSchema,
  }),
  errors: ["gift_over"],
  async run(ctx, { body }) {
    const gift = await giftByToken(ctx, body.token);
    const row = gift && (await findVoucher(ctx, gift.voucher_id));
    if (!gift || !row) throw refuse("gift_over");
    const waits = Temporal.Instant.compare(ctx.now, gift.expires_at) < 0 && !row.recalled_at;
    const isOpen = gift.state === "open" && waits;
    return {
      state: isOpen ? "open" : "over",
      expiresAt: gift.expires_at.epochMilliseconds,
      voucher: voucherView(row, ctx.now, await storesOf(ctx, row)),
    };
  },
});

export const giftRoutes: readonly Route[] = [make, takeBack, look];
