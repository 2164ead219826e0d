import { sql } from "kysely";
import { type Context, json, tablesOf } from "#platform/context.ts";
import { placed } from "./check-store.ts";
import { openWeekOf, type SpecialDay } from "./opening-hours.ts";
import type { StoreFields } from "./store.ts";
import type { StoresTables } from "./tables.ts";

export interface StoreWrite {
  readonly storeId: string;
  readonly fields: StoreFields;
}

function record({ storeId, fields }: StoreWrite) {
  const { position, ...plain } = fields;
  const given = { givenLat: position?.lat, givenLng: position?.lng, system: position?.system };
  const openWeek = openWeekOf(fields.hours);
  return { storeId, ...plain, ...given, ...placed(position), openWeek };
}

const columns = sql`"storeId" uuid, code text, "externalCode" text, role text, name text,
  "nameEn" text, address text, city text, province text, phone text, "areaM2" float8,
  "givenLat" float8, "givenLng" float8, system text, lat float8, lng float8, cell int, hours jsonb,
  "openWeek" int4multirange`;

/** Adds rows for units that exist already. */
export async function insertStores(ctx: Context, writes: readonly StoreWrite[]): Promise<void> {
  if (writes.length === 0) return;
  await sql`
    insert into stores.stores (brand_id, store_id, code, external_code, role, name, name_en,
      address, city, province, phone, area_m2, given_lat, given_lng, coordinate_system, lat, lng,
      cell, hours, open_week, created_at, updated_at)
    select ${ctx.brand.brandId}::uuid, r."storeId", r.code, r."externalCode", r.role, r.name,
      r."nameEn", r.address, r.city, r.province, r.phone, r."areaM2", r."givenLat", r."givenLng",
      r.system, r.lat, r.lng, r.cell, r.hours, r."openWeek",
      ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${json(writes.map(record))}) as r(${columns})`.execute(ctx.tx);
}

export async function updateStores(ctx: Context, writes: readonly StoreWrite[]): Promise<void> {
  if (writes.length === 0) return;
  await sql`
    update stores.stores s set code = r.code, external_code = r."externalCode", role = r.role,
      name = r.name, name_en = r."nameEn", address = r.address, city = r.city,
      province = r.province, phone = r.phone, area_m2 = r."areaM2", given_lat = r."givenLat",
      given_lng = r."givenLng", coordinate_system = r.system, lat = r.lat, lng = r.lng,
      cell = r.cell, hours = r.hours, open_week = r."openWeek", updated_at = ${ctx.now}
    from jsonb_to_recordset(${json(writes.map(record))}) as r(${columns})
    where s.brand_id = ${ctx.brand.brandId} and s.store_id = r."storeId"`.execute(ctx.tx);
}

/** Puts these special days in place of all that the store had. */
export async function setSpecialDays(
  ctx: Context,
  storeId: string,
  days: readonly SpecialDay[],
): Promise<void> {
  const db = tablesOf<StoresTables>(ctx);
  const brand = ctx.brand.brandId;
  await db
    .deleteFrom("stores.special_days")
    .where("brand_id", "=", brand)
    .where("store_id", "=", storeId)
    .execute();
  if (days.length === 0) return;
  await db
    .insertInto("stores.special_days")
    .values(
      days.map(({ day, opensMin, closesMin }) => ({
        brand_id: brand,
        store_id: storeId,
        day,
        opens_min: opensMin,
        closes_min: closesMin,
      })),
    )
    .execute();
}

/** True when a unique key refused the write. */
export function isTaken(error: unknown): boolean {
  return (error as { code?: unknown }).code === "23505";
}
