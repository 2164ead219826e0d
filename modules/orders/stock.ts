import { putBack, release, reserve, takeOut } from "#modules/catalogue/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { linesOf } from "./queries.ts";
import type { OrdersTable, OrderTables } from "./tables.ts";

interface Kept {
  readonly productId: string;
  readonly variantId?: string | null | undefined;
  readonly quantity: number;
}

// A notice may come some minutes after the last second in which the member could pay.
const graceMinutes = 15;
// Nobody pays ahead: the goods wait for the member's way to the store.
const waitDays = 14;

type KeptOrder = Pick<
  OrdersTable,
  "order_id" | "store_id" | "pay_until" | "balance_to" | "reservation_id" | "state"
>;

const causeOf = (orderId: string) => ({ kind: "order", id: orderId });

/**
 * Keeps the goods for an order under the reservation that its row names; refuses `stock_short`.
 * Their rows are held from before this returns. `counted`: the products whose stock is.
 */
export async function keepStock(
  ctx: Context,
  order: KeptOrder,
  lines: readonly Kept[],
  counted: ReadonlySet<string>,
): Promise<string> {
  // Of a presale until the balance is paid.
  const ends = order.balance_to ?? order.pay_until;
  const until = ends
    ? ends.add({ minutes: graceMinutes })
    : ctx.now.add({ hours: 24 * waitDays });
  const kept = lines.map(({ productId, variantId, quantity }) => ({
    storeId: order.store_id,
    productId,
    variantId: variantId ?? null,
    quantity,
  }));
  const reservationId = order.reservation_id ?? undefined;
  // One that is paid already gives its goods out in the same transaction.
  const isLast = order.state === "awaiting_payment";
  const request = { lines: kept, cause: causeOf(order.order_id), until, reservationId, isLast };
  return reserve(ctx, request, counted);
}

async function forget(ctx: Context, order: OrdersTable): Promise<void> {
  await tablesOf<OrderTables>(ctx)
    .updateTable("orders.orders")
    .set({ reservation_id: null })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", order.order_id)
    .execute();
}

/** {@link takeStock}; the caller writes that the order has no reservation any more. */
export async function sellStock(ctx: Context, order: OrdersTable): Promise<boolean> {
  if (!order.reservation_id) return true;
  return (await takeOut(ctx, [order.reservation_id])).has(order.reservation_id);
}

/** The goods are sold; false: they were kept no longer, and nothing was taken. */
export async function takeStock(ctx: Context, order: OrdersTable): Promise<boolean> {
  if (!(await sellStock(ctx, order))) return false;
  if (order.reservation_id) await forget(ctx, order);
  return true;
}

/** Others may have the goods. One whose time is over has let them go already. */
export async function letStockGo(ctx: Context, order: OrdersTable): Promise<void> {
  if (!order.reservation_id) return;
  await release(ctx, [order.reservation_id]);
  await forget(ctx, order);
}

/** Returned goods are for sale again. */
export async function returnStock(
  ctx: Context,
  order: OrdersTable,
  lines: readonly Kept[],
): Promise<void> {
  const back = lines.map(({ productId, variantId, quantity }) => ({
    storeId: order.store_id,
    productId,
    variantId: variantId ?? null,
    quantity,
  }));
  await putBack(ctx, back, causeOf(order.order_id));
}

/** All that left the store for an order and did not come back is for sale again. */
export async function returnOrderStock(ctx: Context, order: OrdersTable): Promise<void> {
  const lines = await linesOf(ctx, [order.order_id]);
  const back = lines
    .map((line) => ({
      productId: line.product_id,
      variantId: line.variant_id,
      quantity: line.quantity - line.returned,
    }))
    .filter((line) => line.quantity > 0);
  await returnStock(ctx, order, back);
}
