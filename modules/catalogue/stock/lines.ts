import { sql } from "kysely";
import type { Context } from "#platform/context.ts";

/** So many of a product, or of one of its variants, at a store. */
export interface StockLine {
  readonly storeId: string;
  readonly productId: string;
  readonly variantId?: string | null | undefined;
  /** A positive integer. */
  readonly quantity: number;
}

/** What is counted: the variant, or the product that has none. */
export interface ItemLine {
  readonly storeId: string;
  readonly itemId: string;
  readonly quantity: number;
}

export const itemOf = (line: Pick<StockLine, "productId" | "variantId">): string =>
  line.variantId ?? line.productId;

export const placeOf = (line: Pick<ItemLine, "storeId" | "itemId">): string =>
  `${line.storeId} ${line.itemId}`;

/** Every statement that holds stock rows does so in this order: by store, then by item. */
export const inLockOrder = (a: ItemLine, b: ItemLine): number =>
  placeOf(a) < placeOf(b) ? -1 : 1;

/** One line a place, in the order of locks. */
export function summed(lines: readonly ItemLine[]): ItemLine[] {
  const places = new Map<string, ItemLine>();
  for (const line of lines) {
    const before = places.get(placeOf(line))?.quantity ?? 0;
    places.set(placeOf(line), { ...line, quantity: before + line.quantity });
  }
  return [...places.values()].sort(inLockOrder);
}

/** The lines as a set of rows (store_id, item_id, quantity, place). */
export const asRows = (lines: readonly ItemLine[]) => sql`
  unnest(${lines.map((one) => one.storeId)}::uuid[], ${lines.map((one) => one.itemId)}::uuid[],
    ${lines.map((one) => one.quantity)}::bigint[])
    with ordinality as a(store_id, item_id, quantity, place)`;

/** Of these products those whose stock is counted. */
export async function countedProducts(
  ctx: Context,
  productIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ product_id: string }>`
    select product_id from catalogue.products where brand_id = ${ctx.brand.brandId}
      and product_id = any(${[...new Set(productIds)]}::uuid[]) and stock_kept`.execute(ctx.tx);
  return new Set(rows.map((row) => row.product_id));
}
