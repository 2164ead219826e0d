import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";

/**
 * What a product page is made of, as a buyer asks: what do I get, what do others say, where and
 * when, how, and then the cart. Reviews come from their own module; the page puts them in place.
 */
export const pageBlocks = [
  "gifts", "reviews", "area", "method", "cart", "promise", "details",
] as const;
export type PageBlock = (typeof pageBlocks)[number];

export interface PageArrangement {
  readonly blocks: readonly PageBlock[];
  /** Where and when it is delivered or can be fetched, in the unit's own words. */
  readonly area: string;
  readonly areaEn: string | null;
  readonly promise: string;
  readonly promiseEn: string | null;
}

export interface FoundArrangement extends PageArrangement {
  /** Whose words these are; null: nobody's, the default order. */
  readonly unitId: string | null;
}

const plain: FoundArrangement = {
  unitId: null, blocks: pageBlocks, area: "", areaEn: null, promise: "", promiseEn: null,
};

/** The arrangement of the nearest of these units (the narrowest first), or the default. */
export async function pageArrangement(
  ctx: Context,
  unitIds: readonly string[],
): Promise<FoundArrangement> {
  const { rows } = await sql<FoundArrangement>`
    select unit_id as "unitId", blocks, area, area_en as "areaEn", promise,
      promise_en as "promiseEn"
    from catalogue.product_pages where brand_id = ${ctx.brand.brandId}
      and unit_id = any(${[...unitIds]}::uuid[])
    order by array_position(${[...unitIds]}::uuid[], unit_id) limit 1`.execute(ctx.tx);
  return rows[0] ?? plain;
}

/** Arranges the product pages of a unit; the cart is always on them. */
export async function arrangePage(
  ctx: Context,
  unitId: string,
  page: PageArrangement,
): Promise<void> {
  const blocks = [...page.blocks];
  const known = blocks.every((one) => pageBlocks.includes(one));
  if (!known || new Set(blocks).size < blocks.length || !blocks.includes("cart")) {
    throw refuse("page_blocks_invalid");
  }
  await sql`insert into catalogue.product_pages as p
      (brand_id, unit_id, blocks, area, area_en, promise, promise_en, changed_at)
    values (${ctx.brand.brandId}, ${unitId}, ${blocks}::text[], ${page.area.trim()},
      ${page.areaEn?.trim() || null}, ${page.promise.trim()}, ${page.promiseEn?.trim() || null},
      ${ctx.now})
    on conflict (brand_id, unit_id) do update set blocks = excluded.blocks, area = excluded.area,
      area_en = excluded.area_en, promise = excluded.promise, promise_en = excluded.promise_en,
      changed_at = excluded.changed_at`.execute(ctx.tx);
  await emit(ctx, "catalogue.page_arranged", { unitId, payload: { unitId } });
}
