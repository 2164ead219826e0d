import { Type as T, type Static } from "typebox";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { Word } from "#platform/schema.ts";
import type { PickupTables } from "./tables.ts";

export const PickupSettingsSchema = T.Object(
  {
    remindDays: T.Integer({ minimum: 1, maximum: 60, description: "days after it was paid" }),
    releaseDays: T.Integer({ minimum: 2, maximum: 90, description: "days after it was paid" }),
    uncollected: Word("refund", "keep"),
  },
  { additionalProperties: false },
);
export type PickupSettings = Static<typeof PickupSettingsSchema>;

const usual: PickupSettings = { remindDays: 3, releaseDays: 14, uncollected: "refund" };

export async function pickupSettings(ctx: Context): Promise<PickupSettings> {
  const row = await tablesOf<PickupTables>(ctx)
    .selectFrom("orders.pickup_settings")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .executeTakeFirst();
  if (!row) return usual;
  const { remind_days: remindDays, release_days: releaseDays, uncollected } = row;
  return { remindDays, releaseDays, uncollected };
}

/** For orders that are paid from now on. Refuses `pickup_days_crossed`. */
export async function savePickupSettings(ctx: Context, settings: PickupSettings): Promise<void> {
  const { remindDays, releaseDays, uncollected } = settings;
  if (remindDays >= releaseDays) throw refuse("pickup_days_crossed");
  const saved = {
    remind_days: remindDays,
    release_days: releaseDays,
    uncollected,
    saved_at: ctx.now,
  };
  await tablesOf<PickupTables>(ctx)
    .insertInto("orders.pickup_settings")
    .values({ brand_id: ctx.brand.brandId, ...saved })
    .onConflict((on) => on.columns(["brand_id"]).doUpdateSet(saved))
    .execute();
  await emit(ctx, "orders.pickup_settings_saved", { payload: { ...settings } });
}
