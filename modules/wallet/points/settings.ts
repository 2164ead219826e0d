import { type Static, Type as T } from "typebox";
import { type Context, json, tablesOf } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import type { PointsTables } from "./tables.ts";

const positive = (maximum: number) => T.Integer({ minimum: 1, maximum });

export const ExpirySchema = T.Union([
  T.Object({ kind: T.Literal("never") }, { additionalProperties: false }),
  T.Object(
    { kind: T.Literal("months"), months: positive(120) },
    { additionalProperties: false },
  ),
  T.Object(
    {
      kind: T.Literal("day"),
      month: positive(12),
      day: positive(31),
      years: T.Integer({ minimum: 0, maximum: 10 }),
    },
    { additionalProperties: false },
  ),
]);

export const PointsSettingsSchema = T.Object(
  {
    active: T.Boolean(),
    /** So many points for each so much that was paid; rounded down over the whole order. */
    earn: T.Object(
      { points: positive(100_000), minor: positive(100_000_000) },
      { additionalProperties: false },
    ),
    /** Days until a paid order's points can be spent. */
    pendingDays: T.Integer({ minimum: 0, maximum: 90 }),
    expiry: ExpirySchema,
    /** So many points pay so much; only whole steps are used. */
    step: T.Object(
      { points: positive(1_000_000), minor: positive(100_000_000) },
      { additionalProperties: false },
    ),
    /** The most of the goods' amount that points may pay, in ten-thousandths. */
    capBps: T.Integer({ minimum: 0, maximum: 10_000 }),
  },
  { additionalProperties: false },
);
export type PointsSettings = Static<typeof PointsSettingsSchema>;

/** As they were saved last; null: never. */
export async function savedPointsSettings(ctx: Context): Promise<PointsSettings | null> {
  const row = await tablesOf<PointsTables>(ctx)
    .selectFrom("wallet.points_settings")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    active: row.active,
    earn: { points: row.earn_points, minor: row.earn_minor },
    pendingDays: row.pending_days,
    expiry: row.expiry,
    step: { points: row.step_points, minor: row.step_minor },
    capBps: row.cap_bps,
  };
}

/** By which points are earned and spent now; null: the brand has none. */
export async function pointsRule(ctx: Context): Promise<PointsSettings | null> {
  const saved = await savedPointsSettings(ctx);
  return saved?.active ? saved : null;
}

/** For orders paid from now on; what was earned keeps its days. */
export async function savePointsSettings(ctx: Context, settings: PointsSettings): Promise<void> {
  const { active, earn, pendingDays, expiry, step, capBps } = settings;
  const row = {
    active,
    earn_points: earn.points,
    earn_minor: earn.minor,
    pending_days: pendingDays,
    step_points: step.points,
    step_minor: step.minor,
    cap_bps: capBps,
    saved_at: ctx.now,
    expiry: json(expiry),
  };
  await tablesOf<PointsTables>(ctx)
    .insertInto("wallet.points_settings")
    .values({ brand_id: ctx.brand.brandId, ...row })
    .onConflict((on) => on.columns(["brand_id"]).doUpdateSet(row))
    .execute();
  await emit(ctx, "wallet.points_settings_saved", { payload: { active, pendingDays, capBps } });
}
