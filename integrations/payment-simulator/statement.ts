import type { StatementAsk, StatementLine } from "#modules/orders/index.ts";
import type { Trade } from "./trades.ts";

const head = "kind,trade_no,provider_ref,amount_minor,currency,fee_minor";

/** What it keeps of a payment, 0.6 %; of a refund it gives nothing back. */
const feeOf = (amountMinor: number): number => Math.round((amountMinor * 6) / 1_000);

/** The file that a provider offers for download: one line for each payment and refund. */
export function statementOf(trades: readonly Trade[]): string {
  const lines = trades.flatMap((trade) => {
    if (trade.state !== "paid") return [];
    const { tradeNo, providerRef, amountMinor, currency } = trade;
    const refunds = trade.refunds.map(
      (one) => `refund,${one.refundNo},${one.refundRef},${one.amountMinor},${currency},0`,
    );
    const fee = feeOf(amountMinor);
    return [`payment,${tradeNo},${providerRef},${amountMinor},${currency},${fee}`, ...refunds];
  });
  return `${[head, ...lines].join("\n")}\n`;
}

const within = ({ from, to }: StatementAsk, ms: number | null): boolean =>
  ms !== null && from.epochMilliseconds <= ms && ms < to.epochMilliseconds;

/** The same for one brand and some days; a refund stands in the days that it was made in. */
export function statementFor(trades: readonly Trade[], ask: StatementAsk): string {
  const own = trades.filter(
    ({ noticeUrl }) => new URL(noticeUrl).pathname.split("/")[1] === ask.brandKey,
  );
  const lines = own.flatMap((trade) => {
    const [, payment, ...refunds] = statementOf([trade]).trim().split("\n");
    const made = refunds.filter((_, at) =>
      within(ask, trade.refunds[at]?.madeAtMs ?? trade.paidAtMs));
    return payment && within(ask, trade.paidAtMs) ? [payment, ...made] : made;
  });
  return `${[head, ...lines].join("\n")}\n`;
}

/** RangeError with the line's number where it cannot be read. */
export function readStatement(text: string): StatementLine[] {
  const [first, ...lines] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  if (first?.trim() !== head) throw new RangeError("1");
  return lines.flatMap((line, index) => {
    if (!line.trim()) return [];
    const [kind, tradeNo, providerRef, amount, currency, fee, ...more] = line.split(",");
    const known = kind === "payment" || kind === "refund";
    const whole = /^\d{1,15}$/.test(amount ?? "") && /^[A-Z]{3}$/.test(currency ?? "")
      && /^-?\d{1,15}$/.test(fee ?? "");
    if (!known || !tradeNo || !providerRef || !whole || more.length > 0) {
      throw new RangeError(String(index + 2));
    }
    const amountMinor = Number(amount);
    return [{
      kind, tradeNo, providerRef, amountMinor, currency: currency!, feeMinor: Number(fee),
    }];
  });
}
