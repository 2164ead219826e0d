import { formatMinor } from "#packages/money/index.ts";
import { actorId, type Context, tablesOf } from "#platform/context.ts";
import { writeLast, writeNow } from "#platform/db/batch-connection.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { enqueue } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { ownTransaction } from "#platform/own-transaction.ts";
import { together } from "#platform/together.ts";
import { askPaymentJobName } from "../job-names.ts";
import { lockOrder } from "../locks.ts";
import {
  type PaymentAsk, type PaymentProvider, type PaymentStart, providerNamed,
} from "../ports.ts";
import { paymentsOf } from "../queries.ts";
import type { OrdersTable, OrderTables, PaymentsTable } from "../tables.ts";
import { firstAskSeconds } from "./ask-provider.ts";
import { openMinor } from "./due.ts";
import { permitPay } from "./permit-pay.ts";
import { settlePayment } from "./settle-payment.ts";

export interface StartInput {
  readonly orderId: string;
  readonly provider: string;
  readonly method: PaymentAsk["method"];
  /** Digits off the member's screen; for method pay_code only. */
  readonly payCode: string | null;
  readonly returnUrl: string;
  readonly noticeUrl: string;
}

export interface StartedPayment {
  readonly paymentId: string;
  readonly link: string | null;
  readonly amountMinor: number;
  readonly state: "started" | "paid";
}

interface Begun {
  readonly order: OrdersTable;
  readonly payment: PaymentsTable;
}

const twoDigits = (count: number): string => String(count).padStart(2, "0");

async function begin(ctx: Context, input: StartInput): Promise<Begun> {
  // Sent together; the payments are read when the order's row is held.
  const [order, before] = await together([
    lockOrder(ctx, input.orderId),
    paymentsOf(ctx, input.orderId),
  ]);
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  if (!order || (memberId !== null && order.member_id !== memberId)) {
    throw refuse("order_not_found");
  }
  await permitPay(ctx, order);
  const trying = before.some(({ state, method }) => state === "started" && method === "pay_code");
  if (trying && input.method === "pay_code") throw refuse("payment_unavailable");
  const open = before.find(
    ({ state, provider, method, amount_minor: amount }) =>
      state === "started" && provider === input.provider && method === input.method &&
      amount === openMinor(order),
  );
  // A pay code is used up by one try; a page or a QR is good until it is closed.
  if (open && input.method !== "pay_code") return { order, payment: open };
  const payment: PaymentsTable = {
    brand_id: ctx.brand.brandId,
    payment_id: newId(),
    order_id: order.order_id,
    provider: input.provider,
    method: input.method,
    trade_no: `${order.number}${twoDigits(before.length + 1)}`,
    amount_minor: openMinor(order),
    state: "started",
    link: null,
    provider_ref: null,
    started_at: ctx.now,
    started_by: actorId(ctx.actor),
    ended_at: null,
    ask_at: ctx.now.add({ seconds: firstAskSeconds }),
    asked: 0,
  };
  const written = tablesOf<OrderTables>(ctx).insertInto("orders.payments").values(payment);
  await together([
    writeNow(ctx.tx, written),
    enqueue(ctx, askPaymentJobName, { paymentId: payment.payment_id }, {
      runAt: ctx.now.add({ seconds: firstAskSeconds }),
    }),
  ]);
  await emit(ctx, "orders.payment_started", {
    unitId: order.store_id,
    memberId: order.member_id,
    payload: {
      orderId: order.order_id,
      paymentId: payment.payment_id,
      amountMinor: payment.amount_minor,
    },
  });
  return { order, payment };
}

function askOf(ctx: Context, { order, payment }: Begun, input: StartInput): PaymentAsk {
  const amount = formatMinor(payment.amount_minor, order.currency, ctx.lang);
  const name = ctx.lang === "en" ? (ctx.brand.nameEn ?? ctx.brand.name) : ctx.brand.name;
  return {
    tradeNo: payment.trade_no,
    amountMinor: payment.amount_minor,
    currency: order.currency,
    subject: `${name} ${order.number} ${amount}`,
    method: input.method,
    payCode: input.payCode,
    until: order.pay_until ?? ctx.now.add({ minutes: 30 }),
    returnUrl: input.returnUrl,
    noticeUrl: input.noticeUrl,
    lang: ctx.lang,
  };
}

async function callProvider(provider: PaymentProvider, ask: PaymentAsk): Promise<PaymentStart> {
  try {
    return await provider.start(ask);
  } catch {
    // What the provider did is not known: the payment stays started and is asked for later.
    throw refuse("payment_unavailable");
  }
}

const linkWritten = (ctx: Context, payment: PaymentsTable, link: string | null) =>
  tablesOf<OrderTables>(ctx)
    .updateTable("orders.payments")
    .set({ link })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("payment_id", "=", payment.payment_id);

/**
 * Starts a payment, or answers the one that is open already: write it down, ask the provider
 * outside of any transaction, write down what it said. Killed in between, the payment is there and
 * the provider is asked about it later.
 */
export async function startPayment(
  ctx: Omit<Context, "tx">,
  input: StartInput,
): Promise<StartedPayment> {
  const provider = providerNamed(ctx, input.provider);
  if (!provider?.methods.includes(input.method)) throw refuse("payment_provider_unknown");
  const begun = await ownTransaction(ctx, (own) => begin(own, input), "durable");
  const { payment } = begun;
  const { payment_id: paymentId, amount_minor: amountMinor } = payment;
  if (payment.link) return { paymentId, amountMinor, link: payment.link, state: "started" };
  const ask = askOf(ctx as Context, begun, input);
  const { link, answer } = await callProvider(provider, ask);
  const paid = answer.state === "paid";
  // A link that a crash loses is asked for again: the provider answers a repetition with the same.
  await ownTransaction(ctx, async (own) => {
    if (!paid) return writeLast(own.tx, linkWritten(own, payment, link));
    // The order's row is held before the payment's: its notice may come at this moment.
    await settlePayment(own, payment, answer);
    await linkWritten(own, payment, link).execute();
    return undefined;
  }, paid ? "durable" : "repeatable");
  return { paymentId, amountMinor, link, state: paid ? "paid" : "started" };
}
