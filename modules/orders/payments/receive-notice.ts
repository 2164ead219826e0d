import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { writeLast } from "#platform/db/batch-connection.ts";
import { emit } from "#platform/journal.ts";
import { together } from "#platform/together.ts";
import { type Notice, providerNamed, type RawNotice } from "../ports.ts";
import { paymentByTrade, refundByNumber } from "../queries.ts";
import { settleRefund } from "../refunds/settle-refund.ts";
import type { NoticeOutcome, OrderTables, PaymentsTable } from "../tables.ts";
import { topUpPaymentNotice, topUpRefundNotice } from "../top-ups/receive.ts";
import { settlePayment } from "./settle-payment.ts";

interface Outcome {
  readonly outcome: NoticeOutcome;
  readonly orderId: string | null;
}

async function payment(
  ctx: Context,
  provider: string,
  notice: Notice,
  found: PaymentsTable | null,
): Promise<Outcome> {
  if (!found) return { outcome: await topUpPaymentNotice(ctx, provider, notice), orderId: null };
  const orderId = found.order_id;
  // One that failed may be tried again by the member: the provider is asked when it ends.
  if (!notice.succeeded) return { outcome: "failed", orderId };
  const { providerRef, amountMinor, currency } = notice;
  const paid = { state: "paid", providerRef, amountMinor, currency } as const;
  return { outcome: await settlePayment(ctx, found, paid), orderId };
}

async function refund(ctx: Context, notice: Notice): Promise<Outcome> {
  const found = await refundByNumber(ctx, notice.tradeNo);
  if (!found) return { outcome: await topUpRefundNotice(ctx, notice), orderId: null };
  const orderId = found.order_id;
  if (notice.amountMinor !== found.amount_minor) return { outcome: "amount_differs", orderId };
  if (!notice.succeeded) {
    await settleRefund(ctx, found, { state: "failed", failure: notice.providerRef });
    return { outcome: "failed", orderId };
  }
  const first = await settleRefund(ctx, found, { state: "done" });
  return { outcome: first ? "posted" : "known", orderId };
}

/** The row that decides which of five equal notices is the first; false: it was not this one. */
async function keep(ctx: Context, provider: string, notice: Notice): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tablesOf<OrderTables>(ctx)
    .insertInto("orders.notices")
    .values({
      brand_id: ctx.brand.brandId,
      provider,
      notice_id: notice.noticeId,
      kind: notice.kind,
      trade_no: notice.tradeNo,
      amount_minor: notice.amountMinor,
      currency: notice.currency,
      outcome: "known",
      order_id: null,
      received_at: ctx.recordedAt,
      settled_at: null,
    })
    .onConflict((on) => on.columns(["brand_id", "provider", "notice_id"]).doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

const unmatched: readonly NoticeOutcome[] = ["unknown_trade", "amount_differs"];

/**
 * Takes a provider's notice: a forged one is refused, a repeated one changes nothing, one that fits
 * no payment is kept for people to look at. Whatever the order in which notices come.
 */
export async function receiveNotice(
  ctx: Context,
  providerName: string,
  raw: RawNotice,
): Promise<void> {
  const provider = providerNamed(ctx, providerName);
  if (!provider) throw refuse("payment_provider_unknown");
  const notice = provider.readNotice(raw);
  if (!notice) throw refuse("payment_notice_forged");
  const ofPayment = notice.kind === "payment";
  const [first, found] = await together([
    keep(ctx, providerName, notice),
    ofPayment ? paymentByTrade(ctx, providerName, notice.tradeNo) : null,
  ]);
  if (!first) return;
  const { outcome, orderId } = ofPayment
    ? await payment(ctx, providerName, notice, found)
    : await refund(ctx, notice);
  await writeLast(ctx.tx, tablesOf<OrderTables>(ctx)
    .updateTable("orders.notices")
    .set({ outcome, order_id: orderId })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("provider", "=", providerName)
    .where("notice_id", "=", notice.noticeId));
  if (!unmatched.includes(outcome)) return;
  const { noticeId, amountMinor } = notice;
  await emit(ctx, "orders.notice_unmatched", {
    payload: { provider: providerName, noticeId, outcome, amountMinor },
  });
}
