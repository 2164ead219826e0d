import { type Context, tablesOf } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { post } from "../ledger/post.ts";
import { pointsUnit, postingsOf } from "./accounts.ts";
import { changeLots, oldestOf, sumOf } from "./lots.ts";
import { settlePoints } from "./settle.ts";
import type { PointsTables } from "./tables.ts";

function lotsOf(ctx: Context, memberId: string) {
  return tablesOf<PointsTables>(ctx)
    .selectFrom("wallet.points_lots")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .orderBy("lot_id")
    .execute();
}

async function exportPoints(ctx: Context, memberId: string) {
  const lots = await lotsOf(ctx, memberId);
  const acts = await tablesOf<PointsTables>(ctx)
    .selectFrom("wallet.points_acts")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .orderBy("act_id")
    .execute();
  return [
    ...lots.map((lot) => ({
      source: lot.source,
      orderId: lot.order_id,
      points: lot.points,
      pending: lot.pending,
      spendable: lot.free,
      frozen: lot.frozen,
      spent: lot.spent,
      expired: lot.expired,
      takenBack: lot.taken,
      earnedAt: lot.earned_at.epochMilliseconds,
      maturesAt: lot.matures_at.epochMilliseconds,
      expiresAt: lot.expires_at?.epochMilliseconds ?? null,
    })),
    ...acts.map((act) => ({
      act: act.kind,
      points: act.points,
      reason: act.reason,
      actedAt: act.acted_at.epochMilliseconds,
    })),
  ];
}

/** Nobody is left to spend them: all that is left lapses, and what staff wrote goes. */
async function lapsePoints(ctx: Context, memberId: string): Promise<void> {
  await settlePoints(ctx, [memberId]);
  const [pending, free, frozen] = [
    await oldestOf(ctx, memberId, "pending"),
    await oldestOf(ctx, memberId, "free"),
    await oldestOf(ctx, memberId, "frozen"),
  ];
  const all = sumOf(pending) + sumOf(free) + sumOf(frozen);
  if (all > 0) {
    await post(ctx, [{
      kind: "points_lapse", postingKey: `points_lapse:${newId()}`, unit: pointsUnit,
      postings: postingsOf(ctx, memberId, {
        points_pending: -sumOf(pending), points: -sumOf(free), points_frozen: -sumOf(frozen),
        points_expired: all,
      }),
    }]);
  }
  await changeLots(ctx, [
    ...pending.map(({ lotId, points }) => ({ lotId, pending: -points, expired: points })),
    ...free.map(({ lotId, points }) => ({ lotId, free: -points, expired: points })),
    ...frozen.map(({ lotId, points }) => ({ lotId, frozen: -points, expired: points })),
  ]);
  await tablesOf<PointsTables>(ctx)
    .updateTable("wallet.points_acts")
    .set({ reason: "" })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .execute();
}

/** Wired as a part of what module members exports and erases. */
export const memberPoints = { name: "points", export: exportPoints, erase: lapsePoints };
