import { willTakeBack } from "#modules/wallet/index.ts";
import { readRecord, type Refund, type RefundPolicy } from "#packages/pricing/index.ts";
import type { Context } from "#platform/context.ts";
import { earningOf } from "../payments/due.ts";
import { findOrder } from "../queries.ts";

interface Previewed {
  readonly policy: RefundPolicy;
  readonly effect: Refund;
}

/** The effect of a return as staff read it before they confirm. */
export async function effectView(ctx: Context, orderId: string, { policy, effect }: Previewed) {
  const order = await findOrder(ctx, orderId);
  const offers = order ? readRecord(order.record).offers : [];
  const refundedMinor = order ? Math.min(effect.paidBackMinor, earningOf(order)) : 0;
  const names = new Map(offers.map((offer) => [offer.offerId, offer]));
  return {
    policy,
    refundMinor: effect.refundMinor,
    moneyMinor: effect.payback.moneyMinor,
    storedValueMinor: effect.payback.storedValueMinor,
    points: effect.payback.points,
    pointsTaken: await willTakeBack(ctx, { orderId, refundedMinor }),
    carriedMinor: effect.carriedMinor,
    lines: effect.lines.map((line) => ({
      lineId: line.lineId,
      returnedQuantity: line.returnedQuantity,
      keptQuantity: line.keptQuantity,
      beforeMinor: line.beforeMinor,
      afterMinor: line.afterMinor,
    })),
    benefits: effect.benefits.map(({ offerId, voucherId, over, beforeMinor, afterMinor }) => ({
      offerId,
      name: names.get(offerId)?.name ?? "",
      nameEn: names.get(offerId)?.nameEn ?? null,
      voucherId,
      over,
      beforeMinor,
      afterMinor,
    })),
    giftsCharged: effect.giftsCharged.map(({ label, quantity, worthMinor }) => ({
      label,
      quantity,
      worthMinor,
    })),
  };
}
