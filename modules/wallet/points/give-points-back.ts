import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { post } from "../ledger/post.ts";
import { pointsUnit, postingsOf } from "./accounts.ts";
import { endOfDayIn } from "./expiry.ts";
import { addLot, changeLots, type Part } from "./lots.ts";
import { payOwed, settlePoints } from "./settle.ts";
import { planSettling } from "./settle-job.ts";

/** Points whose day has passed meanwhile live so many days more: they were paid with. */
const graceDays = 30;

export interface GivingBack {
  readonly orderId: string;
  readonly memberId: string;
  /** Of this return. */
  readonly points: number;
  /** Names this return: given back once. */
  readonly key: string;
}

interface SpentPart extends Part {
  readonly over: boolean;
}

/** Takes so many points out of what was spent, the last spent first. */
async function lastSpent(ctx: Context, spendId: string, points: number): Promise<SpentPart[]> {
  const { rows } = await sql<SpentPart>`
    with l as (
      select s.lot_id, s.points - s.given_back as here, s.place,
        sum(s.points - s.given_back) over (order by s.place desc) - (s.points - s.given_back)
          as before
      from wallet.points_spend_lots s
      where s.brand_id = ${ctx.brand.brandId} and s.spend_id = ${spendId}
        and s.given_back < s.points),
    used as (
      update wallet.points_spend_lots s
      set given_back = s.given_back + least(l.here, ${points} - l.before)
      from l where s.brand_id = ${ctx.brand.brandId} and s.spend_id = ${spendId}
        and s.lot_id = l.lot_id and l.before < ${points}
      returning s.lot_id, least(l.here, ${points} - l.before)::bigint as points)
    select u.lot_id as "lotId", u.points,
      (o.expires_at is not null and o.expires_at <= ${ctx.now}) as over
    from used u join wallet.points_lots o on o.brand_id = ${ctx.brand.brandId}
      and o.lot_id = u.lot_id`.execute(ctx.tx);
  return rows;
}

async function noteGivenBack(ctx: Context, spendId: string, points: number): Promise<string> {
  const { rows } = await sql<{ member_id: string }>`
    update wallet.points_spends set given_back = given_back + ${points}
    where brand_id = ${ctx.brand.brandId} and spend_id = ${spendId}
      and given_back + ${points} <= points returning member_id`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new RangeError(`${spendId} has not spent ${points} points more`);
  return row.member_id;
}

async function intoNewLot(ctx: Context, memberId: string, points: number): Promise<void> {
  if (points === 0) return;
  const expires = endOfDayIn(ctx, ctx.now, graceDays);
  await addLot(ctx, {
    member_id: memberId, source: "returned", order_id: null, points, pending: false,
    earned_at: ctx.now, matures_at: ctx.now, expires_at: expires,
  });
  await planSettling(ctx, expires);
}

/**
 * Takes a spending back, or a part of it: points go where they came from, with their days. A key
 * gives back once.
 */
export async function givePointsBack(ctx: Context, giving: GivingBack): Promise<void> {
  const { orderId: spendId, memberId, points, key } = giving;
  if (points === 0) return;
  await settlePoints(ctx, [memberId]);
  const posted = await post(ctx, [{
    kind: "points_back", postingKey: `points_back:${spendId}:${key}`, unit: pointsUnit,
    causeId: spendId,
    postings: postingsOf(ctx, memberId, { points, points_spent: -points }),
  }]);
  if (posted.length === 0) return;
  const owner = await noteGivenBack(ctx, spendId, points);
  if (owner !== memberId) throw new RangeError(`${spendId} was not paid by ${memberId}`);
  const parts = await lastSpent(ctx, spendId, points);
  await changeLots(ctx, parts.map((part) => part.over
    ? { lotId: part.lotId, spent: -part.points, points: -part.points }
    : { lotId: part.lotId, spent: -part.points, free: part.points }));
  const over = parts.reduce((sum, part) => sum + (part.over ? part.points : 0), 0);
  await intoNewLot(ctx, memberId, over);
  await payOwed(ctx, memberId);
  await emit(ctx, "wallet.points_given_back", { memberId, payload: { spendId, points } });
}
