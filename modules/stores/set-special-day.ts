import { type Context, tablesOf } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { checkSpecialDays } from "./check-special-days.ts";
import type { SpecialDay } from "./opening-hours.ts";
import { getStore } from "./queries.ts";
import type { StoresTables } from "./tables.ts";

/** Sets one special day of a store, in place of what was said of it; the others stay. */
export async function setSpecialDay(
  ctx: Context,
  storeId: string,
  special: SpecialDay,
): Promise<void> {
  checkSpecialDays([special]);
  const { role } = await getStore(ctx, storeId);
  const { day, opensMin, closesMin } = special;
  const hours = { opens_min: opensMin, closes_min: closesMin };
  await tablesOf<StoresTables>(ctx)
    .insertInto("stores.special_days")
    .values({ brand_id: ctx.brand.brandId, store_id: storeId, day, ...hours })
    .onConflict((on) => on.columns(["brand_id", "store_id", "day"]).doUpdateSet(hours))
    .execute();
  await emit(ctx, "stores.store_changed", { unitId: storeId, payload: { storeId, role } });
}
