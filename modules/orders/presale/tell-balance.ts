import type { Context } from "#platform/context.ts";
import { enqueue, type Job } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { tellBalanceJobName } from "../job-names.ts";
import { openMinor } from "../payments/due.ts";
import { findOrder } from "../queries.ts";
import type { OrdersTable } from "../tables.ts";

const lastHours = 24;

/** The balance is told of when its days begin, and a day before they end. */
export async function planReminders(ctx: Context, order: OrdersTable): Promise<void> {
  const { order_id: orderId, balance_from: from, balance_to: to } = order;
  if (!from || !to) return;
  const last = to.subtract({ hours: lastHours });
  for (const runAt of [from, last]) {
    if (Temporal.Instant.compare(runAt, ctx.now) > 0) {
      await enqueue(ctx, tellBalanceJobName, { orderId }, { runAt });
    }
  }
}

/** Says by an event that a balance can be paid; who reminds members listens to it. */
export const tellBalanceJob: Job = {
  name: tellBalanceJobName,
  async handle(ctx, { orderId }) {
    const order = await findOrder(ctx, String(orderId));
    if (order?.state !== "awaiting_balance" || !order.balance_to) return undefined;
    await emit(ctx, "orders.balance_due", {
      unitId: order.store_id,
      memberId: order.member_id,
      payload: {
        orderId: order.order_id,
        amountMinor: openMinor(order),
        untilMs: order.balance_to.epochMilliseconds,
      },
    });
    return undefined;
  },
};
