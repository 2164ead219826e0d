import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import type { OrdersTable, OrderTables, PaymentsTable, RefundsTable } from "./tables.ts";

// The order of locks: the order's row, then its payment or refund, then stock of the catalogue,
// then the wallet's vouchers, counters of module limits and accounts, as their modules write down.

export async function lockOrder(ctx: Context, orderId: string): Promise<OrdersTable | null> {
  const row = await tablesOf<OrderTables>(ctx)
    .selectFrom("orders.orders")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", orderId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** The order's row is held already. */
export async function lockPayment(ctx: Context, paymentId: string): Promise<PaymentsTable | null> {
  const row = await tablesOf<OrderTables>(ctx)
    .selectFrom("orders.payments")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("payment_id", "=", paymentId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** The order's row is held already. */
export async function lockRefund(ctx: Context, refundId: string): Promise<RefundsTable | null> {
  const row = await tablesOf<OrderTables>(ctx)
    .selectFrom("orders.refunds")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("refund_id", "=", refundId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Held to the end of the transaction: fees of a statement are booked by one reader at a time. */
export async function lockFees(ctx: Context): Promise<void> {
  const scope = `orders.fees:${ctx.brand.brandId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${scope}, 23))`.execute(ctx.tx);
}
