import type { StoppedName } from "#modules/limits/index.ts";
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

export async function drawNames(
  ctx: Context,
  drawIds: readonly string[],
): Promise<Map<string, StoppedName>> {
  const rows = await tablesOf<DrawsTables>(ctx)
    .selectFrom("draws.draws")
    .select(["draw_id", "name", "name_en"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("draw_id", "in", [...drawIds])
    .execute();
  return new Map(rows.map((row) => [row.draw_id, { name: row.name, nameEn: row.name_en }]));
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
