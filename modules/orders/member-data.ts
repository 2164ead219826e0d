import { formatMinor } from "#packages/money/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { linesOf } from "./queries.ts";
import type { OrderTables } from "./tables.ts";
import { pendingMinor } from "./top-ups/queries.ts";

async function exportOrders(ctx: Context, memberId: string) {
  const orders = await tablesOf<OrderTables>(ctx)
    .selectFrom("orders.orders")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .orderBy("order_id")
    .execute();
  const lines = Map.groupBy(
    await linesOf(ctx, orders.map((order) => order.order_id)),
    (line) => line.order_id,
  );
  return orders.map((order) => ({
    number: order.number,
    state: order.state,
    storeId: order.store_id,
    totalMinor: order.total_minor,
    paidMinor: order.paid_minor,
    refundedMinor: order.refunded_minor,
    note: order.note,
    placedAt: order.placed_at.epochMilliseconds,
    lines: (lines.get(order.order_id) ?? []).map(({ name, quantity, payable_minor }) => ({
      name,
      quantity,
      payableMinor: payable_minor,
    })),
  }));
}

/** Amounts stay with an id of nobody; what the member wrote goes. */
async function eraseNotes(ctx: Context, memberId: string): Promise<void> {
  // What is still paid would be credited to nobody.
  const pending = await pendingMinor(ctx, memberId);
  if (pending > 0) {
    const left = formatMinor(pending, ctx.brand.currency, ctx.lang);
    throw refuse("stored_value_left", { left });
  }
  await tablesOf<OrderTables>(ctx)
    .updateTable("orders.orders")
    .set({ note: null })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .execute();
}

export const memberOrders = { name: "orders", export: exportOrders, erase: eraseNotes };
