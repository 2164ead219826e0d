import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { DrawsTable, DrawsTables } from "./tables.ts";

// Order: the draw, then counters of module limits, then (by a voucher prize) those of its offer,
// then a win, last the ledger's accounts. Whoever needs several draws locks them by their ids.

/** Draws held to the end of the transaction, by id; those that do not exist are absent. */
export async function lockDraws(
  ctx: Context,
  drawIds: readonly string[],
): Promise<ReadonlyMap<string, DrawsTable>> {
  const rows = await tablesOf<DrawsTables>(ctx)
    .selectFrom("draws.draws")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("draw_id", "=", sql<string>`any(${[...new Set(drawIds)]}::uuid[])`)
    .orderBy("draw_id")
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map((row) => [row.draw_id, row]));
}

export async function lockDraw(ctx: Context, drawId: string): Promise<DrawsTable> {
  const row = (await lockDraws(ctx, [drawId])).get(drawId);
  if (!row) throw refuse("draw_not_found");
  return row;
}
