import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import {
  claimVoucher, commitAt, type Counter, inTurn, limitedOffer, openCounter, prepareAt, showVoucher,
} from "./counter.ts";
import { abreast } from "./open-loop.ts";
import { type Result, resultOf } from "./report.ts";
import { type BenchServer, startServer } from "./server.ts";
import { usage, usedEach } from "./usage.ts";

const counts = [1, 2, 4];
const members = 40;
/** Members and counters at work at the same time. */
const abreastOf = 96;
const warmUpSeconds = 2;
const seconds = 6;
/** Claims that race for a stock of half as many. */
const racers = 400;
/** One in so many vouchers is committed by two processes at once. */
const doubled = 20;

const refusedWith = (code: string) => (error: Error) => {
  if (!error.message.includes(`"code":"${code}"`)) throw error;
  return null;
};

/** Each step asks another process: whatever one of them knows must be known to all. */
async function claimAndRedeem(urls: readonly string[], counter: Counter, index: number) {
  const url = (step: number) => inTurn(urls, index + step);
  const member = inTurn(counter.members, index);
  const staff = inTurn(counter.staff, index);
  const voucherId = await claimVoucher(url(0), member, counter.offerId);
  const code = await showVoucher(url(1), member, voucherId);
  const token = await prepareAt(url(2), staff, code, counter.storeId);
  if (index % doubled > 0) return commitAt(url(3), staff, token);
  const other = await prepareAt(url(3), staff, code, counter.storeId);
  const made = await Promise.all([
    commitAt(url(3), staff, token).catch(refusedWith("voucher_used")),
    commitAt(url(4), staff, other).catch(refusedWith("voucher_used")),
  ]);
  const [won, ...more] = made.filter((one) => one !== null);
  if (!won || more.length > 0) throw new Error("a voucher was not redeemed exactly once");
  return won;
}

interface Loaded {
  readonly perSecond: number;
  readonly redemptions: number;
}

async function load(urls: readonly string[], counter: Counter): Promise<Loaded> {
  const ids = new Set<string>();
  let [next, done] = [0, 0];
  const from = performance.now() + warmUpSeconds * 1_000;
  const until = from + seconds * 1_000;
  await abreast(abreastOf, abreastOf, async () => {
    while (performance.now() < until) {
      ids.add(await claimAndRedeem(urls, counter, next++));
      if (performance.now() >= from && performance.now() < until) done++;
    }
  });
  if (ids.size !== next) throw new Error(`${next} vouchers and ${ids.size} redemptions`);
  return { perSecond: done / seconds, redemptions: next };
}

/** More members than stock, at all processes at once: exactly the stock is given away. */
async function race(urls: readonly string[], counter: Counter): Promise<number> {
  const stock = racers / 2;
  const offerId = await limitedOffer(urls[0] ?? "", counter.staff[0] ?? {}, stock);
  const claimed = await abreast(racers, racers, (index) =>
    claimVoucher(inTurn(urls, index), inTurn(counter.members, index), offerId)
      .catch(refusedWith("offer_sold_out")),
  );
  const won = new Set(claimed.filter((one) => one !== null)).size;
  if (won !== stock) throw new Error(`a stock of ${stock} gave ${won}`);
  return stock;
}

const root = path.resolve(import.meta.dirname, "..");

/** Journal, ledger and limits against the rows, as an operator checks them. */
async function verify(dataDir: string): Promise<void> {
  await promisify(execFile)(process.execPath, ["apps/server/cli.ts", "verify"], {
    cwd: root,
    env: { ...process.env, BIHUAN_DATA: dataDir },
  });
}

/**
 * The same claims and redemptions with one, two and four server processes on one PostgreSQL. On a
 * machine whose cores are used up by one, more of them cannot be faster: what is asked is that
 * nothing breaks and little is lost.
 */
export async function processes(): Promise<Result[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bihuan-bench-"));
  const servers: BenchServer[] = [];
  const results: Result[] = [];
  try {
    servers.push(await startServer({ dataDir }));
    const counter = await openCounter(servers[0]?.url ?? "", members);
    let alone: number | undefined;
    for (const count of counts) {
      while (servers.length < count) servers.push(await startServer({ dataDir }));
      const urls = servers.map((one) => one.url);
      const pids = servers.map((one) => one.pid);
      const before = await usage(pids, dataDir);
      const { perSecond, redemptions } = await load(urls, counter);
      const each = usedEach(before, await usage(pids, dataDir), redemptions);
      const stock = await race(urls, counter);
      await verify(dataDir);
      alone ??= perSecond;
      const costs = `servers ${each.serverMs.toFixed(1)} ms, PostgreSQL `
        + `${each.postgresMs.toFixed(1)} ms of processor time each`;
      results.push(resultOf({
        bench: `processes-${count}`,
        unit: "claimed and redeemed/s",
        runs: [perSecond],
        ...(count > 1 ? { floor: { name: "one process", value: alone } } : {}),
        correct: `${redemptions} each once; ${racers} claims took ${stock} of ${stock}; `
          + `journal, ledger and limits equal the rows; ${costs}`,
      }));
    }
    return results;
  } finally {
    for (const server of servers.toReversed()) await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
