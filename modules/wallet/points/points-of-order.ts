import { type Context, tablesOf } from "#platform/context.ts";
import { pointsRule } from "./settings.ts";
import { spendablePoints } from "./spendable-points.ts";
import type { PointsTables } from "./tables.ts";

/**
 * What an order has earned its member, returns taken off, and what the member can spend now; null:
 * the brand has no points.
 */
export async function pointsOfOrder(
  ctx: Context,
  { orderId, memberId }: { readonly orderId: string; readonly memberId: string },
): Promise<{ readonly points: number; readonly balance: number } | null> {
  if (!(await pointsRule(ctx))) return null;
  const row = await tablesOf<PointsTables>(ctx)
    .selectFrom("wallet.points_orders")
    .select(["earned", "taken"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", orderId)
    .where("member_id", "=", memberId)
    .executeTakeFirst();
  const points = row ? row.earned - row.taken : 0;
  return { points, balance: await spendablePoints(ctx, memberId) };
}
