import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { post } from "../ledger/post.ts";
import { pointsUnit, postingsOf } from "./accounts.ts";
import { noteAct, type StaffAct } from "./acts.ts";
import { changeLots, oldestOf, sumOf } from "./lots.ts";
import { payOwed, settlePoints } from "./settle.ts";

async function partsOf(ctx: Context, act: StaffAct, part: "free" | "frozen") {
  await settlePoints(ctx, [act.memberId]);
  const parts = await oldestOf(ctx, act.memberId, part, act.points);
  const has = sumOf(parts);
  if (has < act.points) throw refuse("points_too_few", { has, missing: act.points - has });
  return parts;
}

/** Holds points so that nobody spends them; their days run on. Refuses `points_too_few`. */
export async function freezePoints(ctx: Context, act: StaffAct): Promise<void> {
  const { memberId, points } = act;
  const parts = await partsOf(ctx, act, "free");
  const actId = await noteAct(ctx, "freeze", act);
  await post(ctx, [{
    kind: "points_freeze", postingKey: `points_act:${actId}`, unit: pointsUnit, causeId: actId,
    postings: postingsOf(ctx, memberId, { points: -points, points_frozen: points }),
  }]);
  await changeLots(ctx, parts.map((part) =>
    ({ lotId: part.lotId, free: -part.points, frozen: part.points })));
  await emit(ctx, "wallet.points_frozen", { memberId, payload: { actId, points } });
}

/** Lets held points go. Refuses `points_too_few` where fewer are held. */
export async function unfreezePoints(ctx: Context, act: StaffAct): Promise<void> {
  const { memberId, points } = act;
  const parts = await partsOf(ctx, act, "frozen");
  const actId = await noteAct(ctx, "unfreeze", act);
  await post(ctx, [{
    kind: "points_unfreeze", postingKey: `points_act:${actId}`, unit: pointsUnit, causeId: actId,
    postings: postingsOf(ctx, memberId, { points, points_frozen: -points }),
  }]);
  await changeLots(ctx, parts.map((part) =>
    ({ lotId: part.lotId, free: part.points, frozen: -part.points })));
  await payOwed(ctx, memberId);
  await emit(ctx, "wallet.points_unfrozen", { memberId, payload: { actId, points } });
}
