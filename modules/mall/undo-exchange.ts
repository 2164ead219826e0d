import { giveBack, type Taken } from "#modules/limits/index.ts";
import { findMine, givePointsBack, recallVoucher } from "#modules/wallet/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import type { MallTables, UndoReason } from "./tables.ts";

async function isUnused(ctx: Context, memberId: string, voucherId: string): Promise<boolean> {
  const { usesLeft, usesTotal, state } = await findMine(ctx, memberId, voucherId);
  return usesLeft === usesTotal && state !== "recalled" && state !== "given";
}

/**
 * Takes an exchange back by staff: the unused voucher is recalled, and points, stock and the
 * member's count come back. Refuses `exchange_not_undoable`.
 */
export async function undoExchange(
  ctx: Context,
  exchangeId: string,
  reason: UndoReason,
): Promise<void> {
  const { brandId } = ctx.brand;
  const db = tablesOf<MallTables>(ctx);
  const found = await db.selectFrom("mall.exchanges").select("exchange_id")
    .where("brand_id", "=", brandId).where("exchange_id", "=", exchangeId).executeTakeFirst();
  if (!found) throw refuse("exchange_not_found");
  const row = await db
    .updateTable("mall.exchanges")
    .set({ undone_at: ctx.now, undo_reason: reason })
    .where("brand_id", "=", brandId)
    .where("exchange_id", "=", exchangeId)
    .where("undone_at", "is", null)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw refuse("exchange_not_undoable");
  const { member_id: memberId, voucher_id: voucherId, item_id: itemId, points } = row;
  if (!(await isUnused(ctx, memberId, voucherId))) throw refuse("exchange_not_undoable");
  await giveBack(ctx, row.taken as readonly Taken[]);
  await recallVoucher(ctx, voucherId, true);
  await givePointsBack(ctx, { orderId: exchangeId, memberId, points, key: "undo" });
  await emit(ctx, "mall.exchange_undone", {
    memberId, payload: { exchangeId, itemId, points, voucherId, reason },
  });
}
