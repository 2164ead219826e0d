import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import type { OrdersTable } from "../tables.ts";

/** Money goes back for which nothing was had: no goods, no benefits. */
export async function tellMoneyBack(
  ctx: Context,
  order: OrdersTable,
  refundId: string,
  amountMinor: number,
): Promise<void> {
  await emit(ctx, "orders.refund_started", {
    unitId: order.store_id,
    memberId: order.member_id,
    payload: {
      orderId: order.order_id,
      refundId,
      amountMinor,
      // None of it had paid for goods: it counts for no return.
      moneyMinor: 0,
      storedValueMinor: 0,
      points: 0,
      pointsMinor: 0,
      benefits: [],
    },
  });
}
