import { post } from "#modules/wallet/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { enqueue } from "#platform/jobs.ts";
import { writeNow } from "#platform/db/batch-connection.ts";
import { emit } from "#platform/journal.ts";
import { together } from "#platform/together.ts";
import { startAcceptance } from "../hand-over.ts";
import { closeUnpaidJobName } from "../job-names.ts";
import { planReminders } from "../presale/tell-balance.ts";
import { nextState } from "../states.ts";
import { sellStock } from "../stock.ts";
import type { OrdersTable, OrderTables, PaymentsTable } from "../tables.ts";
import { takeStep } from "../take-step.ts";
import { dueOf, heldOf, openMinor } from "./due.ts";
import { finishPaid } from "./finish-paid.ts";
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

/**
 * "paid": the order goes on. "part": more is to be paid. "late": it is not wanted any more.
 * "unserved": its goods are kept no longer.
 */
export type Booked = "paid" | "part" | "late" | "unserved";

/** A till takes parts; a provider is asked for all that is open. */
function fits(order: OrdersTable, payment: PaymentsTable): boolean {
  if (nextState(order.payment_kind, order.state, "pay") === null) return false;
  const open = openMinor(order);
  const { amount_minor: amount, provider } = payment;
  return provider === "till" ? amount <= open : amount === open;
}

async function payWhole(ctx: Context, order: OrdersTable, paidMinor: number): Promise<Booked> {
  const handed = order.state === "owed";
  if (!handed && !(await sellStock(ctx, order))) return "unserved";
  const after = handed
    ? { accept_at: await startAcceptance(ctx, order.order_id) }
    : { reservation_id: null };
  const paid = await takeStep(ctx, order, "pay", {
    paid_minor: paidMinor,
    paid_at: ctx.now,
    ...after,
  });
  await finishPaid(ctx, paid);
  return "paid";
}

async function payDeposit(ctx: Context, order: OrdersTable, paidMinor: number): Promise<Booked> {
  const { balance_to: until, order_id: orderId } = order;
  await takeStep(ctx, order, "pay_deposit", { paid_minor: paidMinor, pay_until: until });
  await enqueue(ctx, closeUnpaidJobName, { orderId }, { runAt: until ?? ctx.now });
  await planReminders(ctx, order);
  return "paid";
}

async function goOn(ctx: Context, order: OrdersTable, payment: PaymentsTable): Promise<Booked> {
  if (!fits(order, payment)) return "late";
  const paidMinor = order.paid_minor + payment.amount_minor;
  if (heldOf(order) + payment.amount_minor >= dueOf(order)) return payWhole(ctx, order, paidMinor);
  return payment.amount_minor < openMinor(order) ? "part" : payDeposit(ctx, order, paidMinor);
}

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
  const db = tablesOf<OrderTables>(ctx);
  const paid = db
    .updateTable("orders.payments")
    .set({ state: "paid", provider_ref: providerRef, ended_at: ctx.now, ask_at: null })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("payment_id", "=", payment.payment_id);
  const [, , booked] = await together([
    writeNow(ctx.tx, paid),
    bookMoney(ctx, order, payment),
    goOn(ctx, order, payment),
  ]);
  if (booked !== "paid") {
    await db
      .updateTable("orders.orders")
      .set({ paid_minor: order.paid_minor + payment.amount_minor })
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
  return booked;
}
