import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { keptOf } from "./presale/presale-terms.ts";
import { lockOrder } from "./locks.ts";
import { heldOf } from "./payments/due.ts";
import { payBack } from "./refunds/pay-back.ts";
import { tellMoneyBack } from "./refunds/tell-money-back.ts";
import { letStockGo } from "./stock.ts";
import type { OrdersTable, RefundReason } from "./tables.ts";
import { giveVouchersBack } from "./vouchers.ts";
import { giveAllParts } from "./wallet-parts.ts";

/** Goods, vouchers, points and stored value of an order that is not to be are free again. */
export async function freeOrder(ctx: Context, order: OrdersTable): Promise<void> {
  await letStockGo(ctx, order);
  await giveVouchersBack(ctx, order);
  await giveAllParts(ctx, order);
}

/**
 * Pays back what was paid of an order that has ended, but for what the rule of its presale keeps
 * of the deposit. `blameless`: it ended for a reason of the brand's, so nothing is kept.
 */
export async function payBackEnded(
  ctx: Context,
  orderId: string,
  reason: Extract<RefundReason, "cancelled" | "balance_unpaid" | "late_payment">,
  blameless: boolean,
): Promise<void> {
  const order = await lockOrder(ctx, orderId);
  if (!order) throw new Error(`order ${orderId} is gone`);
  const leftMinor = heldOf(order);
  const { unpaid_rule: rule, deposit_minor: depositMinor, total_minor: totalMinor } = order;
  const most = keptOf(blameless ? null : rule, depositMinor, totalMinor);
  const keptMinor = Math.min(leftMinor, most);
  const backMinor = leftMinor - keptMinor;
  if (backMinor > 0) {
    const effect = { kind: "ended", keptMinor };
    const input = { policy: "keep", effect, reason, note: null, restock: false } as const;
    const [refundId] = await payBack(ctx, order, input, backMinor);
    await tellMoneyBack(ctx, order, refundId ?? "", backMinor);
  }
  if (keptMinor === 0) return;
  await emit(ctx, "orders.deposit_kept", {
    unitId: order.store_id,
    memberId: order.member_id,
    payload: { orderId, amountMinor: keptMinor },
  });
}
