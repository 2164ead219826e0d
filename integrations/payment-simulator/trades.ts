import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

export interface SimulatedRefund {
  readonly refundNo: string;
  readonly amountMinor: number;
  readonly refundRef: string;
  /** Absent: written before it was kept. */
  readonly madeAtMs?: number;
}

/** A payment as the simulated provider knows it. */
export interface Trade {
  readonly tradeNo: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly subject: string;
  readonly untilMs: number;
  readonly returnUrl: string;
  readonly noticeUrl: string;
  readonly lang: "zh" | "en";
  /** Off the member's screen; null: paid on the page. */
  readonly payCode: string | null;
  readonly state: "open" | "paid" | "closed";
  readonly providerRef: string | null;
  readonly paidAtMs: number | null;
  readonly refunds: readonly SimulatedRefund[];
}

export interface Trades {
  get(tradeNo: string): Trade | undefined;
  all(): readonly Trade[];
  put(trade: Trade): void;
}

/** Two processes may write of one trade at once: what was paid or paid back stays so. */
function together(before: Trade | undefined, after: Trade): Trade {
  if (before?.state !== "paid") return after;
  const { state, providerRef, paidAtMs } = before;
  const refunds = new Map([...before.refunds, ...after.refunds].map((one) => [one.refundNo, one]));
  return { ...after, state, providerRef, paidAtMs, refunds: [...refunds.values()] };
}

/**
 * What the provider remembers, as lines of a file of its own: it is another company, and a restart
 * of ours changes nothing there. The last line of a trade counts.
 */
export function fileTrades(folder: string): Trades {
  const file = path.join(folder, "trades.jsonl");
  let known = new Map<string, Trade>();
  let size = -1;
  const load = (): Map<string, Trade> => {
    // Another process of the same server may have written.
    const now = existsSync(file) ? statSync(file).size : 0;
    if (now === size) return known;
    const lines = now === 0 ? [] : readFileSync(file, "utf8").split("\n").filter(Boolean);
    known = new Map();
    for (const line of lines) {
      const trade = JSON.parse(line) as Trade;
      known.set(trade.tradeNo, together(known.get(trade.tradeNo), trade));
    }
    size = now;
    return known;
  };
  return {
    get: (tradeNo) => load().get(tradeNo),
    all: () => [...load().values()],
    put(trade) {
      mkdirSync(folder, { recursive: true });
      appendFileSync(file, `${JSON.stringify(trade)}\n`, { mode: 0o600 });
      load();
    },
  };
}
