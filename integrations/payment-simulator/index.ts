import { randomBytes } from "node:crypto";
import path from "node:path";
import type {
  Notice, PaymentAsk, PaymentProvider, PaymentState, RefundAnswer, RefundAsk,
} from "#modules/orders/index.ts";
import { mild, type Nastiness, planOf, seeded, type Sent } from "./delivery.ts";
import { providerKey, signNotice, verifyNotice } from "./signing.ts";
import { readStatement, statementFor, statementOf } from "./statement.ts";
import { fileTrades, type Trade, type Trades } from "./trades.ts";

export type { Nastiness, Sent } from "./delivery.ts";
export type { Trade } from "./trades.ts";

export interface SimulatorOptions {
  /** Where it keeps its key and what it knows. */
  readonly folder: string;
  readonly nasty?: Nastiness;
  readonly seed?: number;
  readonly now?: () => number;
  /** Brings a notice to its address; rejects where nobody takes it. */
  readonly deliver: (sent: Sent) => Promise<void>;
}

export interface PaymentSimulator {
  readonly provider: PaymentProvider;
  trade(tradeNo: string): Trade | undefined;
  /** What the person does on its page; false: it is not payable. */
  pay(tradeNo: string): boolean;
  statement(): string;
  /** Resolves when all notices that are on their way have arrived. */
  settled(): Promise<void>;
}

const name = "simulator";

/** Its page for a payment, beside the address that its notices go to. */
const pageOf = (ask: PaymentAsk): string =>
  new URL(`/pay-simulator/${encodeURIComponent(ask.tradeNo)}`, ask.noticeUrl).href;

const stateOf = (trade: Trade | undefined, nowMs: number): PaymentState => {
  if (!trade) return { state: "unknown" };
  if (trade.state === "paid") {
    const { providerRef, amountMinor, currency } = trade;
    return { state: "paid", providerRef: providerRef ?? "", amountMinor, currency };
  }
  return { state: trade.state === "closed" || nowMs >= trade.untilMs ? "closed" : "open" };
};

const newTrade = (ask: PaymentAsk): Trade => ({
  tradeNo: ask.tradeNo,
  amountMinor: ask.amountMinor,
  currency: ask.currency,
  subject: ask.subject,
  untilMs: ask.until.epochMilliseconds,
  returnUrl: ask.returnUrl,
  noticeUrl: ask.noticeUrl,
  lang: ask.lang,
  payCode: ask.payCode,
  state: "open",
  providerRef: null,
  paidAtMs: null,
  refunds: [],
});

/**
 * What a code off a member's screen does, by its last digit: 0 has no money behind it, 5 asks the
 * member for a password first, any other pays at once. A code pays once.
 */
function answerToCode(code: string, trades: Trades, tradeNo: string): "paid" | "open" | "closed" {
  const used = trades.all().some((one) => one.payCode === code && one.tradeNo !== tradeNo);
  if (used || !/^\d{16,24}$/.test(code) || code.endsWith("0")) return "closed";
  return code.endsWith("5") ? "open" : "paid";
}

const reference = (): string => `S${randomBytes(12).toString("hex")}`;

/** Sends notices on their bad ways. */
function messenger(options: SimulatorOptions, now: () => number) {
  const key = providerKey(options.folder);
  const random = seeded(options.seed ?? 1);
  const underway = new Set<Promise<void>>();
  const send = (url: string, notice: Notice): void => {
    const body = JSON.stringify(notice);
    const sent = { url, body, headers: signNotice(key, body, now()) };
    for (const { afterMs, sent: copy } of planOf(sent, options.nasty ?? mild, random)) {
      const gone = new Promise<void>((resolve) => {
        setTimeout(resolve, afterMs).unref();
      })
        // A notice that nobody takes is lost: who waits for it asks.
        .then(() => options.deliver(copy))
        .catch(() => undefined)
        .finally(() => underway.delete(gone));
      underway.add(gone);
    }
  };
  return { key, send, settled: async () => void (await Promise.all(underway)) };
}

function refundAt(
  trades: Trades,
  ask: RefundAsk,
  madeAtMs: number,
): { trade: Trade | null; answer: RefundAnswer } {
  const trade = trades.get(ask.tradeNo);
  if (trade?.state !== "paid") {
    return { trade: null, answer: { state: "failed", failure: "not paid" } };
  }
  if (trade.refunds.some((one) => one.refundNo === ask.refundNo)) {
    return { trade: null, answer: { state: "done" } };
  }
  const back = trade.refunds.reduce((sum, one) => sum + one.amountMinor, ask.amountMinor);
  if (back > trade.amountMinor) {
    return { trade: null, answer: { state: "failed", failure: "more than was paid" } };
  }
  const { refundNo, amountMinor } = ask;
  const made = { refundNo, amountMinor, refundRef: reference(), madeAtMs };
  const after = { ...trade, refunds: [...trade.refunds, made] };
  trades.put(after);
  return { trade: after, answer: { state: "pending" } };
}

function readBody(body: Buffer): Notice | null {
  try {
    return JSON.parse(body.toString("utf8")) as Notice;
  } catch {
    return null;
  }
}

/**
 * A payment provider that moves no money: it signs as real ones do, and its notices are delayed,
 * repeated, overtaken, lost and forged.
 */
export function paymentSimulator(options: SimulatorOptions): PaymentSimulator {
  const now = options.now ?? Date.now;
  const trades = fileTrades(options.folder);
  const { key, send, settled } = messenger(options, now);
  const query = (tradeNo: string) => stateOf(trades.get(tradeNo), now());
  const pay = (tradeNo: string): boolean => {
    const trade = trades.get(tradeNo);
    if (!trade || query(tradeNo).state !== "open") return false;
    const providerRef = reference();
    trades.put({ ...trade, state: "paid", providerRef, paidAtMs: now() });
    const { amountMinor, currency } = trade;
    const told = { kind: "payment", tradeNo, providerRef, amountMinor, currency } as const;
    send(trade.noticeUrl, { ...told, noticeId: reference(), succeeded: true });
    return true;
  };
  const provider: PaymentProvider = {
    name,
    methods: ["link", "qr", "pay_code"],
    async start(ask) {
      if (!trades.get(ask.tradeNo)) trades.put(newTrade(ask));
      if (ask.method === "pay_code") {
        const does = answerToCode(ask.payCode ?? "", trades, ask.tradeNo);
        if (does === "paid") pay(ask.tradeNo);
        if (does === "closed") trades.put({ ...newTrade(ask), state: "closed" });
        return { link: null, answer: query(ask.tradeNo) };
      }
      return { link: pageOf(ask), answer: query(ask.tradeNo) };
    },
    query: async (tradeNo) => query(tradeNo),
    async close(tradeNo) {
      const trade = trades.get(tradeNo);
      if (!trade) return { state: "closed" };
      if (trade.state === "open") trades.put({ ...trade, state: "closed" });
      return query(tradeNo);
    },
    async refund(ask) {
      const { trade, answer } = refundAt(trades, ask, now());
      const made = trade?.refunds.at(-1);
      if (trade && made) {
        const { refundNo: tradeNo, refundRef: providerRef, amountMinor } = made;
        const told = { kind: "refund", tradeNo, providerRef, amountMinor } as const;
        const { currency } = trade;
        send(trade.noticeUrl, { ...told, currency, noticeId: reference(), succeeded: true });
      }
      return answer;
    },
    async queryRefund(refundNo) {
      const known = trades.all().some(({ refunds }) =>
        refunds.some((one) => one.refundNo === refundNo),
      );
      return { state: known ? "done" : "unknown" };
    },
    readNotice: ({ headers, body }) =>
      verifyNotice(key, headers, body, now()) ? readBody(body) : null,
    readStatement,
    statement: async (ask) => statementFor(trades.all(), ask),
  };
  return {
    provider,
    pay,
    settled,
    trade: (tradeNo) => trades.get(tradeNo),
    statement: () => statementOf(trades.all()),
  };
}

/** The folder of the simulator inside the server's data. */
export const simulatorFolder = (dataDir: string): string =>
  path.join(dataDir, "payment-simulator");
