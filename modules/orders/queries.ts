import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type {
  LinesTable, OrdersTable, OrderTables, PaymentsTable, RefundsTable,
} from "./tables.ts";

export async function findOrder(ctx: Context, orderId: string): Promise<OrdersTable | null> {
  const row = await tablesOf<OrderTables>(ctx)
    .selectFrom("orders.orders")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", orderId)
    .executeTakeFirst();
  return row ?? null;
}

/** A member sees their own orders only; anybody else's is not there. */
export async function ownOrder(ctx: Context, orderId: string): Promise<OrdersTable> {
  const row = await findOrder(ctx, orderId);
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  if (!row || memberId === null || row.member_id !== memberId) throw refuse("order_not_found");
  return row;
}

export async function linesOf(ctx: Context, orderIds: readonly string[]): Promise<LinesTable[]> {
  if (orderIds.length === 0) return [];
  return tablesOf<OrderTables>(ctx)
    .selectFrom("orders.lines")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "in", [...orderIds])
    .orderBy("order_id")
    .orderBy("place")
    .execute();
}

/** An order has a handful of payments: each try is one. */
export async function paymentsOf(ctx: Context, orderId: string): Promise<PaymentsTable[]> {
  return tablesOf<OrderTables>(ctx)
    .selectFrom("orders.payments")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", orderId)
    .orderBy("payment_id")
    .limit(200)
    .execute();
}

export async function paymentByTrade(
  ctx: Context,
  provider: string,
  tradeNo: string,
): Promise<PaymentsTable | null> {
  const row = await tablesOf<OrderTables>(ctx)
    .selectFrom("orders.payments")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("provider", "=", provider)
    .where("trade_no", "=", tradeNo)
    .executeTakeFirst();
  return row ?? null;
}

export async function refundsOf(ctx: Context, orderId: string): Promise<RefundsTable[]> {
  return tablesOf<OrderTables>(ctx)
    .selectFrom("orders.refunds")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", orderId)
    .orderBy("refund_id")
    .limit(500)
    .execute();
}

export async function refundByNumber(ctx: Context, refundNo: string): Promise<RefundsTable | null> {
  const row = await tablesOf<OrderTables>(ctx)
    .selectFrom("orders.refunds")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("refund_no", "=", refundNo)
    .executeTakeFirst();
  return row ?? null;
}
