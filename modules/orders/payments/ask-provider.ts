import { type Context, tablesOf } from "#platform/context.ts";
import { enqueue, type Job } from "#platform/jobs.ts";
import { type PaymentState, providerNamed } from "../ports.ts";
import { askPaymentJobName } from "../job-names.ts";
import type { OrderTables, PaymentsTable } from "../tables.ts";
import { closePayment, settlePayment } from "./settle-payment.ts";

/** A notice usually comes within seconds; a lost one is found by asking. */
export const firstAskSeconds = 20;

// 20 s, 40 s, 80 s … at most every half hour, for two days.
const longestSeconds = 1_800;
const mostAsks = 100;

/** Seconds to wait before asking again after `asked` times. */
export const askAgainSeconds = (asked: number): number =>
  Math.min(longestSeconds, firstAskSeconds * 2 ** Math.min(asked, 20));

async function read(ctx: Context, paymentId: string): Promise<PaymentsTable | null> {
  const row = await tablesOf<OrderTables>(ctx)
    .selectFrom("orders.payments")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("payment_id", "=", paymentId)
    .executeTakeFirst();
  return row ?? null;
}

async function ask(ctx: Context, payment: PaymentsTable): Promise<PaymentState> {
  const provider = providerNamed(ctx, payment.provider);
  if (!provider) return { state: "unknown" };
  try {
    return await provider.query(payment.trade_no);
  } catch {
    return { state: "unknown" };
  }
}

async function askLater(ctx: Context, payment: PaymentsTable): Promise<void> {
  const asked = payment.asked + 1;
  const at = asked >= mostAsks ? null : ctx.now.add({ seconds: askAgainSeconds(asked) });
  await tablesOf<OrderTables>(ctx)
    .updateTable("orders.payments")
    .set({ asked, ask_at: at })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("payment_id", "=", payment.payment_id)
    .where("state", "=", "started")
    .execute();
  if (at) {
    await enqueue(ctx, askPaymentJobName, { paymentId: payment.payment_id }, { runAt: at });
  }
}

/**
 * Asks the provider what became of a payment, for the notice that was lost. Nothing is held while
 * it is asked; a notice that comes meanwhile is first.
 */
export const askPaymentJob: Job = {
  name: askPaymentJobName,
  async handle(ctx, { paymentId }) {
    const payment = await read(ctx, String(paymentId));
    if (!payment || payment.state !== "started") return undefined;
    const state = await ask(ctx, payment);
    if (state.state === "paid") await settlePayment(ctx, payment, state);
    else if (state.state === "closed") await closePayment(ctx, payment);
    else await askLater(ctx, payment);
    return undefined;
  },
};
