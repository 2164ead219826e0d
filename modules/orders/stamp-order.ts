import { cartGoods, goodsKey } from "#modules/catalogue/index.ts";
import type { StampOrder } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { findOrder, linesOf } from "./queries.ts";

const counting = ["paid", "handed_over", "accepted"];

/** What an order counts for on stamp cards now; null: there is none. */
export async function stampOrder(ctx: Context, orderId: string): Promise<StampOrder | null> {
  const order = await findOrder(ctx, orderId);
  if (!order) return null;
  const lines = counting.includes(order.state) ? await linesOf(ctx, [orderId]) : [];
  const keys = lines.map((line) => ({ productId: line.product_id, variantId: line.variant_id }));
  const goods = await cartGoods(ctx, keys);
  // What points paid was no money; stored value was.
  const money = order.paid_minor - order.refunded_minor;
  const netMinor = money + order.stored_value_minor - order.stored_value_back_minor;
  return {
    memberId: order.member_id,
    storeId: order.store_id,
    paidAt: order.paid_at,
    netMinor: lines.length > 0 ? netMinor : 0,
    goods: lines.map((line, place) => ({
      categoryIds: goods.get(goodsKey(keys[place]!))?.categoryIds ?? [],
      quantity: line.quantity - line.returned,
    })),
  };
}
