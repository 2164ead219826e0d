import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { handOver } from "../hand-over.ts";
import { lockOrder } from "../locks.ts";
import { closePayment, settlePayment } from "../payments/settle-payment.ts";
import { startPayment } from "../payments/start-payment.ts";
import { type PaymentProvider, type PaymentState, providerNamed } from "../ports.ts";
import { paymentsOf } from "../queries.ts";
import type { PaymentsTable } from "../tables.ts";

export interface PayCodeInput {
  readonly orderId: string;
  readonly provider: string;
  /** Digits off the member's screen. */
  readonly payCode: string;
  readonly returnUrl: string;
  readonly noticeUrl: string;
}

export type PayCodeState = "paid" | "waiting" | "failed";

type Own = Omit<Context, "tx">;

/** The open try of an order, held for nobody: what became of it is asked of the provider. */
function openTry(ctx: Own, orderId: string): Promise<PaymentsTable | "paid" | null> {
  return ownTransaction(ctx, async (own) => {
    const order = await lockOrder(own, orderId);
    if (!order) throw refuse("order_not_found");
    await permit(own, "orders.work", order.store_id);
    if (order.state === "handed_over" || order.state === "paid") return "paid";
    const payments = await paymentsOf(own, orderId);
    return payments.find(({ state, method }) =>
      state === "started" && method === "pay_code") ?? null;
  });
}

async function ask(
  provider: PaymentProvider,
  payment: PaymentsTable,
  stop: boolean,
): Promise<PaymentState> {
  try {
    return await (stop ? provider.close(payment.trade_no) : provider.query(payment.trade_no));
  } catch {
    return { state: "unknown" };
  }
}

/** Writes down what the provider says of a try. */
async function settled(ctx: Own, payment: PaymentsTable, state: PaymentState) {
  if (state.state === "paid") {
    await ownTransaction(ctx, (own) => settlePayment(own, payment, state));
    return "paid" as const;
  }
  if (state.state !== "closed") return "waiting" as const;
  await ownTransaction(ctx, (own) => closePayment(own, payment));
  return "failed" as const;
}

/** Money that came too late goes back: only the order says whether it is paid. */
async function handedOver(ctx: Own, orderId: string): Promise<PayCodeState> {
  return ownTransaction(ctx, async (own) => {
    const order = await lockOrder(own, orderId);
    if (order?.state === "paid") await handOver(own, orderId);
    const paid = order && ["paid", "handed_over", "accepted"].includes(order.state);
    return paid ? "paid" : "failed";
  });
}

/**
 * What became of the last code; asked as often as one likes. `stop`: nobody can pay by it from then
 * on, so that another way may be taken.
 */
export async function lookAtPayCode(
  ctx: Own,
  orderId: string,
  stop: boolean,
): Promise<PayCodeState> {
  const open = await openTry(ctx, orderId);
  if (open === "paid") return handedOver(ctx, orderId);
  const provider = open && providerNamed(ctx, open.provider);
  if (!open || !provider) return "failed";
  const state = await settled(ctx, open, await ask(provider, open, stop));
  return state === "paid" ? handedOver(ctx, orderId) : state;
}

/**
 * Has a code off the member's screen pay what an order leaves open. One try at a time: while the
 * one before is not known to have failed, no other is begun, so that nobody pays twice.
 */
export async function payByCode(ctx: Own, input: PayCodeInput): Promise<PayCodeState> {
  const before = await lookAtPayCode(ctx, input.orderId, false);
  if (before !== "failed") return before;
  const started = await startPayment(ctx, { ...input, method: "pay_code" });
  if (started.state === "paid") return handedOver(ctx, input.orderId);
  return lookAtPayCode(ctx, input.orderId, false);
}
