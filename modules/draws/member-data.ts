import { type Context, tablesOf } from "#platform/context.ts";
import { winsOfMember } from "./list-wins.ts";
import { lockDraws } from "./locks.ts";
import { recall } from "./recall-win.ts";
import type { DrawsTables } from "./tables.ts";

async function exportDraws(ctx: Context, memberId: string) {
  const plays = await tablesOf<DrawsTables>(ctx)
    .selectFrom("draws.plays")
    .select(["draw_id", "number", "nonce", "prize_no", "amount_minor", "played_at"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .orderBy("play_id")
    .execute();
  return {
    plays: plays.map((row) => ({
      drawId: row.draw_id,
      number: row.number,
      nonce: row.nonce,
      prizeNo: row.prize_no,
      amountMinor: row.amount_minor,
      at: row.played_at.epochMilliseconds,
    })),
    wins: await winsOfMember(ctx, memberId),
  };
}

/**
 * Nobody is left to be paid: open red packets go back. The plays stay, with an id of nobody, so
 * that the draw can still be recomputed; vouchers are recalled by module wallet.
 */
async function recallOpenWins(ctx: Context, memberId: string): Promise<void> {
  const open = await tablesOf<DrawsTables>(ctx)
    .selectFrom("draws.wins")
    .select(["play_id", "draw_id"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .where("kind", "=", "money")
    .where("paid_at", "is", null)
    .where("recalled_at", "is", null)
    .orderBy("play_id")
    .execute();
  const draws = await lockDraws(ctx, open.map((row) => row.draw_id));
  for (const { play_id: playId, draw_id: drawId } of open) {
    await recall(ctx, draws.get(drawId)!, { playId, reason: "erased" });
  }
}

/** Wired as a part of what module members exports and erases. */
export const memberDraws = { name: "draws", export: exportDraws, erase: recallOpenWins };
