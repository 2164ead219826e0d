import type { Context } from "#platform/context.ts";
import { lockOrder } from "../locks.ts";
import type { PaymentsTable, RefundReason } from "../tables.ts";
import { payBack } from "./pay-back.ts";
import { tellMoneyBack } from "./tell-money-back.ts";

/** Sends all of a payment back: nothing was had for it. The order's row is held. */
export async function sendBack(
  ctx: Context,
  payment: PaymentsTable,
  reason: Extract<RefundReason, "late_payment" | "cancelled">,
): Promise<void> {
  // Read again: the payment's amount has just been added to it.
  const order = await lockOrder(ctx, payment.order_id);
  if (!order) throw new Error(`payment ${payment.payment_id} has no order`);
  const { amount_minor: amountMinor } = payment;
  const input = {
    policy: "keep",
    effect: { kind: "sent_back" },
    reason,
    note: null,
    restock: false,
  } as const;
  const [refundId] = await payBack(ctx, order, input, amountMinor, payment);
  await tellMoneyBack(ctx, order, refundId ?? "", amountMinor);
}
