import { sql } from "kysely";
import { postedAt } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { bookFees, type Fees } from "./book-fees.ts";
import { providerNamed, type StatementLine } from "./ports.ts";

/** What a provider's statement and our books say differently. */
export interface Difference {
  readonly kind: "payment" | "refund";
  readonly tradeNo: string;
  /**
   * missing_here: only the provider knows it; missing_there: only we do; repeated: it stands in the
   * statement once more; fee_differs: another fee was booked for it.
   */
  readonly what:
    "missing_here" | "missing_there" | "amount_differs" | "repeated" | "fee_differs";
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
  /** What the provider kept of the lines that agree. */
  readonly fees: Pick<Fees, "feesMinor" | "newMinor" | "newLines">;
}

interface BookedRow {
  readonly kind: "payment" | "refund";
  readonly tradeNo: string;
  readonly postingKey: string;
  /** What the ledger says that it moved; 0: it does not know of it. */
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

type Known = Omit<BookedRow, "amountMinor">;

/** What we know to have ended: which of it is in the ledger, and with what, the ledger says. */
async function known(ctx: Context, input: ReconcileInput, lines: readonly StatementLine[]) {
  const named = lines.map((line) => line.tradeNo);
  const { rows } = await sql<Known>`
    select * from (
      select 'payment' as kind, trade_no as "tradeNo", 'pay:' || payment_id as "postingKey",
        order_id as "orderId", ended_at as "endedAt"
      from orders.payments where brand_id = ${ctx.brand.brandId} and state = 'paid'
        and provider = ${input.provider}
      union all
      select 'refund', r.refund_no, 'refund:' || r.refund_id, r.order_id, r.ended_at
      from orders.refunds r join orders.payments p
        on p.brand_id = r.brand_id and p.payment_id = r.payment_id
      where r.brand_id = ${ctx.brand.brandId} and r.state = 'done' and r.amount_minor > 0
        and p.provider = ${input.provider}
      union all
      select 'payment', trade_no, 'top_up_money:' || top_up_id, null, ended_at
      from orders.top_ups where brand_id = ${ctx.brand.brandId} and state = 'paid'
        and provider = ${input.provider}
      union all
      select 'refund', refund_no, 'top_up_refund:' || refund_id, null, ended_at
      from orders.top_up_refunds where brand_id = ${ctx.brand.brandId} and state = 'done'
        and provider = ${input.provider}
    ) b where (b."endedAt" >= ${input.from} and b."endedAt" < ${input.to})
      or b."tradeNo" = any(${named}::text[])
    order by b."endedAt", b."tradeNo" limit ${mostRows + 1}`.execute(ctx.tx);
  if (rows.length > mostRows) throw refuse("statement_too_long", { most: mostRows });
  return rows;
}

async function booked(
  ctx: Context,
  input: ReconcileInput,
  lines: readonly StatementLine[],
): Promise<BookedRow[]> {
  const rows = await known(ctx, input, lines);
  const keys = rows.map((row) => row.postingKey);
  const posted = await postedAt(ctx, "at_provider", keys);
  return rows.map((row) => {
    const moved = posted.get(row.postingKey) ?? 0;
    return { ...row, amountMinor: row.kind === "payment" ? moved : -moved };
  });
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
  const said = new Map<string, StatementLine>();
  // Charged twice is a difference, though one of them is right.
  const repeated = theirs.filter((line) => {
    const again = said.has(keyOf(line));
    if (!again) said.set(keyOf(line), line);
    return again;
  });
  const mine = new Map(ours.map((row) => [keyOf(row), row]));
  const fromOurs = ours.flatMap((row): Difference[] => {
    const line = said.get(keyOf(row));
    if (line?.amountMinor === row.amountMinor && line.currency === ctx.brand.currency) return [];
    const { kind, tradeNo, orderId, amountMinor: oursMinor } = row;
    const ageDays = Math.floor(ctx.now.since(row.endedAt).total("hours") / 24);
    const what = line ? "amount_differs" : "missing_there";
    const theirsMinor = line?.amountMinor ?? null;
    return [{ kind, tradeNo, what, orderId, oursMinor, theirsMinor, ageDays }];
  });
  const theirsAlone = (line: StatementLine, what: "missing_here" | "repeated"): Difference => ({
    kind: line.kind,
    tradeNo: line.tradeNo,
    what,
    orderId: mine.get(keyOf(line))?.orderId ?? null,
    oursMinor: null,
    theirsMinor: line.amountMinor,
    ageDays: null,
  });
  const missing = [...said.values()].filter((line) => !mine.has(keyOf(line)));
  return [
    ...fromOurs,
    ...missing.map((line) => theirsAlone(line, "missing_here")),
    ...repeated.map((line) => theirsAlone(line, "repeated")),
  ];
}

/** Lines that agree with our books: of them alone a fee is booked. */
function agreeing(
  ours: readonly BookedRow[],
  theirs: readonly StatementLine[],
  differences: readonly Difference[],
): { readonly line: StatementLine; readonly row: BookedRow }[] {
  const wrong = new Set(differences.map(keyOf));
  const mine = new Map(ours.map((row) => [keyOf(row), row]));
  return theirs.flatMap((line) => {
    const row = mine.get(keyOf(line));
    return row && !wrong.has(keyOf(line)) ? [{ line, row }] : [];
  });
}

const sum = (rows: readonly Pick<StatementLine, "kind" | "amountMinor">[]): number =>
  rows.reduce(
    (total, { kind, amountMinor }) => total + (kind === "payment" ? amountMinor : -amountMinor),
    0,
  );

/**
 * Compares a provider's statement with the ledger line by line; the oldest difference first. The
 * fees of lines that agree are booked, each once however often the statement comes; of payments
 * and refunds it changes nothing: what is missing is asked of the provider, order by order.
 */
export async function reconcile(ctx: Context, input: ReconcileInput): Promise<Reconciliation> {
  const theirs = read(ctx, input);
  const ours = await booked(ctx, input, theirs);
  const compared = compare(ctx, ours, theirs);
  const wrongOurs = compared.filter((one) => one.oursMinor !== null).length;
  const fees = await bookFees(ctx, input.provider, agreeing(ours, theirs, compared));
  const differences = [...compared, ...fees.differences].sort(
    (a, b) => (b.ageDays ?? -1) - (a.ageDays ?? -1),
  );
  const { feesMinor, newMinor, newLines } = fees;
  return {
    matched: ours.length - wrongOurs,
    oursMinor: sum(ours),
    theirsMinor: sum(theirs),
    differences,
    fees: { feesMinor, newMinor, newLines },
  };
}
