import { post } from "#modules/wallet/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { lockOrder, lockRefund } from "../locks.ts";
import { placeOf, salesOf } from "../payments/money-places.ts";
import type { RefundAnswer } from "../ports.ts";
import { paymentsOf } from "../queries.ts";
import type { OrdersTable, OrderTables, RefundsTable } from "../tables.ts";

type Ended = Exclude<RefundAnswer, { state: "pending" }> | { readonly state: "done" };

async function bookMoney(ctx: Context, order: OrdersTable, refund: RefundsTable): Promise<void> {
  if (refund.amount_minor === 0) return;
  const payments = await paymentsOf(ctx, order.order_id);
  const payment = payments.find((one) => one.payment_id === refund.payment_id);
  if (!payment) throw new Error(`refund ${refund.refund_id} has no payment`);
  await post(ctx, [
    {
      kind: "refund",
      postingKey: `refund:${refund.refund_id}`,
      unit: order.currency,
      causeId: order.order_id,
      postings: [
        { account: placeOf(ctx, order, payment.provider), amount: -refund.amount_minor },
        { account: salesOf(order), amount: refund.amount_minor },
      ],
    },
  ]);
}

/** Writes down how a refund ended, once; false: it had ended as done before. */
export async function settleRefund(
  ctx: Context,
  known: RefundsTable,
  answer: Ended,
): Promise<boolean> {
  const order = await lockOrder(ctx, known.order_id);
  const refund = await lockRefund(ctx, known.refund_id);
  if (!order || !refund) throw new Error(`refund ${known.refund_id} has no order`);
  if (refund.state === "done") return false;
  const done = answer.state === "done";
  const failure = answer.state === "failed" ? answer.failure.slice(0, 200) : null;
  await tablesOf<OrderTables>(ctx)
    .updateTable("orders.refunds")
    .set({ state: done ? "done" : "failed", failure, ended_at: ctx.now, ask_at: null })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("refund_id", "=", refund.refund_id)
    .execute();
  if (done) await bookMoney(ctx, order, refund);
  const ids = { orderId: order.order_id, refundId: refund.refund_id };
  const { campaign_id: campaignId, channel_id: channelId, source_code_id: sourceCodeId } = order;
  const source = { campaignId, channelId, sourceCodeId };
  const payload = done ? { ...ids, ...source, amountMinor: refund.amount_minor } : ids;
  await emit(ctx, done ? "orders.refunded" : "orders.refund_failed", {
    unitId: order.store_id,
    memberId: order.member_id,
    payload,
  });
  return true;
}
