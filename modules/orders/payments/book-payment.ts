import { post } from "#modules/wallet/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { startAcceptance } from "../hand-over.ts";
import { nextState } from "../states.ts";
import { takeStock } from "../stock.ts";
import type { OrdersTable, OrderTables, PaymentsTable } from "../tables.ts";
import { takeStep } from "../take-step.ts";
import { placeOf, salesOf } from "./money-places.ts";

async function bookMoney(
  ctx: Context,
  order: OrdersTable,
  payment: PaymentsTable,
): Promise<void> {
  await post(ctx, [
    {
      kind: "pay",
      postingKey: `pay:${payment.payment_id}`,
      unit: order.currency,
      causeId: order.order_id,
      postings: [
        { account: salesOf(order), amount: -payment.amount_minor },
        { account: placeOf(ctx, order, payment.provider), amount: payment.amount_minor },
      ],
    },
  ]);
}

/** "paid": the order goes on. "late": the money came for an order that cannot have it any more. */
export type Booked = "paid" | "late";

/**
 * Books money that has come in, once: payment, ledger, the order's step. The rows of order and
 * payment are held and the payment is not paid yet. Money for an order that ended, was paid by
 * another payment or whose goods are gone is booked too; the caller sends it back.
 */
export async function bookPayment(
  ctx: Context,
  order: OrdersTable,
  payment: PaymentsTable,
  providerRef: string | null,
): Promise<Booked> {
  await tablesOf<OrderTables>(ctx)
    .updateTable("orders.payments")
    .set({ state: "paid", provider_ref: providerRef, ended_at: ctx.now, ask_at: null })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("payment_id", "=", payment.payment_id)
    .execute();
  await bookMoney(ctx, order, payment);
  const paidMinor = order.paid_minor + payment.amount_minor;
  const may = nextState(order.payment_kind, order.state, "pay") !== null;
  const wanted = may && (order.state === "owed" || (await takeStock(ctx, order)));
  if (wanted) {
    const handed = order.state === "owed";
    const accept = handed ? { accept_at: await startAcceptance(ctx, order.order_id) } : {};
    await takeStep(ctx, order, "pay", { paid_minor: paidMinor, paid_at: ctx.now, ...accept });
  } else {
    await tablesOf<OrderTables>(ctx)
      .updateTable("orders.orders")
      .set({ paid_minor: paidMinor })
      .where("brand_id", "=", ctx.brand.brandId)
      .where("order_id", "=", order.order_id)
      .execute();
  }
  await emit(ctx, "orders.paid", {
    unitId: order.store_id,
    memberId: order.member_id,
    payload: {
      orderId: order.order_id,
      campaignId: order.campaign_id,
      channelId: order.channel_id,
      sourceCodeId: order.source_code_id,
      paymentId: payment.payment_id,
      amountMinor: payment.amount_minor,
    },
  });
  return wanted ? "paid" : "late";
}
