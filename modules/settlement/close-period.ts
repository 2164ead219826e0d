import { sql } from "kysely";
import { actorId, type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { netPayments } from "./netting.ts";
import { endOf, lastClosed, lockPeriods } from "./periods.ts";
import { figuresOf } from "./statement.ts";
import type { SettlementTables } from "./tables.ts";

async function firstOpen(ctx: Context, closed: string | null): Promise<string | null> {
  const { rows } = await sql<{ period: string | null }>`
    select min(period) as period from settlement.debts where brand_id = ${ctx.brand.brandId}
      and (${closed}::text is null or period > ${closed}::text)`.execute(ctx.tx);
  return rows[0]?.period ?? null;
}

async function check(ctx: Context, period: string): Promise<void> {
  if (Temporal.Instant.compare(ctx.now, endOf(ctx, period)) < 0) {
    throw refuse("period_not_over", { period });
  }
  const closed = await lastClosed(ctx);
  if (closed !== null && period <= closed) throw refuse("period_closed", { period });
  const first = await firstOpen(ctx, closed);
  if (first !== null && first < period) throw refuse("period_before_open", { period: first });
}

/**
 * Fixes a period that is over: its lines change no more, its payments are agreed. What comes later
 * of that month stands in the next one.
 */
export async function closePeriod(ctx: Context, period: string): Promise<void> {
  await lockPeriods(ctx);
  await check(ctx, period);
  const units = await figuresOf(ctx, period);
  const payments = netPayments(units);
  const db = tablesOf<SettlementTables>(ctx);
  const { rows } = await sql<{ lines: number; gross: number }>`
    select count(*)::int as lines, coalesce(sum(amount_minor), 0)::bigint as gross
    from settlement.debts
    where brand_id = ${ctx.brand.brandId} and period = ${period}`.execute(ctx.tx);
  const { lines, gross } = rows[0]!;
  await db
    .insertInto("settlement.statements")
    .values({
      brand_id: ctx.brand.brandId,
      period,
      closed_at: ctx.now,
      closed_by: actorId(ctx.actor),
      lines,
    })
    .execute();
  if (payments.length > 0) {
    await db
      .insertInto("settlement.payments")
      .values(payments.map(({ fromUnitId, toUnitId, amountMinor }) => ({
        brand_id: ctx.brand.brandId,
        payment_id: newId(),
        period,
        from_unit_id: fromUnitId,
        to_unit_id: toUnitId,
        amount_minor: amountMinor,
        paid_at: null,
        paid_by: null,
        note: null,
      })))
      .execute();
  }
  await emit(ctx, "settlement.period_closed", {
    payload: { period, lines, payments: payments.length, grossMinor: gross },
  });
}
