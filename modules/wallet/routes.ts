import { Type as T } from "typebox";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, type Route, staff } from "#platform/route.ts";
import { Id } from "#platform/schema.ts";
import { makePermanentCode } from "./permanent-code.ts";
import { findMine, myVouchers } from "./my-vouchers.ts";
import { recallVoucher } from "./recall-voucher.ts";
import { VoucherSchema } from "./voucher-view.ts";

const voucherParams = T.Object({ voucherId: Id });

function memberOf(ctx: Context): string {
  if (ctx.actor.kind !== "member") throw refuse("not_signed_in");
  return ctx.actor.memberId;
}

const listVouchers = defineRoute({
  operationId: "listMyVouchers",
  method: "GET",
  path: "/:brand/api/wallet",
  tag: "wallet",
  summary: { zh: "我的券包", en: "My vouchers, newest first" },
  access: memberOnly(),
  query: T.Object(pageQuery),
  answer: pageOf(VoucherSchema),
  run: (ctx, { query }) => myVouchers(ctx, memberOf(ctx), query),
});

const getVoucher = defineRoute({
  operationId: "getMyVoucher",
  method: "GET",
  path: "/:brand/api/wallet/:voucherId",
  tag: "wallet",
  summary: { zh: "券包中的一张券", en: "One of my vouchers" },
  access: memberOnly(),
  params: voucherParams,
  answer: VoucherSchema,
  errors: ["voucher_not_found"],
  run: (ctx, { params }) => findMine(ctx, memberOf(ctx), params.voucherId),
});

const makeCode = defineRoute({
  operationId: "makePermanentCode",
  method: "POST",
  path: "/api/:brand/vouchers/:voucherId/code",
  tag: "wallet",
  summary: { zh: "生成可打印的固定券码（仅显示一次）", en: "Make the code to print; shown once" },
  access: staff("offers.publish"),
  // A stored answer would keep for two days the code that is stored nowhere; a repeat is harmless.
  idempotent: "exempt",
  params: voucherParams,
  answer: T.Object({ code: T.String(), last4: T.String() }),
  errors: ["voucher_not_found", "no_permanent_code"],
  async run(ctx, { params }) {
    const code = await makePermanentCode(ctx, params.voucherId);
    return { code, last4: code.slice(-4) };
  },
});

const recall = defineRoute({
  operationId: "recallVoucher",
  method: "POST",
  path: "/api/:brand/vouchers/:voucherId/recall",
  tag: "wallet",
  summary: { zh: "收回未用完的券", en: "Recall a voucher that is not used up" },
  access: staff("offers.publish"),
  params: voucherParams,
  errors: ["voucher_not_found", "voucher_not_recallable"],
  run: (ctx, { params }) => recallVoucher(ctx, params.voucherId),
});

export const routes: readonly Route[] = [listVouchers, getVoucher, makeCode, recall];
