import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { dayOf } from "#platform/time.ts";
import { permitStep } from "../take-step.ts";
import type { OrdersTable } from "../tables.ts";

/** Refuses what cannot be paid now: by its state, its time, or before the days of its balance. */
export async function permitPay(ctx: Context, order: OrdersTable): Promise<void> {
  await permitStep(ctx, order, "pay");
  const { pay_until: until, balance_from: from } = order;
  if (until && Temporal.Instant.compare(ctx.now, until) >= 0) {
    await permitStep(ctx, { ...order, state: "expired" }, "pay");
  }
  if (order.state !== "awaiting_balance" || !from) return;
  if (Temporal.Instant.compare(ctx.now, from) < 0) {
    throw refuse("balance_not_open", { day: dayOf(ctx, from) });
  }
}
