import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { post } from "../ledger/post.ts";
import { pointsUnit, postingsOf } from "./accounts.ts";
import { changeLots, lockPoints, oldestOf, sumOf } from "./lots.ts";
import { takenBy } from "./rate.ts";
import { settlePoints } from "./settle.ts";
import type { LotRow, PointsTables } from "./tables.ts";

export interface TakingBack {
  readonly orderId: string;
  readonly memberId: string;
  /** All that was refunded of the order so far, this return included. */
  readonly refundedMinor: number;
  /** What the order earned on, as it was told to earnInOrder. */
  readonly basisMinor: number;
  /** Names this return. */
  readonly key: string;
}

type OrderRow = PointsTables["wallet.points_orders"];

async function orderAndLot(ctx: Context, orderId: string) {
  const db = tablesOf<PointsTables>(ctx);
  const { brandId } = ctx.brand;
  const order = await db
    .selectFrom("wallet.points_orders")
    .selectAll()
    .where("brand_id", "=", brandId)
    .where("order_id", "=", orderId)
    .executeTakeFirst();
  if (!order) return null;
  const lot = await db
    .selectFrom("wallet.points_lots")
    .selectAll()
    .where("brand_id", "=", brandId)
    .where("lot_id", "=", order.lot_id)
    .executeTakeFirstOrThrow();
  return { order, lot };
}

/** Where so many points come from: what is left of the order's own; what expired is waived. */
function ownPartsOf(order: OrderRow, lot: LotRow, wanted: number) {
  const pending = Math.min(wanted, lot.pending);
  const free = Math.min(wanted - pending, lot.free);
  const frozen = Math.min(wanted - pending - free, lot.frozen);
  const rest = wanted - pending - free - frozen;
  const waived = Math.min(rest, lot.expired - order.waived);
  return { pending, free, frozen, waived, rest: rest - waived };
}

/**
 * Takes back what an order earned, by all that was refunded of it so far: any sequence of returns
 * ends the same. What was spent meanwhile comes from the member's other points, and what these lack
 * is owed and paid off by the next. Answers the points.
 */
export async function takeBackEarned(ctx: Context, taking: TakingBack): Promise<number> {
  const { orderId, key } = taking;
  const before = await orderAndLot(ctx, orderId);
  if (!before) return 0;
  const memberId = before.order.member_id;
  await lockPoints(ctx, [memberId]);
  await settlePoints(ctx, [memberId]);
  const { order, lot } = (await orderAndLot(ctx, orderId))!;
  const rate = { points: order.rate_points, minor: order.rate_minor };
  const refunded = Math.min(Math.max(0, taking.refundedMinor), order.basis_minor);
  const wanted = takenBy(rate, order.basis_minor, refunded) - order.taken;
  if (wanted <= 0) return 0;
  const own = ownPartsOf(order, lot, wanted);
  await changeLots(ctx, [{
    lotId: lot.lot_id, pending: -own.pending, free: -own.free, frozen: -own.frozen,
    taken: own.pending + own.free + own.frozen,
  }]);
  const others = await oldestOf(ctx, memberId, "free", own.rest);
  await changeLots(ctx, others.map(({ lotId, points }) =>
    ({ lotId, free: -points, taken: points })));
  const postings = postingsOf(ctx, memberId, {
    points_pending: -own.pending,
    points: -own.free - sumOf(others),
    points_frozen: -own.frozen,
    points_owed: sumOf(others) - own.rest,
  });
  if (postings.length > 0) {
    await post(ctx, [{
      kind: "points_take", postingKey: `points_take:${orderId}:${key}`, unit: pointsUnit,
      causeId: orderId, postings,
    }]);
  }
  await sql`update wallet.points_orders
    set taken = taken + ${wanted}, waived = waived + ${own.waived}
    where brand_id = ${ctx.brand.brandId} and order_id = ${orderId}`.execute(ctx.tx);
  await emit(ctx, "wallet.points_taken_back", { memberId, payload: {
    orderId, points: wanted, waived: own.waived, owed: own.rest - sumOf(others),
  } });
  return wanted;
}
