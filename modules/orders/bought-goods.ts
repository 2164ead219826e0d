import type { Context } from "#platform/context.ts";
import { findOrder, linesOf } from "./queries.ts";
import type { OrderState } from "./states.ts";

export interface BoughtLine {
  readonly lineId: string;
  readonly productId: string;
  readonly name: string;
  readonly nameEn: string | null;
}

export interface BoughtGoods {
  readonly memberId: string | null;
  readonly storeId: string;
  readonly handedOverAt: Temporal.Instant;
  readonly lines: readonly BoughtLine[];
}

/** What was had can be spoken of, also after it went back. */
const had: readonly OrderState[] = ["handed_over", "accepted", "returned"];

/** The goods that the buyer has received of an order, paid for; null: none. */
export async function boughtGoods(ctx: Context, orderId: string): Promise<BoughtGoods | null> {
  const order = await findOrder(ctx, orderId);
  if (!order?.handed_over_at || !had.includes(order.state)) return null;
  const lines = await linesOf(ctx, [orderId]);
  return {
    memberId: order.member_id,
    storeId: order.store_id,
    handedOverAt: order.handed_over_at,
    lines: lines.map((line) => ({
      lineId: line.line_id,
      productId: line.product_id,
      name: line.name,
      nameEn: line.name_en,
    })),
  };
}
