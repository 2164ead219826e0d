import { recallVoucher } from "#modules/wallet/index.ts";
import { permit } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { lockDraw } from "./locks.ts";
import { recallPacket } from "./money.ts";
import { getWin } from "./queries.ts";
import type { DrawsTable, DrawsTables, RecallReason, WinsTable } from "./tables.ts";

/**
 * Takes a prize back. A later event: the play stays in the log as it was, its piece and its try do
 * not come back, and a red packet's money is not drawn again. The caller holds the draw's row.
 */
export async function recall(
  ctx: Context,
  draw: DrawsTable,
  { playId, reason }: { readonly playId: string; readonly reason: RecallReason },
): Promise<WinsTable> {
  const row = await tablesOf<DrawsTables>(ctx)
    .updateTable("draws.wins")
    .set({ recalled_at: ctx.now, recall_reason: reason })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("play_id", "=", playId)
    .where("recalled_at", "is", null)
    .where("paid_at", "is", null)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw refuse("win_not_recallable");
  const { draw_id: drawId, member_id: memberId, amount_minor: amountMinor } = row;
  if (amountMinor !== null) {
    const packet = { playId, drawId, memberId, amountMinor };
    await recallPacket(ctx, packet, draw.state === "ended");
  }
  await emit(ctx, "draws.win_recalled", {
    unitId: draw.unit_id,
    memberId,
    payload: {
      drawId, playId, prizeNo: row.prize_no, amountMinor, voucherId: row.voucher_id, reason,
    },
  });
  return row;
}

/** As {@link recall}, by staff; a voucher prize is recalled with it, if it is still unused. */
export async function recallWin(
  ctx: Context,
  playId: string,
  reason: "mistake" | "fraud",
): Promise<void> {
  const { draw_id: drawId } = await getWin(ctx, playId);
  const draw = await lockDraw(ctx, drawId);
  await permit(ctx, "offers.publish", draw.unit_id);
  const { voucher_id: voucherId } = await recall(ctx, draw, { playId, reason });
  if (voucherId) await recallVoucher(ctx, voucherId);
}
