import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { decodeCursor, type Page, pageFrom, pageLimit, type PageInput } from "#platform/paging.ts";
import { inScopeSql } from "#modules/organisation/index.ts";
import { type Store, storeOf, type StoreRole } from "./store.ts";
import type { StoresTables } from "./tables.ts";

export interface StoreFilter extends PageInput {
  /** Only stores at or below these units. */
  readonly unitIds?: readonly string[] | undefined;
  readonly city?: string | undefined;
  readonly role?: StoreRole | undefined;
  /** Part of code, external code, name or address. */
  readonly text?: string | undefined;
  readonly position?: "known" | "unknown" | undefined;
  readonly closed?: boolean | undefined;
}

const like = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

/** Stores by code, a page at a time. */
export async function listStores(ctx: Context, filter: StoreFilter): Promise<Page<Store>> {
  const limit = pageLimit(filter);
  const after = decodeCursor(filter.cursor)?.[0];
  let query = tablesOf<StoresTables>(ctx)
    .selectFrom("stores.stores")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("closed_at", filter.closed ? "is not" : "is", null);
  const { unitIds } = filter;
  if (unitIds) query = query.where(inScopeSql("store_id", unitIds, ctx.recordedAt));
  if (after !== undefined) query = query.where("code", ">", String(after));
  if (filter.city) query = query.where("city", "=", filter.city);
  if (filter.role) query = query.where("role", "=", filter.role);
  if (filter.position) {
    query = query.where("cell", filter.position === "known" ? "is not" : "is", null);
  }
  if (filter.text) {
    const pattern = like(filter.text);
    query = query.where((or) =>
      or.or(
        (["code", "external_code", "name", "name_en", "address"] as const).map((column) =>
          or(column, "ilike", pattern),
        ),
      ),
    );
  }
  const rows = await query.orderBy("code").limit(limit + 1).execute();
  return pageFrom(rows.map(storeOf), limit, (store) => [store.code]);
}

/** Ids of all open stores at or below the units: for reports and for offers of a region. */
export async function storesInScope(ctx: Context, unitIds: readonly string[]): Promise<string[]> {
  const rows = await tablesOf<StoresTables>(ctx)
    .selectFrom("stores.stores")
    .select("store_id")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("closed_at", "is", null)
    .where(inScopeSql("store_id", unitIds, ctx.recordedAt))
    .orderBy("code")
    .execute();
  return rows.map((row) => row.store_id);
}

/** Open stores of one role at or below the units, with their areas (null: not known), by code. */
export async function storeAreas(
  ctx: Context,
  role: StoreRole,
  unitIds: readonly string[],
): Promise<{ readonly storeId: string; readonly areaM2: number | null }[]> {
  const rows = await tablesOf<StoresTables>(ctx)
    .selectFrom("stores.stores")
    .select(["store_id", "area_m2"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("closed_at", "is", null)
    .where("role", "=", role)
    .where(inScopeSql("store_id", unitIds, ctx.recordedAt))
    .orderBy("code")
    .execute();
  return rows.map((row) => ({ storeId: row.store_id, areaM2: row.area_m2 }));
}

export interface CityCount {
  readonly city: string;
  readonly province: string;
  readonly stores: number;
}

/** Cities with open stores, most stores first: where a member starts who shares no location. */
export async function listCities(ctx: Context): Promise<CityCount[]> {
  const { rows } = await sql<CityCount>`
    select city, province, count(*)::int as stores from stores.stores
    where brand_id = ${ctx.brand.brandId} and closed_at is null and city <> ''
    group by city, province order by stores desc, city, province`.execute(ctx.tx);
  return rows;
}
