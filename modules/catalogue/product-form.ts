import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { Axis } from "./axes.ts";
import type { ChannelRule } from "./sellable.ts";
import type { Handling, ProductKind } from "./tables.ts";

/** What a product is, how it is handled, by what it is chosen, and when and where it is sold. */
export interface ProductForm {
  readonly productId: string;
  readonly kind: ProductKind;
  readonly handling: Handling;
  readonly axes: readonly Axis[];
  readonly stockKept: boolean;
  readonly onShelf: boolean;
  readonly details: string;
  readonly detailsEn: string | null;
  readonly opensAt: Temporal.Instant | null;
  /** Exclusive. */
  readonly closesAt: Temporal.Instant | null;
  readonly previewAt: Temporal.Instant | null;
  readonly channels: readonly ChannelRule[];
}

/** The forms of the products of these ids that exist, by id. */
export async function productForms(
  ctx: Context,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, ProductForm>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await sql<ProductForm>`
    select p.product_id as "productId", p.kind, p.handling, p.axes, p.stock_kept as "stockKept",
      p.on_shelf as "onShelf",
      p.details, p.details_en as "detailsEn", p.opens_at as "opensAt", p.closes_at as "closesAt",
      p.preview_at as "previewAt",
      coalesce((select jsonb_agg(jsonb_build_object('origin', c.origin, 'channelId', c.channel_id)
          order by c.origin, c.channel_id)
        from catalogue.product_channels c where c.brand_id = p.brand_id
          and c.product_id = p.product_id), '[]') as channels
    from catalogue.products p where p.brand_id = ${ctx.brand.brandId}
      and p.product_id = any(${[...productIds]}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.productId, row]));
}
