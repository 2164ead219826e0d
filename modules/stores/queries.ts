import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { fixed } from "#platform/db/fixed.ts";
import { refuse } from "#platform/errors.ts";
import type { SpecialDay } from "./opening-hours.ts";
import { type Store, storeOf } from "./store.ts";
import type { StoresTables } from "./tables.ts";

/** One store of the brand, closed ones too; refuses `store_not_found`. */
export async function getStore(ctx: Context, storeId: string): Promise<Store> {
  const [store] = await getStores(ctx, [storeId]);
  if (!store) throw refuse("store_not_found");
  return store;
}

/** The stores of the ids that exist, in no order. */
export async function getStores(ctx: Context, storeIds: readonly string[]): Promise<Store[]> {
  if (storeIds.length === 0) return [];
  const rows = await tablesOf<StoresTables>(ctx)
    .selectFrom("stores.stores")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("store_id", "=", sql<string>`any(${[...storeIds]}::uuid[])`)
    .execute();
  return rows.map(storeOf);
}

/** What a counter needs to know of a store. */
export type NamedStore = Pick<Store, "storeId" | "role" | "name" | "nameEn">;

/** {@link getStores} for who needs no more than their names. */
export async function namedStores(ctx: Context, storeIds: readonly string[]) {
  if (storeIds.length === 0) return [];
  const { rows } = await fixed<NamedStore>`
    select store_id as "storeId", role, name, name_en as "nameEn" from stores.stores
    where brand_id = ${ctx.brand.brandId}
      and store_id = any(${[...new Set(storeIds)]}::uuid[])`.execute(ctx.tx);
  return rows;
}

/** The store with this code, closed or not; null when there is none. */
export async function storeByCode(ctx: Context, code: string): Promise<Store | null> {
  const row = await tablesOf<StoresTables>(ctx)
    .selectFrom("stores.stores")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("code", "=", code)
    .executeTakeFirst();
  return row ? storeOf(row) : null;
}

/** Special days from `from` on, by store; all of them, or only those up to `to`. */
export async function specialDaysOf(
  ctx: Context,
  storeIds: readonly string[],
  from: string,
  to = "9999-12-31",
): Promise<Map<string, SpecialDay[]>> {
  const found = new Map<string, SpecialDay[]>();
  if (storeIds.length === 0) return found;
  const rows = await tablesOf<StoresTables>(ctx)
    .selectFrom("stores.special_days")
    .select(["store_id", "day", "opens_min", "closes_min"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("store_id", "=", sql<string>`any(${[...storeIds]}::uuid[])`)
    .where("day", ">=", from)
    .where("day", "<=", to)
    .orderBy("day")
    .execute();
  for (const row of rows) {
    const days = found.get(row.store_id) ?? [];
    days.push({ day: row.day, opensMin: row.opens_min, closesMin: row.closes_min });
    found.set(row.store_id, days);
  }
  return found;
}
