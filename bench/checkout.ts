import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startLocalPostgres } from "#platform/local-postgres/index.ts";
import { medusa } from "./checkout/medusa.ts";
import { ours } from "./checkout/ours.ts";
import { type Shop, terms } from "./checkout/shop.ts";
import { vendure } from "./checkout/vendure.ts";
import { percentile } from "./open-loop.ts";
import { type Result, resultOf } from "./report.ts";
import { type Usage, usage, usedEach } from "./usage.ts";

const lanes = 16;
const warmUpSeconds = 4;
const seconds = 10;
const rushTries = 60;
const aim = 100;

interface Run {
  readonly name: string;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly rareSold: number;
  /** Of one checkout; null: the shop does not name its process. */
  readonly used: Usage | null;
  readonly rareTold: { readonly sold: number; readonly gone: number; readonly broken: number };
}

async function forSeconds(shop: Shop, length: number): Promise<readonly number[]> {
  const end = performance.now() + length * 1000;
  const times: number[] = [];
  await Promise.all(Array.from({ length: lanes }, async (_, lane) => {
    while (performance.now() < end) {
      const from = performance.now();
      if (!(await shop.checkout("tea", lane))) throw new Error(`${shop.name}: no tea left`);
      times.push(performance.now() - from);
    }
  }));
  return times;
}

/** Three times as many as there are, all at once; what is neither sold nor gone is a fault. */
async function rush(shop: Shop): Promise<Run["rareTold"]> {
  let open = rushTries;
  const told = { sold: 0, gone: 0, broken: 0 };
  await Promise.all(Array.from({ length: lanes }, async (_, lane) => {
    while (open-- > 0) {
      await shop.checkout("rare", lane).then(
        (sold) => void (told[sold ? "sold" : "gone"] += 1),
        () => void (told.broken += 1),
      );
    }
  }));
  return told;
}

async function measure(shop: Shop, dataDir: string): Promise<Run> {
  const look = () => (shop.pid ? usage([shop.pid], dataDir) : null);
  try {
    const warm = await forSeconds(shop, warmUpSeconds);
    const before = await look();
    const from = performance.now();
    const times = await forSeconds(shop, seconds);
    const perSecond = (times.length / (performance.now() - from)) * 1000;
    const after = await look();
    const used = before && after && usedEach(before, after, times.length);
    const sold = await shop.sold("tea");
    const done = warm.length + times.length;
    if (sold !== done) throw new Error(`${shop.name}: ${done} checkouts, ${sold} sold`);
    const rareTold = await rush(shop);
    const rareSold = await shop.sold("rare");
    const [p50Ms = 0, p99Ms = 0] = [50, 99].map((percent) => percentile(times, percent));
    return { name: shop.name, perSecond, p50Ms, p99Ms, used, rareSold, rareTold };
  } finally {
    await shop.stop();
  }
}

const spent = (used: Usage | null): string =>
  used
    ? ` processor: server ${used.serverMs.toFixed(1)} ms, PostgreSQL`
      + ` ${used.postgresMs.toFixed(1)} ms, we who ask ${used.ownMs.toFixed(1)} ms each;`
    : "";

function lineOf(run: Run, peers: readonly Run[]): Result {
  const { rareStock } = terms;
  const over = Math.max(0, run.rareSold - rareStock);
  const [p50, p99] = [run.p50Ms, run.p99Ms].map((ms) => ms.toFixed(0));
  const correct = `${lanes} at once, p50 ${p50} ms, p99 ${p99} ms;${spent(run.used)}`
    + ` ${rushTries} for ${rareStock}: ${run.rareSold} sold, oversold ${over};`
    + ` told sold ${run.rareTold.sold}, gone ${run.rareTold.gone}, faults ${run.rareTold.broken}`;
  const best = peers.toSorted((a, b) => b.perSecond - a.perSecond)[0];
  return resultOf({
    bench: `checkout ${run.name}`, unit: "checkouts/s", runs: [run.perSecond], correct,
    ...(best ? { floor: { name: best.name, value: best.perSecond }, atLeastRatio: aim } : {}),
  });
}

/**
 * Whole checkouts with voucher and stock, durable, of us and of two peers at one PostgreSQL, one
 * shop after the other; then three times as many buyers as there are goods.
 */
export async function checkout(options: { only?: string | undefined } = {}): Promise<Result[]> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bihuan-bench-"));
  const local = await startLocalPostgres({ dataDir });
  const owner = new pg.Client({ connectionString: local.url });
  await owner.connect();
  const shops = { vendure, medusa, bihuan: ours } as const;
  const wanted = Object.entries(shops).filter(([name]) => (options.only ?? name) === name);
  if (wanted.length === 0) throw new Error(`no shop ${options.only}`);
  const runs: Run[] = [];
  try {
    for (const [name, open] of wanted) {
      await owner.query(`create database ${name}`);
      const url = new URL(local.url);
      url.pathname = `/${name}`;
      const database = new pg.Client({ connectionString: url.href });
      await database.connect();
      try {
        runs.push(await measure(await open(url.href, database, lanes), dataDir));
      } finally {
        await database.end();
      }
    }
    const [mine, ...peers] = runs.toReversed();
    if (!mine) throw new Error("shops in, as many runs out");
    return [...peers.map((one) => lineOf(one, [])), lineOf(mine, peers)];
  } finally {
    await owner.end();
    await local.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
