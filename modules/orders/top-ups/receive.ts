import type { Context } from "#platform/context.ts";
import type { Notice } from "../ports.ts";
import type { NoticeOutcome } from "../tables.ts";
import { topUpByTrade, topUpRefundByNumber } from "./queries.ts";
import { settleTopUpRefund } from "./settle-refund.ts";
import { settleTopUp } from "./settle-top-up.ts";

/** A notice of a payment that is of no order: a top-up's, or of nothing that is known. */
export async function topUpPaymentNotice(
  ctx: Context,
  provider: string,
  notice: Notice,
): Promise<NoticeOutcome> {
  const found = await topUpByTrade(ctx, provider, notice.tradeNo);
  if (!found) return "unknown_trade";
  if (!notice.succeeded) return "failed";
  const { providerRef, amountMinor, currency } = notice;
  return settleTopUp(ctx, found, { state: "paid", providerRef, amountMinor, currency });
}

export async function topUpRefundNotice(ctx: Context, notice: Notice): Promise<NoticeOutcome> {
  const found = await topUpRefundByNumber(ctx, notice.tradeNo);
  if (!found) return "unknown_trade";
  if (notice.amountMinor !== found.amount_minor) return "amount_differs";
  if (!notice.succeeded) {
    await settleTopUpRefund(ctx, found, { state: "failed", failure: notice.providerRef });
    return "failed";
  }
  return (await settleTopUpRefund(ctx, found, { state: "done" })) ? "posted" : "known";
}
