import { permit } from "#modules/organisation/index.ts";
import { formatMinor } from "#packages/money/index.ts";
import { actorId, type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { lockOrder } from "../locks.ts";
import { paymentsOf } from "../queries.ts";
import type { OrderTables, PaymentsTable } from "../tables.ts";
import { bookPayment } from "./book-payment.ts";
import { openMinor } from "./due.ts";
import { permitPay } from "./permit-pay.ts";

export interface TakeInput {
  readonly orderId: string;
  /** cash; terminal: the store's own card reader. */
  readonly method: "cash" | "terminal";
  /** What staff took: all that is open, or a part of it; more is refused. */
  readonly amountMinor: number;
}

/** Money taken in the store for an order that is paid there; answers the payment's id. */
export async function takePayment(ctx: Context, input: TakeInput): Promise<string> {
  const order = await lockOrder(ctx, input.orderId);
  if (!order) throw refuse("order_not_found");
  await permit(ctx, "orders.work", order.store_id);
  await permitPay(ctx, order);
  const open = openMinor(order);
  if (order.payment_kind === "online" || input.amountMinor > open) {
    const amount = formatMinor(open, order.currency, ctx.lang);
    throw refuse("order_amount_differs", { amount, amountMinor: open });
  }
  const count = (await paymentsOf(ctx, order.order_id)).length + 1;
  const payment: PaymentsTable = {
    brand_id: ctx.brand.brandId,
    payment_id: newId(),
    order_id: order.order_id,
    provider: "till",
    method: input.method,
    trade_no: `${order.number}${String(count).padStart(2, "0")}`,
    amount_minor: input.amountMinor,
    state: "started",
    link: null,
    provider_ref: null,
    started_at: ctx.now,
    started_by: actorId(ctx.actor),
    ended_at: null,
    ask_at: null,
    asked: 0,
  };
  await tablesOf<OrderTables>(ctx).insertInto("orders.payments").values(payment).execute();
  const booked = await bookPayment(ctx, order, payment, null);
  if (booked === "late" || booked === "unserved") throw refuse("order_goods_gone");
  return payment.payment_id;
}
