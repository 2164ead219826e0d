import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { OfferLabel } from "./offers-at.ts";

/** Titles of offers by id, of the live or else the draft version: labels of reports. */
export async function offerLabels(
  ctx: Context,
  offerIds: readonly string[],
): Promise<Map<string, OfferLabel>> {
  if (offerIds.length === 0) return new Map();
  const { rows } = await sql<{ offer_id: string; title: string; title_en: string | null }>`
    select o.offer_id, v.title, v.title_en from promotions.offers o
    join promotions.offer_versions v on v.brand_id = o.brand_id and v.offer_id = o.offer_id
      and v.version = coalesce(o.live_version, o.draft_version)
    where o.brand_id = ${ctx.brand.brandId}
      and o.offer_id = any(${[...offerIds]}::uuid[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.offer_id, { title: row.title, titleEn: row.title_en }]));
}
