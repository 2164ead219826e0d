import { permit } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { enqueue } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { sendRefundJobName } from "../job-names.ts";
import { findOrder } from "../queries.ts";
import type { OrderTables } from "../tables.ts";

/** Sends a refund again that had failed, under its own number: it pays back once at most. */
export async function retryRefund(
  ctx: Context,
  orderId: string,
  refundId: string,
): Promise<void> {
  const order = await findOrder(ctx, orderId);
  if (!order) throw refuse("order_not_found");
  await permit(ctx, "orders.refund", order.store_id);
  const { numUpdatedRows } = await tablesOf<OrderTables>(ctx)
    .updateTable("orders.refunds")
    .set({ state: "started", asked: 0, ended_at: null, failure: null })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", orderId)
    .where("refund_id", "=", refundId)
    .where("state", "=", "failed")
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuse("refund_not_found");
  await enqueue(ctx, sendRefundJobName, { refundId });
  await emit(ctx, "orders.refund_sent_again", {
    unitId: order.store_id,
    memberId: order.member_id,
    payload: { orderId, refundId },
  });
}
