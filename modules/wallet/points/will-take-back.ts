import { type Context, tablesOf } from "#platform/context.ts";
import type { TakingBack } from "./take-back-earned.ts";
import { takenBy } from "./rate.ts";
import type { PointsTables } from "./tables.ts";

/** The points that `takeBackEarned` would take with this total; nothing is written. */
export async function willTakeBack(
  ctx: Context,
  { orderId, refundedMinor }: Pick<TakingBack, "orderId" | "refundedMinor">,
): Promise<number> {
  const order = await tablesOf<PointsTables>(ctx)
    .selectFrom("wallet.points_orders")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", orderId)
    .executeTakeFirst();
  if (!order) return 0;
  const rate = { points: order.rate_points, minor: order.rate_minor };
  const refunded = Math.min(Math.max(0, refundedMinor), order.basis_minor);
  return Math.max(0, takenBy(rate, order.basis_minor, refunded) - order.taken);
}
