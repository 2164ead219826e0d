import { type Context, tablesOf } from "#platform/context.ts";
import { enqueue, type Job } from "#platform/jobs.ts";
import { sendRefundJobName } from "../job-names.ts";
import { askAgainSeconds } from "../payments/ask-provider.ts";
import { providerNamed, type RefundAnswer } from "../ports.ts";
import { paymentsOf } from "../queries.ts";
import type { OrderTables, PaymentsTable, RefundsTable } from "../tables.ts";
import { settleRefund } from "./settle-refund.ts";

const mostTries = 60;

interface Known {
  readonly refund: RefundsTable;
  readonly payment: PaymentsTable;
  readonly currency: string;
}

async function read(ctx: Context, refundId: string): Promise<Known | null> {
  const db = tablesOf<OrderTables>(ctx);
  const refund = await db
    .selectFrom("orders.refunds")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("refund_id", "=", refundId)
    .executeTakeFirst();
  if (refund?.state !== "started") return null;
  const payments = await paymentsOf(ctx, refund.order_id);
  const payment = payments.find((one) => one.payment_id === refund.payment_id);
  return payment ? { refund, payment, currency: ctx.brand.currency } : null;
}

async function send(ctx: Context, { refund, payment, currency }: Known): Promise<RefundAnswer> {
  const provider = providerNamed(ctx, payment.provider);
  if (!provider) return { state: "pending" };
  try {
    return await provider.refund({
      tradeNo: payment.trade_no,
      refundNo: refund.refund_no,
      amountMinor: refund.amount_minor,
      paidMinor: payment.amount_minor,
      currency,
    });
  } catch {
    // Sent or not: the same number pays back once only, so it is sent again.
    return { state: "pending" };
  }
}

async function sendLater(ctx: Context, refund: RefundsTable): Promise<void> {
  const asked = refund.asked + 1;
  const at = ctx.now.add({ seconds: askAgainSeconds(asked) });
  await tablesOf<OrderTables>(ctx)
    .updateTable("orders.refunds")
    .set({ asked, ask_at: at })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("refund_id", "=", refund.refund_id)
    .where("state", "=", "started")
    .execute();
  await enqueue(ctx, sendRefundJobName, { refundId: refund.refund_id }, { runAt: at });
}

/** Sends a refund until the provider says how it ended; the same number never pays back twice. */
export const sendRefundJob: Job = {
  name: sendRefundJobName,
  async handle(ctx, { refundId }) {
    const known = await read(ctx, String(refundId));
    if (!known) return undefined;
    const answer = await send(ctx, known);
    const { refund } = known;
    if (answer.state !== "pending") await settleRefund(ctx, refund, answer);
    else if (refund.asked + 1 < mostTries) await sendLater(ctx, refund);
    else await settleRefund(ctx, refund, { state: "failed", failure: "no answer" });
    return undefined;
  },
};
