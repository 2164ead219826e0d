import { permit } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { payPacket } from "./money.ts";
import { getDrawRow, getWin } from "./queries.ts";
import type { DrawsTables } from "./tables.ts";

/** Notes that the brand has paid a red packet outside; the ledger moves it from prize to spent. */
export async function payWin(ctx: Context, playId: string, reference: string): Promise<void> {
  const win = await getWin(ctx, playId);
  const draw = await getDrawRow(ctx, win.draw_id);
  await permit(ctx, "offers.publish", draw.unit_id);
  const row = await tablesOf<DrawsTables>(ctx)
    .updateTable("draws.wins")
    .set({ paid_at: ctx.now, paid_reference: reference })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("play_id", "=", playId)
    .where("kind", "=", "money")
    .where("paid_at", "is", null)
    .where("recalled_at", "is", null)
    .returningAll()
    .executeTakeFirst();
  if (!row || row.amount_minor === null) throw refuse("win_not_open");
  const { draw_id: drawId, member_id: memberId, amount_minor: amountMinor } = row;
  await payPacket(ctx, { playId, drawId, memberId, amountMinor });
  await emit(ctx, "draws.win_paid", {
    unitId: draw.unit_id,
    memberId,
    payload: { drawId, playId, prizeNo: row.prize_no, amountMinor, voucherId: null },
  });
}
