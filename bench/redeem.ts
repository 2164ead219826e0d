import {
  claimVoucher, commitAt, type Counter, inTurn, openCounter, prepareAt, showVoucher,
} from "./counter.ts";
import { abreast, arrivals, atInstants, percentile, untilDue } from "./open-loop.ts";
import { type Result, resultOf } from "./report.ts";
import { type BenchServer, startServer } from "./server.ts";
import { type Usage, usage, usedEach } from "./usage.ts";

const members = 40;
/** A clerk looks at the preview for so long before the commit is due. */
const lookMs = 500;
const warmUpSeconds = 2;
/** A server's first hundred of anything are compiled as they come. */
const leastWarmUp = 200;
const seconds = 6;
/** One each 50 ms: a busy hour of a large chain. */
const lightRate = 20;
/** The aim, and what is tried where it is missed. */
const rates = [500, 400, 300, 200, 100, 50];
const atMostMs = 25;
const published = "published: Voucherify 350 ms p95, WeChat 500 a second";

/** A voucher, shown on its member's phone. */
async function showOne(url: string, counter: Counter, index: number): Promise<string> {
  const member = inTurn(counter.members, index);
  return showVoucher(url, member, await claimVoucher(url, member, counter.offerId));
}

interface Times {
  readonly prepareMs: number;
  readonly commitMs: number;
  readonly redemptionId: string;
}

/** Both steps are due at instants of the schedule; what comes late counts from there. */
async function redeemOne(
  url: string,
  counter: Counter,
  code: string,
  { index, due }: { readonly index: number; readonly due: number },
): Promise<Times> {
  const staff = inTurn(counter.staff, index);
  const token = await prepareAt(url, staff, code, counter.storeId);
  const prepareMs = performance.now() - due;
  await untilDue(due + lookMs);
  const redemptionId = await commitAt(url, staff, token);
  return { prepareMs, commitMs: performance.now() - due - lookMs, redemptionId };
}

interface Run {
  readonly rate: number;
  readonly times: readonly Times[];
  readonly each: Usage;
}

async function runAt(server: BenchServer, counter: Counter, rate: number): Promise<Run> {
  const { url } = server;
  const warm = Math.max(leastWarmUp, Math.ceil(rate * warmUpSeconds));
  const count = warm + Math.ceil(rate * seconds);
  const codes = await abreast(count, 32, (index) => showOne(url, counter, index));
  // What reacts to the claims is over.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const before = await usage([server.pid], server.dataDir);
  const all = await atInstants(arrivals(count, rate), (index, due) =>
    redeemOne(url, counter, codes[index] ?? "", { index, due }),
  );
  const after = await usage([server.pid], server.dataDir);
  const distinct = new Set(all.map((one) => one.redemptionId)).size;
  if (distinct !== count) throw new Error(`${count} vouchers, ${distinct} redemptions`);
  return { rate, times: all.slice(warm), each: usedEach(before, after, count) };
}

const both = ({ prepareMs, commitMs }: Times): number => prepareMs + commitMs;

function linesOf({ rate, times, each }: Run): Result[] {
  const told = (pick: (one: Times) => number) => {
    const values = times.map(pick);
    const [p50, p99] = [50, 99].map((percent) => percentile(values, percent).toFixed(1));
    return { runs: [percentile(values, 95)], correct: `p50 ${p50} ms, p99 ${p99} ms` };
  };
  const line = (bench: string, pick: (one: Times) => number) =>
    resultOf({ bench: `${bench}-${rate}`, unit: "ms p95", ...told(pick) });
  const whole = told(both);
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  const costs = `processor time each: server ${ms(each.serverMs)}, `
    + `PostgreSQL ${ms(each.postgresMs)}, load generator ${ms(each.ownMs)}`;
  const correct = `${whole.correct}; ${times.length} vouchers, each once; ${costs}; ${published}`;
  return [
    line("redeem-prepare", (one) => one.prepareMs),
    line("redeem-commit", (one) => one.commitMs),
    resultOf({
      bench: `redeem-${rate}`, unit: "ms p95", runs: whole.runs, correct, atMost: atMostMs,
    }),
  ];
}

/**
 * Preview and redemption as people come, at a counter's pace and at the rate of the issue. Where
 * that is missed, the highest rate that holds it on this machine.
 */
export async function redeem(): Promise<Result[]> {
  const server = await startServer();
  try {
    const counter = await openCounter(server.url, members);
    const results = linesOf(await runAt(server, counter, lightRate));
    for (const rate of rates) {
      const run = await runAt(server, counter, rate);
      results.push(...linesOf(run));
      if (percentile(run.times.map(both), 95) <= atMostMs) break;
    }
    return results;
  } finally {
    await server.stop();
  }
}
