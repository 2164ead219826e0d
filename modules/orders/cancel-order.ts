import { permit } from "#modules/organisation/index.ts";
import { type Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { enqueue } from "#platform/jobs.ts";
import { closeUnpaidJobName } from "./job-names.ts";
import { lockOrder } from "./locks.ts";
import { freeOrder, payBackEnded } from "./end-order.ts";
import { returnOrderStock } from "./stock.ts";
import { takeStep } from "./take-step.ts";

/**
 * Cancels an order that is not wholly paid: goods, vouchers, points and stored value are free at
 * once, open payments are closed right after. What was paid goes back, but for the deposit of a
 * presale that the member cancels where its rule says so. Members cancel their own orders, staff
 * their store's.
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
  await freeOrder(ctx, order);
  await payBackEnded(ctx, orderId, "cancelled", actor.kind !== "member");
  if (order.pay_until) await enqueue(ctx, closeUnpaidJobName, { orderId });
}
