import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { emitMany } from "#platform/journal.ts";
import { balanceOf } from "../ledger/balance.ts";
import { type EntryInput, post } from "../ledger/post.ts";
import { pointsAccount, pointsUnit, postingsOf } from "./accounts.ts";
import { changeLots, lockPoints, oldestOf, sumOf } from "./lots.ts";
import type { LotRow } from "./tables.ts";

type Due = Pick<
  LotRow, "lot_id" | "member_id" | "order_id" | "pending" | "free" | "frozen" | "expired"
>;

async function maturing(ctx: Context, memberIds: readonly string[]): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select lot_id, member_id, order_id, pending, free, frozen, expired from wallet.points_lots
    where brand_id = ${ctx.brand.brandId} and member_id = any(${memberIds}::uuid[])
      and pending > 0 and matures_at <= ${ctx.now} order by lot_id`.execute(ctx.tx);
  return rows;
}

async function expiring(ctx: Context, memberIds: readonly string[]): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select lot_id, member_id, order_id, pending, free, frozen, expired from wallet.points_lots
    where brand_id = ${ctx.brand.brandId} and member_id = any(${memberIds}::uuid[])
      and free + frozen > 0 and expires_at <= ${ctx.now} order by lot_id`.execute(ctx.tx);
  return rows;
}

async function mature(ctx: Context, lots: readonly Due[]): Promise<void> {
  await post(ctx, lots.map((lot): EntryInput => ({
    kind: "points_mature",
    postingKey: `points_mature:${lot.lot_id}`,
    unit: pointsUnit,
    causeId: lot.order_id,
    postings: postingsOf(ctx, lot.member_id, {
      points_pending: -lot.pending, points: lot.pending,
    }),
  })));
  await changeLots(ctx, lots.map(({ lot_id: lotId, pending }) =>
    ({ lotId, pending: -pending, free: pending })));
  await emitMany(ctx, "wallet.points_matured", lots.map((lot) => ({
    memberId: lot.member_id,
    payload: { lotId: lot.lot_id, orderId: lot.order_id, points: lot.pending },
  })));
}

/**
 * A record that comes late, with an earlier time, can put points into a lot that has ended: they
 * end too. So the key names what the lot's expired points come to, not the lot alone.
 */
async function expire(ctx: Context, lots: readonly Due[]): Promise<void> {
  await post(ctx, lots.map((lot): EntryInput => ({
    kind: "points_expire",
    postingKey: `points_expire:${lot.lot_id}:${lot.expired + lot.free + lot.frozen}`,
    unit: pointsUnit,
    postings: postingsOf(ctx, lot.member_id, {
      points: -lot.free, points_frozen: -lot.frozen, points_expired: lot.free + lot.frozen,
    }),
  })));
  await changeLots(ctx, lots.map(({ lot_id: lotId, free, frozen }) =>
    ({ lotId, free: -free, frozen: -frozen, expired: free + frozen })));
  await emitMany(ctx, "wallet.points_expired", lots.map((lot) => ({
    memberId: lot.member_id,
    payload: { lotId: lot.lot_id, points: lot.free + lot.frozen },
  })));
}

/** Pays off with what came in what the member still owes. The caller holds the member's points. */
export async function payOwed(ctx: Context, memberId: string): Promise<void> {
  const owed = -(await balanceOf(ctx, pointsAccount(memberId, "points_owed"), pointsUnit));
  if (owed <= 0) return;
  const parts = await oldestOf(ctx, memberId, "free", owed);
  const paid = sumOf(parts);
  if (paid === 0) return;
  await post(ctx, [{
    kind: "points_pay_owed",
    postingKey: `points_pay_owed:${newId()}`,
    unit: pointsUnit,
    postings: postingsOf(ctx, memberId, { points: -paid, points_owed: paid }),
  }]);
  await changeLots(ctx, parts.map(({ lotId, points }) =>
    ({ lotId, free: -points, taken: points })));
}

/**
 * Writes down what the clock has done to these members' points: what is over ends, what has waited
 * long enough can be spent and pays first what is owed. Every act on points begins with it.
 */
export async function settlePoints(ctx: Context, memberIds: readonly string[]): Promise<void> {
  await lockPoints(ctx, memberIds);
  const ended = await expiring(ctx, memberIds);
  if (ended.length > 0) await expire(ctx, ended);
  const ready = await maturing(ctx, memberIds);
  if (ready.length === 0) return;
  await mature(ctx, ready);
  for (const memberId of new Set(ready.map((lot) => lot.member_id))) await payOwed(ctx, memberId);
  // Of a server that slept: matured and over in one.
  const over = await expiring(ctx, memberIds);
  if (over.length > 0) await expire(ctx, over);
}
