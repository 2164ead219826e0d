import { sql } from "kysely";
import type { Context } from "#platform/context.ts";

export interface StockLevel {
  readonly storeId: string;
  /** Null: of the product, which has no variants. */
  readonly variantId: string | null;
  readonly onHand: number;
  readonly reserved: number;
}

/** What lies where of one product, by store; at most 5,000 rows. For display: nothing decides. */
export async function stockLevels(
  ctx: Context,
  productId: string,
  storeIds?: readonly string[],
): Promise<StockLevel[]> {
  const { rows } = await sql<StockLevel>`
    select store_id as "storeId", nullif(item_id, product_id) as "variantId",
      on_hand as "onHand", reserved
    from catalogue.stock where brand_id = ${ctx.brand.brandId} and product_id = ${productId}
      ${storeIds ? sql`and store_id = any(${[...storeIds]}::uuid[])` : sql``}
    order by store_id, item_id limit 5000`.execute(ctx.tx);
  return rows;
}
