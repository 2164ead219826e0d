import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { providerNamed, type StatementLine } from "./ports.ts";

/** What a provider's statement and our books say differently. */
export interface Difference {
  readonly kind: "payment" | "refund";
  readonly tradeNo: string;
  /** missing_here: only the provider knows it; missing_there: only we do. */
  readonly what: "missing_here" | "missing_there" | "amount_differs";
  readonly oursMinor: number | null;
  readonly theirsMinor: number | null;
  readonly orderId: string | null;
  /** Whole days since we booked it; null: we never did. */
  readonly ageDays: number | null;
}

export interface Reconciliation {
  readonly matched: number;
  readonly oursMinor: number;
  readonly theirsMinor: number;
  readonly differences: readonly Difference[];
}

interface BookedRow {
  readonly kind: "payment" | "refund";
  readonly tradeNo: string;
  readonly amountMinor: number;
  /** Null: of a top-up. */
  readonly orderId: string | null;
  readonly endedAt: Temporal.Instant;
}

export interface ReconcileInput {
  readonly provider: string;
  /** Half-open: what we booked in it must stand in the statement. */
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly statement: string;
}

const mostRows = 100_000;

async function booked(ctx: Context, input: ReconcileInput, lines: readonly StatementLine[]) {
  const named = lines.map((line) => line.tradeNo);
  const { rows } = await sql<BookedRow>`
    select * from (
      select 'payment' as kind, trade_no as "tradeNo", amount_minor as "amountMinor",
        order_id as "orderId", ended_at as "endedAt"
      from orders.payments where brand_id = ${ctx.brand.brandId} and state = 'paid'
        and provider = ${input.provider}
      union all
      select 'refund', r.refund_no, r.amount_minor, r.order_id, r.ended_at
      from orders.refunds r join orders.payments p
        on p.brand_id = r.brand_id and p.payment_id = r.payment_id
      where r.brand_id = ${ctx.brand.brandId} and r.state = 'done' and r.amount_minor > 0
        and p.provider = ${input.provider}
      union all
      select 'payment', trade_no, pay_minor, null, ended_at
      from orders.top_ups where brand_id = ${ctx.brand.brandId} and state = 'paid'
        and provider = ${input.provider}
      union all
      select 'refund', refund_no, amount_minor, null, ended_at
      from orders.top_up_refunds where brand_id = ${ctx.brand.brandId} and state = 'done'
        and provider = ${input.provider}
    ) b where (b."endedAt" >= ${input.from} and b."endedAt" < ${input.to})
      or b."tradeNo" = any(${named}::text[])
    order by b."endedAt", b."tradeNo" limit ${mostRows}`.execute(ctx.tx);
  return rows;
}

const keyOf = (one: Pick<StatementLine, "kind" | "tradeNo">): string =>
  `${one.kind} ${one.tradeNo}`;

function read(ctx: Context, input: ReconcileInput): StatementLine[] {
  const provider = providerNamed(ctx, input.provider);
  if (!provider) throw refuse("payment_provider_unknown");
  try {
    return provider.readStatement(input.statement);
  } catch (error) {
    if (error instanceof RangeError) throw refuse("statement_unreadable", { line: error.message });
    throw error;
  }
}

function compare(
  ctx: Context,
  ours: readonly BookedRow[],
  theirs: readonly StatementLine[],
): Difference[] {
  const said = new Map(theirs.map((line) => [keyOf(line), line]));
  const known = new Set(ours.map(keyOf));
  const fromOurs = ours.flatMap((row): Difference[] => {
    const line = said.get(keyOf(row));
    if (line?.amountMinor === row.amountMinor && line.currency === ctx.brand.currency) return [];
    const { kind, tradeNo, orderId, amountMinor: oursMinor } = row;
    const ageDays = Math.floor(ctx.now.since(row.endedAt).total("hours") / 24);
    const what = line ? "amount_differs" : "missing_there";
    const theirsMinor = line?.amountMinor ?? null;
    return [{ kind, tradeNo, what, orderId, oursMinor, theirsMinor, ageDays }];
  });
  const fromTheirs = theirs
    .filter((line) => !known.has(keyOf(line)))
    .map(({ kind, tradeNo, amountMinor: theirsMinor }) => ({
      kind,
      tradeNo,
      what: "missing_here" as const,
      orderId: null,
      oursMinor: null,
      theirsMinor,
      ageDays: null,
    }));
  return [...fromOurs, ...fromTheirs];
}

const sum = (rows: readonly Pick<StatementLine, "kind" | "amountMinor">[]): number =>
  rows.reduce(
    (total, { kind, amountMinor }) => total + (kind === "payment" ? amountMinor : -amountMinor),
    0,
  );

/**
 * Compares a provider's statement with our books line by line; the oldest difference first. It
 * changes nothing: what is missing is asked of the provider, order by order.
 */
export async function reconcile(ctx: Context, input: ReconcileInput): Promise<Reconciliation> {
  const theirs = read(ctx, input);
  const ours = await booked(ctx, input, theirs);
  const differences = compare(ctx, ours, theirs).sort(
    (a, b) => (b.ageDays ?? -1) - (a.ageDays ?? -1),
  );
  const wrongOurs = differences.filter((one) => one.what !== "missing_here").length;
  return {
    matched: ours.length - wrongOurs,
    oursMinor: sum(ours),
    theirsMinor: sum(theirs),
    differences,
  };
}
