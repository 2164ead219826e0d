import { type Context, tablesOf } from "#platform/context.ts";
import { enqueue } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { together } from "#platform/together.ts";
import { closeUnpaidJobName } from "../job-names.ts";
import { freeOrder, payBackEnded } from "../end-order.ts";
import { lockOrder, lockPayment } from "../locks.ts";
import type { PaymentState } from "../ports.ts";
import { paymentsOf } from "../queries.ts";
import { sendBack } from "../refunds/send-back.ts";
import { nextState } from "../states.ts";
import { takeStep } from "../take-step.ts";
import type { NoticeOutcome, OrdersTable, OrderTables, PaymentsTable } from "../tables.ts";
import { bookPayment } from "./book-payment.ts";

type Paid = Extract<PaymentState, { state: "paid" }>;

/**
 * What a provider says was paid, from its notice or its answer: booked once, compared first. Money
 * that comes too late is booked and sent back.
 */
export async function settlePayment(
  ctx: Context,
  known: PaymentsTable,
  paid: Paid,
): Promise<NoticeOutcome> {
  // Sent together, in the order of locks; what else is open is read when the order is held.
  const [order, payment, all] = await together([
    lockOrder(ctx, known.order_id),
    lockPayment(ctx, known.payment_id),
    paymentsOf(ctx, known.order_id),
  ]);
  if (!order || !payment) throw new Error(`payment ${known.payment_id} has no order`);
  if (payment.state === "paid") return "known";
  if (paid.amountMinor !== payment.amount_minor || paid.currency !== order.currency) {
    return "amount_differs";
  }
  const booked = await bookPayment(ctx, order, payment, paid.providerRef);
  if (booked === "paid" || booked === "part") {
    // Whatever else was started for it can be paid no more.
    const others = all.some(({ payment_id: id, state }) =>
      state === "started" && id !== payment.payment_id);
    if (others) await enqueue(ctx, closeUnpaidJobName, { orderId: order.order_id });
    return "posted";
  }
  if (booked === "unserved") await endUnserved(ctx, order);
  else await sendBack(ctx, { ...payment, state: "paid" }, "late_payment");
  return "late";
}

/** Paid when its goods were kept no longer: the order ends, and all that was paid goes back. */
async function endUnserved(ctx: Context, order: OrdersTable): Promise<void> {
  await freeOrder(ctx, order);
  // Orders of the store know no expiry.
  const expires = nextState(order.payment_kind, order.state, "expire") !== null;
  await takeStep(ctx, order, expires ? "expire" : "cancel", { ended_at: ctx.now });
  await payBackEnded(ctx, order.order_id, "late_payment", true);
}

/** Nobody can pay it any more. */
export async function closePayment(ctx: Context, payment: PaymentsTable): Promise<void> {
  const { numUpdatedRows } = await tablesOf<OrderTables>(ctx)
    .updateTable("orders.payments")
    .set({ state: "closed", ended_at: ctx.now, ask_at: null })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("payment_id", "=", payment.payment_id)
    .where("state", "=", "started")
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await emit(ctx, "orders.payment_closed", {
    payload: { orderId: payment.order_id, paymentId: payment.payment_id },
  });
}
