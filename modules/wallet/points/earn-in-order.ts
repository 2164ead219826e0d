import { pointsBpsOf } from "#modules/members/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { post } from "../ledger/post.ts";
import { pointsUnit, postingsOf } from "./accounts.ts";
import { expiresAt, maturesAt } from "./expiry.ts";
import { addLot } from "./lots.ts";
import { earnedBy, timesRate } from "./rate.ts";
import { settlePoints } from "./settle.ts";
import { planSettling } from "./settle-job.ts";
import { pointsRule } from "./settings.ts";
import type { PointsTables } from "./tables.ts";

export interface Earning {
  readonly orderId: string;
  readonly memberId: string;
  /** What was paid in money and stored value for goods; what points paid earns none. */
  readonly basisMinor: number;
}

/**
 * Gives a paid order's points by the brand's rule and the member's tier of this moment, pending
 * until the brand's days are over. Once an order: a repetition changes nothing. Answers the points,
 * 0 where the brand has none.
 */
export async function earnInOrder(ctx: Context, earning: Earning): Promise<number> {
  const { orderId, memberId, basisMinor } = earning;
  const rule = await pointsRule(ctx);
  if (!rule) return 0;
  const rate = timesRate(rule.earn, await pointsBpsOf(ctx, memberId));
  const points = earnedBy(rate, basisMinor);
  if (points === 0) return 0;
  await settlePoints(ctx, [memberId]);
  const postingKey = `points_earn:${orderId}`;
  const postings = postingsOf(ctx, memberId, { points_pending: points });
  const entry = { kind: "points_earn", postingKey, unit: pointsUnit, causeId: orderId, postings };
  if ((await post(ctx, [entry])).length === 0) return 0;
  const matures = maturesAt(ctx, ctx.now, rule.pendingDays);
  const expires = expiresAt(ctx, matures, rule.expiry);
  const lotId = await addLot(ctx, {
    member_id: memberId, source: "order", order_id: orderId, points, pending: true,
    earned_at: ctx.now, matures_at: matures, expires_at: expires,
  });
  await tablesOf<PointsTables>(ctx)
    .insertInto("wallet.points_orders")
    .values({
      brand_id: ctx.brand.brandId, order_id: orderId, member_id: memberId, lot_id: lotId,
      basis_minor: basisMinor, rate_points: rate.points, rate_minor: rate.minor,
      earned: points, taken: 0, waived: 0, earned_at: ctx.now,
    })
    .execute();
  await emit(ctx, "wallet.points_earned", {
    memberId, payload: { orderId, lotId, points, maturesAt: matures.epochMilliseconds },
  });
  await settlePoints(ctx, [memberId]);
  await planSettling(ctx, matures);
  await planSettling(ctx, expires);
  return points;
}
