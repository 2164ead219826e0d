import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import type { SettlementTables } from "./tables.ts";

/** YYYY-MM of an instant in the brand's zone. */
export const periodOf = (ctx: Context, at: Temporal.Instant): string =>
  at.toZonedDateTimeISO(ctx.brand.timeZone).toPlainDate().toPlainYearMonth().toString();

export const periodAfter = (period: string): string =>
  Temporal.PlainYearMonth.from(period).add({ months: 1 }).toString();

/** The first instant after a period. */
export const endOf = (ctx: Context, period: string): Temporal.Instant =>
  Temporal.PlainYearMonth.from(periodAfter(period))
    .toPlainDate({ day: 1 })
    .toZonedDateTime(ctx.brand.timeZone)
    .toInstant();

/** Held to the end of the transaction: a line is written before a period closes, or after. */
export async function lockPeriods(ctx: Context): Promise<void> {
  const scope = `settlement:${ctx.brand.brandId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${scope}, 19))`.execute(ctx.tx);
}

/** The last closed period; null: none is. */
export async function lastClosed(ctx: Context): Promise<string | null> {
  const row = await tablesOf<SettlementTables>(ctx)
    .selectFrom("settlement.statements")
    .select("period")
    .where("brand_id", "=", ctx.brand.brandId)
    .orderBy("period", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.period ?? null;
}

/** Where a line of this moment goes: a closed statement never changes. */
export function openPeriod(own: string, closed: string | null): string {
  if (closed === null || own > closed) return own;
  return periodAfter(closed);
}
