import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";

export interface Cadence {
  /** After so many days something new is due; null: nothing is planned. */
  readonly plannedDays: number | null;
  /** When the last new product opened, or was added without a window; null: never. */
  readonly lastNewAt: Temporal.Instant | null;
  /** Whole days since then. */
  readonly daysSince: number | null;
  /** More days have passed than are planned. */
  readonly late: boolean;
  /** When the next product that is known opens. */
  readonly nextNewAt: Temporal.Instant | null;
}

/** How long ago the brand last brought something new, beside what it plans. */
export async function cadence(ctx: Context): Promise<Cadence> {
  const brandId = ctx.brand.brandId;
  const { rows } = await sql<Pick<Cadence, "plannedDays" | "lastNewAt" | "nextNewAt">>`
    select (select planned_days from catalogue.cadence where brand_id = ${brandId})
        as "plannedDays",
      (select max(coalesce(opens_at, created_at)) from catalogue.products
        where brand_id = ${brandId} and coalesce(opens_at, created_at) <= ${ctx.now})
        as "lastNewAt",
      (select min(coalesce(opens_at, created_at)) from catalogue.products
        where brand_id = ${brandId} and coalesce(opens_at, created_at) > ${ctx.now}
          and retired_at is null) as "nextNewAt"`.execute(ctx.tx);
  const { plannedDays = null, lastNewAt = null, nextNewAt = null } = rows[0] ?? {};
  const passedMs = lastNewAt && ctx.now.epochMilliseconds - lastNewAt.epochMilliseconds;
  const daysSince = passedMs === null ? null : Math.floor(passedMs / 86_400_000);
  const late = plannedDays !== null && daysSince !== null && daysSince > plannedDays;
  return { plannedDays, lastNewAt, nextNewAt, daysSince, late };
}

/** Plans something new every so many days. */
export async function planCadence(ctx: Context, days: number): Promise<void> {
  await sql`insert into catalogue.cadence (brand_id, planned_days)
    values (${ctx.brand.brandId}, ${days})
    on conflict (brand_id) do update set planned_days = excluded.planned_days`.execute(ctx.tx);
  await emit(ctx, "catalogue.cadence_planned", { payload: { days } });
}
