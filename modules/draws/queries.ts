import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { DrawsTable, DrawsTables, WinsTable } from "./tables.ts";

export async function getDrawRow(ctx: Context, drawId: string): Promise<DrawsTable> {
  const row = await tablesOf<DrawsTables>(ctx)
    .selectFrom("draws.draws")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("draw_id", "=", drawId)
    .executeTakeFirst();
  if (!row) throw refuse("draw_not_found");
  return row;
}

export async function getWin(ctx: Context, playId: string): Promise<WinsTable> {
  const row = await tablesOf<DrawsTables>(ctx)
    .selectFrom("draws.wins")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("play_id", "=", playId)
    .executeTakeFirst();
  if (!row) throw refuse("win_not_found");
  return row;
}
