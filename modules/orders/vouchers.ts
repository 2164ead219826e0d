import { giveBackOrderUse } from "#modules/wallet/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import type { OrdersTable, OrderTables } from "./tables.ts";

/** Gives back vouchers that the order used up; of some only, where they are named. Once each. */
export async function giveVouchersBack(
  ctx: Context,
  order: Pick<OrdersTable, "order_id">,
  only?: ReadonlySet<string>,
): Promise<void> {
  const rows = await tablesOf<OrderTables>(ctx)
    .selectFrom("orders.voucher_uses")
    .select(["use_id", "voucher_id"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", order.order_id)
    .where("given_back_at", "is", null)
    .orderBy("voucher_id")
    .execute();
  const back = rows.filter((row) => only?.has(row.voucher_id) ?? true);
  for (const { use_id: useId, voucher_id: voucherId } of back) {
    await tablesOf<OrderTables>(ctx)
      .updateTable("orders.voucher_uses")
      .set({ given_back_at: ctx.now })
      .where("brand_id", "=", ctx.brand.brandId)
      .where("use_id", "=", useId)
      .execute();
    await giveBackOrderUse(ctx, { useId, voucherId, orderId: order.order_id });
  }
}
