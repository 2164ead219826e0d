import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import type { OrderTables } from "./tables.ts";

const known = (ctx: Context, ids: readonly string[]) =>
  tablesOf<OrderTables>(ctx)
    .selectFrom("orders.orders")
    .select(["order_id", "number", "placed_at"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", sql<string>`any(${[...ids]}::uuid[])`)
    .execute();

/** How people read out these orders; an unknown id is missing. */
export async function orderNumbers(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  return new Map((await known(ctx, ids)).map((row) => [row.order_id, row.number]));
}

/** When an order was placed; null: it is not known. */
export async function orderPlacedAt(
  ctx: Context,
  orderId: string,
): Promise<Temporal.Instant | null> {
  return (await known(ctx, [orderId]))[0]?.placed_at ?? null;
}
