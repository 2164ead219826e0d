import { sql } from "kysely";
import { usedOf } from "#modules/limits/index.ts";
import { inScopeSql, permit, unitAncestors, unitScope } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, encodeCursor, type PageInput, pageLimit } from "#platform/paging.ts";
import { stockKey } from "./limit-keys.ts";
import { offerView, versionView } from "./offer-view.ts";
import { countProducts, getOfferRow, getVersion, storesOfVersion } from "./queries.ts";
import type { OffersTable, OfferState, PromotionsTables } from "./tables.ts";

export interface ListOffersInput extends PageInput {
  readonly state?: OfferState | undefined;
  readonly externalCode?: string | undefined;
  readonly unitId?: string | undefined;
}

/** Units whose offers concern the actor: those it reads, and those above them. */
async function readable(ctx: Context): Promise<{ below: string[]; above: string[] }> {
  const below = await unitScope(ctx, "offers.read");
  const above = new Set<string>();
  for (const unitId of below) {
    for (const unit of await unitAncestors(ctx, unitId, ctx.recordedAt)) above.add(unit.unitId);
  }
  return { below, above: [...above] };
}

async function rowsOf(ctx: Context, input: ListOffersInput, limit: number) {
  const [after] = decodeCursor(input.cursor) ?? [];
  if (after !== undefined && !isUuid(String(after))) {
    throw refuse("invalid_input", { detail: "cursor" });
  }
  const { below, above } = await readable(ctx);
  const own = inScopeSql("promotions.offers.unit_id", below, ctx.recordedAt);
  let query = tablesOf<PromotionsTables>(ctx)
    .selectFrom("promotions.offers")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where(sql<boolean>`(${own} or unit_id = any(${above}::uuid[]))`);
  if (input.state) query = query.where("state", "=", input.state);
  if (input.externalCode) query = query.where("external_code", "=", input.externalCode);
  if (input.unitId) query = query.where("unit_id", "=", input.unitId);
  if (after !== undefined) query = query.where("offer_id", "<", String(after));
  return query.orderBy("offer_id", "desc").limit(limit + 1).execute();
}

async function shownVersion(ctx: Context, row: OffersTable) {
  return getVersion(ctx, row.offer_id, row.live_version ?? row.draft_version ?? 1);
}

/** Offers of the units that the actor reads and of those above them, newest first. */
export async function listOffers(ctx: Context, input: ListOffersInput) {
  const limit = pageLimit(input);
  const rows = await rowsOf(ctx, input, limit);
  const page = rows.slice(0, limit);
  const used = await usedOf(ctx, page.map((row) => stockKey(row.offer_id)));
  const items = [];
  for (const row of page) {
    const version = await shownVersion(ctx, row);
    items.push({
      ...offerView(row),
      trigger: version.trigger,
      category: version.category,
      title: version.title,
      titleEn: version.title_en,
      claimed: used.get(stockKey(row.offer_id)) ?? 0,
      totalStock: version.total_stock,
      claimEndsAt: version.claim_to?.epochMilliseconds ?? null,
    });
  }
  const last = page.at(-1);
  const next = rows.length > limit && last ? encodeCursor([last.offer_id]) : null;
  return { items, next };
}

/** One offer with its live version and its draft. */
export async function getOffer(ctx: Context, offerId: string) {
  const row = await getOfferRow(ctx, offerId);
  const { above } = await readable(ctx);
  if (!above.includes(row.unit_id)) await permit(ctx, "offers.read", row.unit_id);
  const used = await usedOf(ctx, [stockKey(offerId)]);
  const { trigger, category } = await shownVersion(ctx, row);
  return {
    ...offerView(row),
    trigger,
    category,
    claimed: used.get(stockKey(offerId)) ?? 0,
    live: await fullVersion(ctx, offerId, row.live_version),
    draft: await fullVersion(ctx, offerId, row.draft_version),
  };
}

async function fullVersion(ctx: Context, offerId: string, version: number | null) {
  if (version === null) return null;
  const row = await getVersion(ctx, offerId, version);
  return versionView(row, {
    products: await countProducts(ctx, row),
    storeIds: row.scope_unit_id ? [] : await storesOfVersion(ctx, offerId, version),
  });
}
