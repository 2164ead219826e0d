import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { TopUpRefundsTable, TopUpsTable, TopUpTables } from "./tables.ts";

const topUps = (ctx: Context) =>
  tablesOf<TopUpTables>(ctx)
    .selectFrom("orders.top_ups")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId);

const refunds = (ctx: Context) =>
  tablesOf<TopUpTables>(ctx)
    .selectFrom("orders.top_up_refunds")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId);

export async function findTopUp(ctx: Context, topUpId: string): Promise<TopUpsTable | null> {
  return (await topUps(ctx).where("top_up_id", "=", topUpId).executeTakeFirst()) ?? null;
}

/** Locked before the member's stored value and before any account. */
export async function lockTopUp(ctx: Context, topUpId: string): Promise<TopUpsTable> {
  return topUps(ctx).where("top_up_id", "=", topUpId).forUpdate().executeTakeFirstOrThrow();
}

/** A member sees their own only. */
export async function ownTopUp(ctx: Context, topUpId: string): Promise<TopUpsTable> {
  const row = await findTopUp(ctx, topUpId);
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  if (!row || row.member_id !== memberId) throw refuse("top_up_not_found");
  return row;
}

export async function topUpByTrade(
  ctx: Context,
  provider: string,
  tradeNo: string,
): Promise<TopUpsTable | null> {
  const found = topUps(ctx).where("provider", "=", provider).where("trade_no", "=", tradeNo);
  return (await found.executeTakeFirst()) ?? null;
}

/** Started and not over: they may still be paid. */
export async function pendingMinor(ctx: Context, memberId: string): Promise<number> {
  const rows = await topUps(ctx)
    .where("member_id", "=", memberId)
    .where("state", "=", "started")
    .where("pay_until", ">", ctx.now)
    .limit(100)
    .execute();
  return rows.reduce((sum, row) => sum + row.pay_minor, 0);
}

export async function findTopUpRefund(
  ctx: Context,
  refundId: string,
): Promise<TopUpRefundsTable | null> {
  return (await refunds(ctx).where("refund_id", "=", refundId).executeTakeFirst()) ?? null;
}

export async function lockTopUpRefund(
  ctx: Context,
  refundId: string,
): Promise<TopUpRefundsTable> {
  return refunds(ctx).where("refund_id", "=", refundId).forUpdate().executeTakeFirstOrThrow();
}

export async function topUpRefundByNumber(
  ctx: Context,
  refundNo: string,
): Promise<TopUpRefundsTable | null> {
  return (await refunds(ctx).where("refund_no", "=", refundNo).executeTakeFirst()) ?? null;
}

export async function topUpRefundsOf(
  ctx: Context,
  memberId: string,
): Promise<TopUpRefundsTable[]> {
  return refunds(ctx)
    .where("member_id", "=", memberId)
    .orderBy("refund_id", "desc")
    .limit(100)
    .execute();
}
