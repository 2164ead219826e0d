import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import type { OrderTables } from "./tables.ts";

/** How people read out these orders; an unknown id is missing. */
export async function orderNumbers(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tablesOf<OrderTables>(ctx)
    .selectFrom("orders.orders")
    .select(["order_id", "number"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", sql<string>`any(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.order_id, row.number]));
}
