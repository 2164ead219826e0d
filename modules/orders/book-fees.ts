import { post, postedAt } from "#modules/wallet/index.ts";
import type { Context } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { lockFees } from "./locks.ts";
import type { StatementLine } from "./ports.ts";

/** A line of a statement that agrees with our books, and of which order it is. */
export interface FeeLine {
  readonly line: StatementLine;
  /** orderId null: of a top-up. */
  readonly row: { readonly orderId: string | null };
}

export interface Fees {
  /** Of all these lines; what was given back is subtracted. */
  readonly feesMinor: number;
  /** Booked by this call; the rest was before. */
  readonly newMinor: number;
  readonly newLines: number;
  /** Lines of which another fee was booked: it stands, people look. */
  readonly differences: readonly {
    readonly kind: StatementLine["kind"];
    readonly tradeNo: string;
    readonly what: "fee_differs";
    readonly oursMinor: number;
    readonly theirsMinor: number;
    readonly orderId: string | null;
    readonly ageDays: null;
  }[];
}

const sum = (lines: readonly FeeLine[]): number =>
  lines.reduce((total, { line }) => total + line.feeMinor, 0);

const linesAtOnce = 5_000;

/** Books what a provider kept of these lines, once a line: from its account to the fees. */
export async function bookFees(
  ctx: Context,
  provider: string,
  lines: readonly FeeLine[],
): Promise<Fees> {
  // Two readers of one statement would both say that they booked it.
  await lockFees(ctx);
  const brand = { ownerKind: "brand", ownerId: ctx.brand.brandId } as const;
  const keyOf = ({ line }: FeeLine) => `provider_fee:${provider}:${line.kind}:${line.tradeNo}`;
  const booked = await postedAt(ctx, "provider_fees", lines.map(keyOf));
  const fresh = lines.filter((one) => one.line.feeMinor !== 0 && !booked.has(keyOf(one)));
  for (let from = 0; from < fresh.length; from += linesAtOnce) {
    await post(ctx, fresh.slice(from, from + linesAtOnce).map((one) => ({
      kind: "provider_fee",
      postingKey: keyOf(one),
      unit: ctx.brand.currency,
      causeId: one.row.orderId,
      postings: [
        { account: { kind: "at_provider", ...brand }, amount: -one.line.feeMinor },
        { account: { kind: "provider_fees", ...brand }, amount: one.line.feeMinor },
      ],
    })));
  }
  const newMinor = sum(fresh);
  if (fresh.length > 0) {
    const payload = { provider, lines: fresh.length, amountMinor: newMinor };
    await emit(ctx, "orders.fees_booked", { payload });
  }
  const differences = lines.flatMap((one) => {
    const { kind, tradeNo, feeMinor: theirsMinor } = one.line;
    const oursMinor = booked.get(keyOf(one)) ?? theirsMinor;
    if (oursMinor === theirsMinor) return [];
    const { orderId } = one.row;
    return [{
      kind, tradeNo, what: "fee_differs", oursMinor, theirsMinor, orderId, ageDays: null,
    } as const];
  });
  return { feesMinor: sum(lines), newMinor, newLines: fresh.length, differences };
}
