import { permit } from "#modules/organisation/index.ts";
import { type Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { enqueue } from "#platform/jobs.ts";
import { closeUnpaidJobName } from "./job-names.ts";
import { lockOrder } from "./locks.ts";
import { letStockGo, returnOrderStock } from "./stock.ts";
import { takeStep } from "./take-step.ts";
import { giveVouchersBack } from "./vouchers.ts";

/**
 * Cancels an order that is not paid: goods and vouchers are free at once, open payments are closed
 * right after. Money that still comes is sent back. Members cancel their own, staff their store's.
 */
export async function cancelOrder(ctx: Context, orderId: string): Promise<void> {
  const order = await lockOrder(ctx, orderId);
  const { actor } = ctx;
  const own = actor.kind === "member" && order?.member_id === actor.memberId;
  if (!order || (actor.kind === "member" && !own)) throw refuse("order_not_found");
  if (actor.kind !== "member") await permit(ctx, "orders.work", order.store_id);
  await takeStep(ctx, order, "cancel", { ended_at: ctx.now });
  // Handed over and not paid: the goods come back with the courier.
  if (order.state === "owed") await returnOrderStock(ctx, order);
  else await letStockGo(ctx, order);
  await giveVouchersBack(ctx, order);
  if (order.payment_kind === "online") await enqueue(ctx, closeUnpaidJobName, { orderId });
}
