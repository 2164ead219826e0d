import { readRecord } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import type { OrdersTable } from "../tables.ts";
import { benefitsOf } from "../told-benefits.ts";
import { earn } from "../wallet-parts.ts";
import { dueOf } from "./due.ts";

/** What happens once when an order is wholly paid: points are earned, and it is told. */
export async function finishPaid(ctx: Context, order: OrdersTable): Promise<void> {
  await earn(ctx, order);
  await emit(ctx, "orders.paid_up", {
    unitId: order.store_id,
    memberId: order.member_id,
    payload: {
      orderId: order.order_id,
      campaignId: order.campaign_id,
      channelId: order.channel_id,
      sourceCodeId: order.source_code_id,
      totalMinor: order.total_minor,
      moneyMinor: dueOf(order),
      storedValueMinor: order.stored_value_minor,
      pointsUsed: order.points_used,
      pointsMinor: order.points_minor,
      benefits: benefitsOf(readRecord(order.record).priced),
    },
  });
}
