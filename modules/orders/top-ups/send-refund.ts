import { permit } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { enqueue, type Job } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { sendTopUpRefundJobName } from "../job-names.ts";
import { askAgainSeconds } from "../payments/ask-provider.ts";
import { providerNamed, type RefundAnswer } from "../ports.ts";
import { findTopUp, findTopUpRefund } from "./queries.ts";
import { settleTopUpRefund } from "./settle-refund.ts";
import type { TopUpRefundsTable, TopUpTables } from "./tables.ts";

const mostTries = 60;

async function send(ctx: Context, row: TopUpRefundsTable): Promise<RefundAnswer> {
  const topUp = row.top_up_id ? await findTopUp(ctx, row.top_up_id) : null;
  const provider = topUp && providerNamed(ctx, topUp.provider);
  if (!provider) return { state: "pending" };
  try {
    return await provider.refund({
      tradeNo: topUp.trade_no,
      refundNo: row.refund_no,
      amountMinor: row.amount_minor,
      paidMinor: topUp.pay_minor,
      currency: ctx.brand.currency,
    });
  } catch {
    // Sent or not: the same number pays back once only, so it is sent again.
    return { state: "pending" };
  }
}

async function sendLater(ctx: Context, row: TopUpRefundsTable): Promise<void> {
  const asked = row.asked + 1;
  await tablesOf<TopUpTables>(ctx)
    .updateTable("orders.top_up_refunds")
    .set({ asked })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("refund_id", "=", row.refund_id)
    .execute();
  const runAt = ctx.now.add({ seconds: askAgainSeconds(asked) });
  await enqueue(ctx, sendTopUpRefundJobName, { refundId: row.refund_id }, { runAt });
}

/** Sends a refund of a top-up until the provider says how it ended. */
export const sendTopUpRefundJob: Job = {
  name: sendTopUpRefundJobName,
  async handle(ctx, { refundId }) {
    const row = await findTopUpRefund(ctx, String(refundId));
    if (row?.state !== "started") return undefined;
    const answer = await send(ctx, row);
    if (answer.state !== "pending") await settleTopUpRefund(ctx, row, answer);
    else if (row.asked + 1 < mostTries) await sendLater(ctx, row);
    else await settleTopUpRefund(ctx, row, { state: "failed", failure: "no answer" });
    return undefined;
  },
};

/** Sends one that failed again, under its own number: it pays back once at most. */
export async function retryTopUpRefund(ctx: Context, refundId: string): Promise<void> {
  const row = await findTopUpRefund(ctx, refundId);
  if (row?.state !== "failed") throw refuse("refund_not_found");
  await permit(ctx, "orders.refund", row.unit_id);
  await tablesOf<TopUpTables>(ctx)
    .updateTable("orders.top_up_refunds")
    .set({ state: "started", asked: 0, ended_at: null, failure: null })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("refund_id", "=", refundId)
    .where("state", "=", "failed")
    .execute();
  await enqueue(ctx, sendTopUpRefundJobName, { refundId });
  await emit(ctx, "orders.top_up_refund_sent_again", {
    unitId: row.unit_id,
    memberId: row.member_id,
    payload: { refundId, lotId: row.lot_id },
  });
}
