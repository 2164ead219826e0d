import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { post } from "../ledger/post.ts";
import { pointsUnit, postingsOf } from "./accounts.ts";
import { noteAct, type StaffAct } from "./acts.ts";
import { expiresAt } from "./expiry.ts";
import { addLot, changeLots, oldestOf, sumOf } from "./lots.ts";
import { payOwed, settlePoints } from "./settle.ts";
import { planSettling } from "./settle-job.ts";
import { savedPointsSettings } from "./settings.ts";

async function give(ctx: Context, { memberId, points }: StaffAct): Promise<void> {
  const settings = await savedPointsSettings(ctx);
  const expires = expiresAt(ctx, ctx.now, settings?.expiry ?? { kind: "never" });
  await addLot(ctx, {
    member_id: memberId, source: "correction", order_id: null, points, pending: false,
    earned_at: ctx.now, matures_at: ctx.now, expires_at: expires,
  });
  await planSettling(ctx, expires);
}

async function take(ctx: Context, memberId: string, points: number): Promise<void> {
  const parts = await oldestOf(ctx, memberId, "free", points);
  const has = sumOf(parts);
  if (has < points) throw refuse("points_too_few", { has, missing: points - has });
  await changeLots(ctx, parts.map((part) =>
    ({ lotId: part.lotId, free: -part.points, taken: part.points })));
}

/**
 * Gives (positive) or takes points by hand: a posting of its own with a reason, never an edit.
 * Refuses `points_too_few`.
 */
export async function correctPoints(ctx: Context, act: StaffAct): Promise<void> {
  const { memberId, points } = act;
  await settlePoints(ctx, [memberId]);
  if (points < 0) await take(ctx, memberId, -points);
  const actId = await noteAct(ctx, "correct", act);
  await post(ctx, [{
    kind: "points_correct", postingKey: `points_act:${actId}`, unit: pointsUnit, causeId: actId,
    postings: postingsOf(ctx, memberId, { points }),
  }]);
  if (points > 0) await give(ctx, act);
  await payOwed(ctx, memberId);
  await emit(ctx, "wallet.points_corrected", { memberId, payload: { actId, points } });
}
