import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { decodeCursor, encodeCursor, type PageInput, pageLimit } from "#platform/paging.ts";

export interface StatementBrief {
  readonly period: string;
  readonly lines: number;
  readonly units: number;
  /** What was owed in sum before netting, what is taken back deducted. */
  readonly grossMinor: number;
  readonly closedAt: Temporal.Instant | null;
  readonly payments: number;
  readonly paid: number;
}

/** Periods with lines or a statement, newest first. */
export async function listStatements(ctx: Context, page: PageInput) {
  const limit = pageLimit(page);
  const [before = null] = decodeCursor(page.cursor) ?? [];
  const { brandId } = ctx.brand;
  const { rows } = await sql<StatementBrief>`
    with p as (
      select period from settlement.debts where brand_id = ${brandId} group by period
      union select period from settlement.statements where brand_id = ${brandId}
      order by period desc)
    select p.period, d.lines, d.units, d.gross as "grossMinor", s.closed_at as "closedAt",
      m.payments, m.paid
    from p
    cross join lateral (select count(*)::int as lines,
      count(distinct debtor_unit_id)::int as units,
      coalesce(sum(amount_minor), 0)::bigint as gross
      from settlement.debts where brand_id = ${brandId} and period = p.period) d
    cross join lateral (select count(*)::int as payments, count(paid_at)::int as paid
      from settlement.payments where brand_id = ${brandId} and period = p.period) m
    left join settlement.statements s on s.brand_id = ${brandId} and s.period = p.period
    where ${before}::text is null or p.period < ${before}::text
    order by p.period desc limit ${limit + 1}`.execute(ctx.tx);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor([last.period]) : null };
}
