import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { post } from "../ledger/post.ts";
import { pointsUnit, postingsOf } from "./accounts.ts";
import { changeLots, oldestOf, sumOf } from "./lots.ts";
import { settlePoints } from "./settle.ts";
import type { PointsTables } from "./tables.ts";

export interface Spending {
  /** The order or the exchange: spent on once. */
  readonly spendId: string;
  readonly memberId: string;
  readonly points: number;
  /** What they paid, where they paid money. */
  readonly amountMinor: number;
}

/** Spends the member's points, the first to expire first. Refuses `points_too_few`. */
export async function spendPoints(ctx: Context, spending: Spending): Promise<void> {
  const { spendId, memberId, points, amountMinor } = spending;
  if (points === 0) return;
  await settlePoints(ctx, [memberId]);
  const { brandId } = ctx.brand;
  const db = tablesOf<PointsTables>(ctx);
  const row = {
    brand_id: brandId, spend_id: spendId, member_id: memberId, points, amount_minor: amountMinor,
    given_back: 0, spent_at: ctx.now,
  };
  const written = await db.insertInto("wallet.points_spends").values(row)
    .onConflict((on) => on.doNothing()).returning("spend_id").execute();
  if (written.length === 0) return;
  const parts = await oldestOf(ctx, memberId, "free", points);
  const has = sumOf(parts);
  if (has < points) throw refuse("points_too_few", { has, missing: points - has });
  await post(ctx, [{
    kind: "points_spend", postingKey: `points_spend:${spendId}`, unit: pointsUnit,
    causeId: spendId,
    postings: postingsOf(ctx, memberId, { points: -points, points_spent: points }),
  }]);
  await changeLots(ctx, parts.map((part) =>
    ({ lotId: part.lotId, free: -part.points, spent: part.points })));
  await db.insertInto("wallet.points_spend_lots").values(parts.map((part, place) => ({
    brand_id: brandId, spend_id: spendId, lot_id: part.lotId, place, points: part.points,
    given_back: 0,
  }))).execute();
  await emit(ctx, "wallet.points_spent", {
    memberId, payload: { spendId, points, amountMinor },
  });
}

export interface SpendingInOrder extends Omit<Spending, "spendId"> {
  readonly orderId: string;
}

/** Pays a part of an order with points. Refuses `points_too_few`. */
export const spendPointsInOrder = (ctx: Context, { orderId, ...rest }: SpendingInOrder) =>
  spendPoints(ctx, { spendId: orderId, ...rest });
