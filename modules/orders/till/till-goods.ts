import { sql } from "kysely";
import { favouriteTillGoods, findTillGoods, type GoodsKey } from "#modules/catalogue/index.ts";
import { unitAncestors } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { sellingStore } from "./selling-store.ts";

const mostTiles = 12;
const days = 30;

/** What was sold most in the store of late, the most first. */
async function mostSold(ctx: Context, storeId: string): Promise<GoodsKey[]> {
  const since = ctx.recordedAt.subtract({ hours: 24 * days });
  const { rows } = await sql<{ productId: string; variantId: string | null }>`
    select l.product_id as "productId", l.variant_id as "variantId"
    from orders.orders o
    join orders.lines l on l.brand_id = o.brand_id and l.order_id = o.order_id
    where o.brand_id = ${ctx.brand.brandId} and o.store_id = ${storeId}
      and o.placed_at >= ${since} and o.state not in ('cancelled', 'expired')
    group by l.product_id, l.variant_id
    order by sum(l.quantity - l.returned) desc, l.product_id, l.variant_id
    limit ${mostTiles}`.execute(ctx.tx);
  return rows;
}

/** Goods for the till: those that a text finds, or, without one, the store's favourites. */
export async function tillGoods(ctx: Context, storeId: string, text: string) {
  await sellingStore(ctx, storeId);
  const units = await unitAncestors(ctx, storeId, ctx.recordedAt);
  const sale = { unitIds: units.map((one) => one.unitId) };
  if (text.trim()) return findTillGoods(ctx, storeId, text, sale);
  const keys = await mostSold(ctx, storeId);
  return (await favouriteTillGoods(ctx, storeId, keys, sale)).slice(0, mostTiles);
}
