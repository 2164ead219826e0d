import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { netPayments } from "./netting.ts";
import type { DebtsTable, PaymentsTable, SettlementTables } from "./tables.ts";

export interface UnitFigures {
  readonly unitId: string;
  /** What others owe it for what it gave. */
  readonly owedMinor: number;
  /** What it owes others. */
  readonly owesMinor: number;
  readonly netMinor: number;
}

/** Per unit what it gave for others and others for it. The nets sum to zero. */
export async function figuresOf(ctx: Context, period: string): Promise<UnitFigures[]> {
  const { rows } = await sql<UnitFigures>`
    select unit_id as "unitId", sum(owed)::bigint as "owedMinor",
      sum(owes)::bigint as "owesMinor", sum(owed - owes)::bigint as "netMinor"
    from (
      select creditor_unit_id as unit_id, amount_minor as owed, 0::bigint as owes
      from settlement.debts where brand_id = ${ctx.brand.brandId} and period = ${period}
      union all
      select debtor_unit_id, 0, amount_minor
      from settlement.debts where brand_id = ${ctx.brand.brandId} and period = ${period}
    ) d group by unit_id order by sum(owed - owes) desc, unit_id`.execute(ctx.tx);
  return rows;
}

export interface Pair {
  readonly fromUnitId: string;
  readonly toUnitId: string;
  readonly kind: DebtsTable["kind"];
  readonly lines: number;
  readonly amountMinor: number;
}

const mostPairs = 2_000;

/** Before netting: who owes whom for what. */
export async function pairsOf(ctx: Context, period: string): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    select debtor_unit_id as "fromUnitId", creditor_unit_id as "toUnitId", kind,
      count(*)::int as lines, sum(amount_minor)::bigint as "amountMinor"
    from settlement.debts where brand_id = ${ctx.brand.brandId} and period = ${period}
    group by debtor_unit_id, creditor_unit_id, kind
    order by abs(sum(amount_minor)) desc, debtor_unit_id, creditor_unit_id, kind
    limit ${mostPairs}`.execute(ctx.tx);
  return rows;
}

export interface StatementPayment {
  /** Null: the period is open, this is what it would be now. */
  readonly paymentId: string | null;
  readonly fromUnitId: string;
  readonly toUnitId: string;
  readonly amountMinor: number;
  readonly paidAt: Temporal.Instant | null;
  readonly note: string | null;
}

const viewOf = (row: PaymentsTable): StatementPayment => ({
  paymentId: row.payment_id,
  fromUnitId: row.from_unit_id,
  toUnitId: row.to_unit_id,
  amountMinor: row.amount_minor,
  paidAt: row.paid_at,
  note: row.note,
});

async function agreed(ctx: Context, period: string): Promise<StatementPayment[]> {
  const rows = await tablesOf<SettlementTables>(ctx)
    .selectFrom("settlement.payments")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("period", "=", period)
    .orderBy("payment_id")
    .execute();
  return rows.map(viewOf);
}

export interface Statement {
  readonly period: string;
  readonly closedAt: Temporal.Instant | null;
  readonly units: readonly UnitFigures[];
  readonly pairs: readonly Pair[];
  readonly payments: readonly StatementPayment[];
}

/** A closed period as it was closed; an open one as it would be now. */
export async function statementOf(ctx: Context, period: string): Promise<Statement> {
  const closed = await tablesOf<SettlementTables>(ctx)
    .selectFrom("settlement.statements")
    .select("closed_at")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("period", "=", period)
    .executeTakeFirst();
  const units = await figuresOf(ctx, period);
  const payments = closed
    ? await agreed(ctx, period)
    : netPayments(units).map((one) => ({ ...one, paymentId: null, paidAt: null, note: null }));
  const pairs = await pairsOf(ctx, period);
  return { period, closedAt: closed?.closed_at ?? null, units, pairs, payments };
}
