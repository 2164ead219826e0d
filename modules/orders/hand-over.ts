import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { enqueue } from "#platform/jobs.ts";
import { acceptByTimeJobName } from "./job-names.ts";
import { lockOrder } from "./locks.ts";
import { orderSettings } from "./settings.ts";
import { takeStock } from "./stock.ts";
import { noteCollected } from "./pickup/pickups.ts";
import type { OrdersTable } from "./tables.ts";
import { takeStep } from "./take-step.ts";

/** From now on the days run after which the order counts as accepted. */
export async function startAcceptance(ctx: Context, orderId: string): Promise<Temporal.Instant> {
  const { acceptDays } = await orderSettings(ctx);
  const acceptAt = ctx.now.add({ hours: 24 * acceptDays });
  await enqueue(ctx, acceptByTimeJobName, { orderId }, { runAt: acceptAt });
  return acceptAt;
}

/** The member has the goods. One that is paid at the door is handed over first. */
export async function handOver(ctx: Context, orderId: string): Promise<OrdersTable> {
  const order = await lockOrder(ctx, orderId);
  if (!order) throw refuse("order_not_found");
  await permit(ctx, "orders.work", order.store_id);
  const handed = await takeStep(ctx, order, "hand_over", {
    handed_over_at: ctx.now,
    accept_at: order.state === "paid" ? await startAcceptance(ctx, orderId) : null,
  });
  if (order.state === "confirmed" && !(await takeStock(ctx, order))) {
    throw refuse("order_goods_gone");
  }
  await noteCollected(ctx, order, null);
  return handed;
}
