import { sql } from "kysely";
import { getStores } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { isOn, policyOf } from "./policy.ts";

const most = 100;

/** Stores with a counter that takes an offline QR. */
export async function offlineStores(ctx: Context) {
  const { rows } = await sql<{ store_id: string }>`
    select distinct store_id from redemption.offline_devices
    where brand_id = ${ctx.brand.brandId} and revoked_at is null
    order by store_id limit ${most}`.execute(ctx.tx);
  const on: string[] = [];
  for (const { store_id: storeId } of rows) {
    if (isOn((await policyOf(ctx, storeId)).policy)) on.push(storeId);
  }
  const stores = await getStores(ctx, on);
  return {
    items: stores.map(({ storeId, name, nameEn, city }) => ({ storeId, name, nameEn, city })),
  };
}
