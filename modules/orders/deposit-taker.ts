import type { DepositTaker } from "#modules/bookings/index.ts";
import type { Context } from "#platform/context.ts";
import { Refusal } from "#platform/errors.ts";
import { cancelOrder } from "./cancel-order.ts";
import { lockOrder } from "./locks.ts";
import { placeOrder } from "./place-order.ts";
import { findOrder, linesOf } from "./queries.ts";
import { previewReturn, returnGoods } from "./refunds/return-goods.ts";
import type { OrderState } from "./states.ts";

const paidStates: readonly OrderState[] = ["paid", "handed_over", "accepted"];

/** Whoever asked was permitted to end the booking; the order ends with it. */
const asSystem = (ctx: Context): Context => ({
  ...ctx,
  actor: { kind: "system", name: "deposits" },
  grants: [],
});

async function sendBack(ctx: Context, orderId: string): Promise<void> {
  const lines = await linesOf(ctx, [orderId]);
  const returned = lines
    .map((line) => ({ lineId: line.line_id, quantity: line.quantity - line.returned }))
    .filter((line) => line.quantity > 0);
  const { effect } = await previewReturn(ctx, { orderId, returned });
  const expectedMinor = effect.refundMinor;
  const how = { reason: "cancelled", note: null, restock: true } as const;
  await returnGoods(ctx, { orderId, returned, expectedMinor, ...how });
}

/** A deposit is an order of one product that is sold at the deposit's amount. */
export const depositTaker: DepositTaker = {
  async place(ctx, { memberId, storeId, productId, amountMinor }) {
    try {
      const order = await placeOrder(ctx, {
        storeId,
        memberId,
        paymentKind: "online",
        lines: [{ lineId: "deposit", productId, quantity: 1 }],
        choose: [],
        expectedTotalMinor: amountMinor,
        note: null,
      });
      return order.order_id;
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  },
  async isPaid(ctx, orderId) {
    const order = await findOrder(ctx, orderId);
    return order !== null && paidStates.includes(order.state);
  },
  async giveBack(ctx, orderId) {
    const system = asSystem(ctx);
    const order = await lockOrder(system, orderId);
    if (order?.state === "awaiting_payment") await cancelOrder(system, orderId);
    if (!order || !paidStates.includes(order.state)) return "closed";
    await sendBack(system, orderId);
    return "returning";
  },
};
