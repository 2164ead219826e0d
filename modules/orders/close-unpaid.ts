import type { Context } from "#platform/context.ts";
import { enqueue, type Job } from "#platform/jobs.ts";
import { closeUnpaidJobName } from "./job-names.ts";
import { freeOrder, payBackEnded } from "./end-order.ts";
import { lockOrder } from "./locks.ts";
import { closePayment, settlePayment } from "./payments/settle-payment.ts";
import { type PaymentState, providerNamed } from "./ports.ts";
import { findOrder, paymentsOf } from "./queries.ts";
import { nextState } from "./states.ts";
import type { OrdersTable, PaymentsTable } from "./tables.ts";
import { takeStep } from "./take-step.ts";

// Where the provider does not answer, the order waits this much longer for its word.
const patienceMinutes = 2;
const longestMinutes = 12;

async function close(ctx: Context, payment: PaymentsTable): Promise<PaymentState> {
  const provider = providerNamed(ctx, payment.provider);
  if (!provider) return { state: "closed" };
  try {
    return await provider.close(payment.trade_no);
  } catch {
    return { state: "unknown" };
  }
}

/**
 * Closes each open payment at its provider; true: none of them can be paid any more. One that was
 * paid in the last second is booked here.
 */
async function closePayments(ctx: Context, orderId: string): Promise<boolean> {
  const open = (await paymentsOf(ctx, orderId)).filter((one) => one.state === "started");
  let all = true;
  for (const payment of open) {
    const state = await close(ctx, payment);
    if (state.state === "paid") await settlePayment(ctx, payment, state);
    else if (state.state === "unknown" || state.state === "open") all = false;
    else await closePayment(ctx, payment);
  }
  return all;
}

/** True: the provider did not answer and is asked once more. */
async function waits(ctx: Context, order: OrdersTable): Promise<boolean> {
  const ends = order.pay_until ?? order.placed_at;
  if (ctx.now.since(ends).total("minutes") >= longestMinutes) return false;
  const runAt = ctx.now.add({ minutes: patienceMinutes });
  await enqueue(ctx, closeUnpaidJobName, { orderId: order.order_id }, { runAt });
  return true;
}

/**
 * Closes what can still be paid of an order, and ends the order itself where its time is over:
 * all that it holds goes back, its deposit by the rule of its presale.
 */
export const closeUnpaidJob: Job = {
  name: closeUnpaidJobName,
  async handle(ctx, { orderId }) {
    const before = await findOrder(ctx, String(orderId));
    if (!before) return undefined;
    const closed = await closePayments(ctx, before.order_id);
    if (!closed && (await waits(ctx, before))) return undefined;
    const order = await lockOrder(ctx, before.order_id);
    if (!order?.pay_until) return undefined;
    if (!nextState(order.payment_kind, order.state, "expire")) return undefined;
    if (Temporal.Instant.compare(ctx.now, order.pay_until) < 0) return undefined;
    await freeOrder(ctx, order);
    await takeStep(ctx, order, "expire", { ended_at: ctx.now });
    await payBackEnded(ctx, order.order_id, "balance_unpaid", false);
    return undefined;
  },
};
