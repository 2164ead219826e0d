import { type Context, tablesOf } from "#platform/context.ts";
import type { LimitsTables } from "./tables.ts";

/** How much of each counter is used, for display only: never decide by it. Absent: 0. */
export async function usedOf(
  ctx: Context,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (keys.length === 0) return new Map();
  const rows = await tablesOf<LimitsTables>(ctx)
    .selectFrom("limits.counters")
    .select(["key", "used"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("key", "in", [...keys])
    .execute();
  return new Map(rows.map((row) => [row.key, row.used]));
}
