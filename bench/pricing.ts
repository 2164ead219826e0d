import { isDeepStrictEqual } from "node:util";
import { indexOffers } from "#packages/pricing/book.ts";
import type { Priced } from "#packages/pricing/answer.ts";
import { tradePolicy } from "#packages/pricing/model.ts";
import { price } from "#packages/pricing/price.ts";
import { installPeers, jsonRules, medusa, type Pricer } from "./pricing-peers.ts";
import { exponentOf, type Growth, plotGrowth } from "./pricing-plot.ts";
import { heldVouchers, inStore, longCart, published, tenLines } from "./pricing-published.ts";
import { everythingJoins, ourCart, ourOffers, sharedCart, sharedRules } from "./pricing-rules.ts";
import { median, type Result, resultOf } from "./report.ts";

const now = { atMs: 0, weekday: 1, minuteOfDay: 0 };
const rounds = 9;

/**
 * Milliseconds of processor time of one call, over as many as fill about 60 ms. All is computed in
 * this process, so that what else the machine does stays out of the ratio.
 */
async function timed(call: (at: number) => unknown): Promise<number> {
  let calls = 0;
  const start = performance.now();
  const cpu = process.cpuUsage();
  while (performance.now() - start < 60) await call(calls++);
  return processorMs(cpu) / calls;
}

function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/** Once for each round, in turns, so that a drift of the machine's speed meets all. */
async function inTurns(calls: readonly ((at: number) => unknown)[]): Promise<number[][]> {
  const runs = calls.map((): number[] => []);
  for (const call of calls) for (let warm = 0; warm < 25; warm++) await timed(call);
  for (let round = 0; round < rounds; round++) {
    for (const [at, call] of calls.entries()) runs[at]!.push(await timed(call));
  }
  return runs;
}

function checkSums(priced: Priced): void {
  const lines = priced.lines.reduce((sum, line) => sum + line.payableMinor, 0);
  const total = lines + priced.delivery.payableMinor;
  if (total !== priced.payable.totalMinor) throw new Error(`${total} is not the total`);
}

/** The same carts by three engines; the totals of 40 carts must be equal. */
async function againstPeers(lines: number, rules: number): Promise<Result[]> {
  const shared = sharedRules(rules);
  const peers: readonly (readonly [string, Pricer])[] = [
    ["Medusa", medusa(shared, false)],
    ["Medusa, its query for nothing", medusa(shared, true)],
    ["json-rules-engine", jsonRules(shared)],
  ];
  const book = indexOffers(ourOffers(shared), everythingJoins);
  const carts = Array.from({ length: 40 }, (_, seed) => sharedCart(lines, rules, seed));
  const ours = carts.map(ourCart);
  const theirs = peers.map(([, peer]) => carts.map(peer));
  for (const [at, cart] of ours.entries()) {
    const priced = price(cart, book, {}, now);
    checkSums(priced);
    for (const [number, [name]] of peers.entries()) {
      const total = await theirs[number]![at]!();
      if (Math.abs(total * 100 - priced.payable.totalMinor) > 1e-6) {
        throw new Error(`${name}: ${total}, here ${priced.payable.totalMinor / 100}`);
      }
    }
  }
  const [own, ...others] = await inTurns([
    (at) => price(ours[at % ours.length]!, book, {}, now),
    ...theirs.map((calls) => (at: number) => calls[at % calls.length]!()),
  ]);
  return peers.map(([name], at) => resultOf({
    bench: `price ${lines} × ${rules}`,
    unit: "carts/s",
    runs: own!.map((ms) => 1000 / ms),
    floor: { name: `${name} (${Math.round(1000 / median(others[at]!))}/s)`,
      value: 1000 / median(others[at]!) },
    atLeastRatio: 20,
    correct: `${lines} lines, ${rules} offers; ${carts.length} carts with equal totals`,
  }));
}

const publishedCounts = [100, 300, 1_000, 3_000, 10_000];

/** One cart beside more and more offers for others: they are indexed, not scanned. */
async function manyPublished(): Promise<{ results: Result[]; growth: Growth }> {
  const books = publishedCounts.map((count) => indexOffers(published(count)));
  const answers = books.map((book) => price(tenLines, book, inStore, now));
  for (const answer of answers) {
    checkSums(answer);
    if (!isDeepStrictEqual(answer, answers[0])) throw new Error("more offers, another answer");
  }
  const runs = await inTurns(books.map((book) => () => price(tenLines, book, inStore, now)));
  const points = runs.map((of, at) => [publishedCounts[at]!, median(of)] as const);
  const fewest = runs[0]!;
  const result = (at: number) => resultOf({
    bench: `price, ${publishedCounts[at]} offers`,
    unit: "× the time with 100",
    runs: runs[at]!.map((ms, round) => ms / fewest[round]!),
    atMost: 3,
    correct: `10 lines, 12 offers that matter, ${answers[0]!.applied.length} applied; `
      + "equal answers",
  });
  return {
    results: [result(2), result(4)],
    growth: { name: "10 lines, 12 offers that matter", points },
  };
}

/** Long carts with vouchers; p50 and p99 of single calls. */
function longCarts(): { results: Result[]; growths: Growth[] } {
  const growths = [5, 30].map((held) => {
    const { offers, facts } = heldVouchers(held);
    const book = indexOffers(offers, tradePolicy);
    const points = [10, 30, 100, 300, 1_000].map((lineCount) => {
      const long = longCart(lineCount);
      const times = singleCalls(() => price(long, book, facts, now), 25).processor;
      return [lineCount, median(times)] as const;
    });
    return { name: `${held} vouchers`, points };
  });
  const { offers, facts } = heldVouchers(30);
  const book = indexOffers(offers, tradePolicy);
  const cart = longCart(1_000);
  const priced = price(cart, book, facts, now);
  checkSums(priced);
  const turned = { ...cart, lines: cart.lines.toReversed() };
  const again = price(turned, indexOffers(offers.toReversed(), tradePolicy), facts, now);
  if (!isDeepStrictEqual(again.applied.map(({ offerId }) => offerId),
    priced.applied.map(({ offerId }) => offerId))) throw new Error("another order, another answer");
  const times = singleCalls(() => price(cart, book, facts, now), 300);
  const correct = `${priced.applied.length} applied, proof ${priced.proof.kind}, `
    + `${priced.proof.evaluated} combinations priced; the same in reverse order`;
  const result = (kind: keyof Times, share: number, atMost?: number) => resultOf({
    bench: `price 1000 × 30 p${share * 100}`,
    unit: kind === "wall" ? "ms" : "ms of processor time",
    runs: [times[kind].toSorted((a, b) => a - b)[Math.floor(300 * share)]!],
    correct,
    ...(atMost === undefined ? {} : { atMost }),
  });
  const results = [
    result("processor", 0.5), result("wall", 0.5),
    result("processor", 0.99, 50), result("wall", 0.99, 50),
  ];
  return { results, growths };
}

interface Times {
  readonly wall: number[];
  readonly processor: number[];
}

function singleCalls(call: () => unknown, count: number): Times {
  for (let warm = 0; warm < 15; warm++) call();
  const times: Times = { wall: [], processor: [] };
  for (let at = 0; at < count; at++) {
    const start = performance.now();
    const cpu = process.cpuUsage();
    call();
    times.processor.push(processorMs(cpu));
    times.wall.push(performance.now() - start);
  }
  return times;
}

/** The pricing engine by itself: no server, no database. */
export async function pricing(): Promise<Result[]> {
  installPeers();
  const peers: Result[] = [];
  for (const [lines, rules] of [[3, 20], [10, 20], [10, 100], [10, 1_000]] as const) {
    peers.push(...await againstPeers(lines, rules));
  }
  const many = await manyPublished();
  const long = longCarts();
  await plotGrowth([
    { title: "购物车越长 / more lines", xName: "lines", growths: long.growths },
    {
      title: "发布的优惠越多 / more published offers", xName: "offers", growths: [many.growth],
    },
  ]);
  const laws = [...long.growths, many.growth].map((growth) => resultOf({
    bench: "price, growth",
    unit: `= k, time ~ size^k: ${growth.name}`,
    runs: [exponentOf(growth)],
    correct: growth.points.map(([size, ms]) => `${size}: ${ms.toPrecision(3)} ms`).join(", "),
  }));
  return [...peers, ...many.results, ...long.results, ...laws];
}
