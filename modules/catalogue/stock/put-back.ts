import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { asRows, countedProducts, itemOf, type StockLine, summed } from "./lines.ts";
import { writeMoves } from "./moves.ts";

/** Goods come back to a store, from a refund or an undone sale; what is not counted is skipped. */
export async function putBack(
  ctx: Context,
  lines: readonly StockLine[],
  cause: { readonly kind: string; readonly id: string },
): Promise<void> {
  const counted = await countedProducts(ctx, lines.map((line) => line.productId));
  const own = lines.filter((line) => counted.has(line.productId));
  const back = summed(own.map(({ storeId, quantity, ...key }) =>
    ({ storeId, itemId: itemOf(key), quantity })));
  if (back.length === 0) return;
  const products = new Map(own.map((line) => [itemOf(line), line.productId]));
  // A store that never had it may take it back: the row is made in the same order as it is held.
  await sql`insert into catalogue.stock as s (brand_id, store_id, item_id, product_id, on_hand)
    select ${ctx.brand.brandId}::uuid, a.store_id, a.item_id, p.product_id, a.quantity
    from ${asRows(back)} join unnest(${[...products.keys()]}::uuid[],
      ${[...products.values()]}::uuid[]) as p(item_id, product_id) on p.item_id = a.item_id
    order by a.store_id, a.item_id
    on conflict (brand_id, store_id, item_id) do update set on_hand = s.on_hand + excluded.on_hand
    `.execute(ctx.tx);
  await writeMoves(ctx, back.map(({ quantity, ...place }) => ({
    ...place, change: quantity, reason: "returned" as const,
    causeKind: cause.kind, causeId: cause.id,
  })));
  await emit(ctx, "catalogue.stock_returned", {
    payload: { causeKind: cause.kind, causeId: cause.id, lines: back },
  });
}
