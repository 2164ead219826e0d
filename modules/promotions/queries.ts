import { inScopeSql } from "#modules/organisation/index.ts";
import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { OffersTable, OfferVersionsTable, PromotionsTables } from "./tables.ts";

const db = (ctx: Context) => tablesOf<PromotionsTables>(ctx);

export async function getOfferRow(ctx: Context, offerId: string): Promise<OffersTable> {
  const row = await db(ctx)
    .selectFrom("promotions.offers")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", offerId)
    .executeTakeFirst();
  if (!row) throw refuse("offer_not_found");
  return row;
}

export async function offerByCode(ctx: Context, externalCode: string): Promise<string | null> {
  const row = await db(ctx)
    .selectFrom("promotions.offers")
    .select("offer_id")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("external_code", "=", externalCode)
    .executeTakeFirst();
  return row?.offer_id ?? null;
}

export async function getVersion(
  ctx: Context,
  offerId: string,
  version: number,
): Promise<OfferVersionsTable> {
  const row = await db(ctx)
    .selectFrom("promotions.offer_versions")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", offerId)
    .where("version", "=", version)
    .executeTakeFirst();
  if (!row) throw refuse("offer_not_found");
  return row;
}

export interface LiveOffer {
  readonly offer: Pick<OffersTable, "offer_id" | "unit_id" | "campaign_id" | "reserved">;
  readonly version: OfferVersionsTable;
}

type LiveColumns = Pick<OffersTable, "unit_id" | "campaign_id" | "state" | "reserved">;

/** A published offer with its live version; refuses `offer_not_published` in any other state. */
export async function liveOffer(ctx: Context, offerId: string): Promise<LiveOffer> {
  const { brandId } = ctx.brand;
  type Row = OfferVersionsTable & LiveColumns;
  const { rows } = await sql<Row>`
    select v.*, o.state, o.unit_id, o.campaign_id, o.reserved from promotions.offers o
    left join promotions.offer_versions v on v.brand_id = o.brand_id
      and v.offer_id = o.offer_id and v.version = o.live_version
    where o.brand_id = ${brandId} and o.offer_id = ${offerId}`.execute(ctx.tx);
  const row = rows[0];
  if (!row) throw refuse("offer_not_found");
  const { state, unit_id, campaign_id, reserved, ...version } = row;
  if (state === "ended") throw refuse("offer_over");
  if (state !== "published" || version.version === null) throw refuse("offer_not_published");
  return { offer: { offer_id: offerId, unit_id, campaign_id, reserved }, version };
}

export async function storesOfVersion(
  ctx: Context,
  offerId: string,
  version: number,
): Promise<string[]> {
  const rows = await db(ctx)
    .selectFrom("promotions.offer_stores")
    .select("store_id")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", offerId)
    .where("version", "=", version)
    .orderBy("store_id")
    .execute();
  return rows.map((row) => row.store_id);
}

export async function isStoreOfVersion(
  ctx: Context,
  { offer_id: offerId, version }: OfferVersionsTable,
  storeId: string,
): Promise<boolean> {
  const row = await db(ctx)
    .selectFrom("promotions.offer_stores")
    .select("store_id")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", offerId)
    .where("version", "=", version)
    .where("store_id", "=", storeId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Products in the scope of a version: those that were added by then. */
export async function countProducts(
  ctx: Context,
  { offer_id: offerId, version }: Pick<OfferVersionsTable, "offer_id" | "version">,
): Promise<number> {
  const row = await db(ctx)
    .selectFrom("promotions.offer_products")
    .select((e) => e.fn.countAll<number>().as("count"))
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", offerId)
    .where("from_version", "<=", version)
    .executeTakeFirst();
  return row?.count ?? 0;
}

const openNow = (ctx: Context) => sql`o.brand_id = ${ctx.brand.brandId}
  and o.state = 'published' and v.self_claim
  and (v.claim_from is null or v.claim_from <= ${ctx.now})
  and (v.claim_to is null or v.claim_to > ${ctx.now})
  and (v.terms->'validity'->>'kind' <> 'fixed'
    or (v.terms->'validity'->>'to')::timestamptz > ${ctx.now})
  and (v.trigger = 'voucher' or ((v.runs_from is null or v.runs_from <= ${ctx.now})
    and (v.runs_to is null or v.runs_to > ${ctx.now})))`;

const liveJoin = sql`promotions.offers o join promotions.offer_versions v
  on v.brand_id = o.brand_id and v.offer_id = o.offer_id and v.version = o.live_version`;

type OpenOffer = OfferVersionsTable & Pick<OffersTable, "unit_id">;

/** Offers to claim, or that run, now for a store, given the units above it; newest first. */
export async function openOffersFor(
  ctx: Context,
  storeId: string,
  unitIds: readonly string[],
): Promise<OpenOffer[]> {
  const { rows } = await sql<OpenOffer>`
    select v.*, o.unit_id from ${liveJoin}
    where ${openNow(ctx)} and not o.reserved
      and (v.scope_unit_id = any(${[...unitIds]}::uuid[]) or exists (
      select 1 from promotions.offer_stores s where s.brand_id = v.brand_id
        and s.offer_id = v.offer_id and s.version = v.version and s.store_id = ${storeId}))
    order by o.published_at desc, o.offer_id desc limit 100`.execute(ctx.tx);
  return rows;
}

/** Of these offers, those that can be claimed now, also by points alone. */
export async function openOffersAmong(
  ctx: Context,
  offerIds: readonly string[],
): Promise<OpenOffer[]> {
  const { rows } = await sql<OpenOffer>`
    select v.*, o.unit_id from ${liveJoin}
    where ${openNow(ctx)} and o.offer_id = any(${[...offerIds]}::uuid[])`.execute(ctx.tx);
  return rows;
}

/** Of the stores, those with an offer that can be claimed or runs now. */
export async function storesWithOpenOffers(
  ctx: Context,
  storeIds: readonly string[],
): Promise<Set<string>> {
  if (storeIds.length === 0) return new Set();
  const scopes = await sql<{ scope_unit_id: string }>`select distinct v.scope_unit_id
    from ${liveJoin} where ${openNow(ctx)} and not o.reserved
      and v.scope_unit_id is not null`.execute(ctx.tx);
  const units = scopes.rows.map((row) => row.scope_unit_id);
  const { rows } = await sql<{ store_id: string }>`
    select r.store_id from unnest(${[...storeIds]}::uuid[]) as r(store_id)
    where ${inScopeSql("r.store_id", units, ctx.recordedAt)} or exists (
      select 1 from promotions.offer_stores s join ${liveJoin} on s.brand_id = v.brand_id
        and s.offer_id = v.offer_id and s.version = v.version
      where s.store_id = r.store_id and ${openNow(ctx)} and not o.reserved)`.execute(ctx.tx);
  return new Set(rows.map((row) => row.store_id));
}
