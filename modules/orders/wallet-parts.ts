import {
  earnInOrder, givePointsBack, payFromStoredValue, post, returnToStoredValue, spendPointsInOrder,
  takeBackEarned,
} from "#modules/wallet/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { earningOf } from "./payments/due.ts";
import { byStoredValue, salesOf } from "./payments/money-places.ts";
import type { OrdersTable, OrderTables } from "./tables.ts";

/** What an order is paid with beside money. */
export interface WalletParts {
  readonly points: number;
  readonly pointsMinor: number;
  readonly storedValueMinor: number;
}

const idsOf = (order: OrdersTable, memberId: string) => ({ orderId: order.order_id, memberId });

async function bookStoredValue(
  ctx: Context,
  order: OrdersTable,
  kind: "pay" | "refund",
  key: string,
  amountMinor: number,
): Promise<void> {
  await post(ctx, [
    {
      kind,
      postingKey: `${kind}:stored:${key}`,
      unit: order.currency,
      causeId: order.order_id,
      postings: [
        { account: salesOf(order), amount: -amountMinor },
        { account: byStoredValue(order), amount: amountMinor },
      ],
    },
  ]);
}

/** Spends the points and the stored value of a new order; refuses by the wallet's reason. */
export async function spendParts(ctx: Context, order: OrdersTable): Promise<void> {
  const { member_id: memberId, points_used: points, stored_value_minor: storedMinor } = order;
  if (memberId === null) return;
  const ids = idsOf(order, memberId);
  if (points > 0) {
    await spendPointsInOrder(ctx, { ...ids, points, amountMinor: order.points_minor });
  }
  if (storedMinor === 0) return;
  const { order_id: key, store_id: storeId } = order;
  await payFromStoredValue(ctx, { ...ids, storeId, amountMinor: storedMinor, key });
  await bookStoredValue(ctx, order, "pay", key, storedMinor);
}

/** Gives back a part of what was spent, once for each key; adds it to what came back so far. */
export async function giveParts(
  ctx: Context,
  order: OrdersTable,
  parts: WalletParts,
  key: string,
): Promise<void> {
  const { member_id: memberId } = order;
  const { points, pointsMinor, storedValueMinor } = parts;
  if (memberId === null || (points === 0 && pointsMinor === 0 && storedValueMinor === 0)) return;
  await tablesOf<OrderTables>(ctx)
    .updateTable("orders.orders")
    .set((set) => ({
      points_back: set("points_back", "+", points),
      points_back_minor: set("points_back_minor", "+", pointsMinor),
      stored_value_back_minor: set("stored_value_back_minor", "+", storedValueMinor),
    }))
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", order.order_id)
    .execute();
  const ids = { ...idsOf(order, memberId), key };
  if (points > 0) await givePointsBack(ctx, { ...ids, points });
  if (storedValueMinor === 0) return;
  await returnToStoredValue(ctx, { ...ids, amountMinor: storedValueMinor });
  await bookStoredValue(ctx, order, "refund", key, -storedValueMinor);
}

/** All of it: the order is not to be. */
export const giveAllParts = (ctx: Context, order: OrdersTable): Promise<void> =>
  giveParts(
    ctx,
    order,
    {
      points: order.points_used - order.points_back,
      pointsMinor: order.points_minor - order.points_back_minor,
      storedValueMinor: order.stored_value_minor - order.stored_value_back_minor,
    },
    `end:${order.order_id}`,
  );

/** Points for what was paid in money and stored value. */
export async function earn(ctx: Context, order: OrdersTable): Promise<void> {
  const { member_id: memberId } = order;
  const basisMinor = earningOf(order);
  if (memberId === null || basisMinor === 0) return;
  await earnInOrder(ctx, { ...idsOf(order, memberId), basisMinor });
}

/** `paidBackMinor`: of all parts so far; money comes first, then stored value, then points. */
export async function takeEarned(
  ctx: Context,
  order: OrdersTable,
  paidBackMinor: number,
  key: string,
): Promise<void> {
  const { member_id: memberId } = order;
  const basisMinor = earningOf(order);
  if (memberId === null || basisMinor === 0) return;
  const refundedMinor = Math.min(paidBackMinor, basisMinor);
  await takeBackEarned(ctx, { ...idsOf(order, memberId), refundedMinor, basisMinor, key });
}
