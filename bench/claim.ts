import { setTimeout as pause } from "node:timers/promises";
import { ask, benchOffer, demo, type Headers, signInMember, signInOwner } from "./demo-brand.ts";
import { costText, processorTime } from "./processor.ts";
import { median, type Result, resultOf } from "./report.ts";
import { type BenchServer, startServer } from "./server.ts";
import { type Asked, driveSockets, type Loaded } from "./sockets.ts";

/** An address is sent a hundred codes a day at most. */
const members = 80;
/** Enough for batches to fill. */
const connections = 256;
const stock = 1_000_000_000;
const warmUpSeconds = 2;
const seconds = 3;
const rounds = 3;
/** What reacts to a claim is at most so far behind, and belongs to its cost. */
const reactionsMs = 1_000;

async function leftOf(url: string, offerId: string): Promise<number> {
  const at = `${url}/${demo.brand}/api/offers/${offerId}`;
  return (await ask<{ stockLeft: number }>("GET", at, undefined)).stockLeft;
}

const kinds = ["floor", "batched", "alone", "gone"] as const;
type Kind = (typeof kinds)[number];

interface Ids {
  readonly open: string;
  readonly gone: string;
}

/** The same write by signed-in members in turn: headers and body are those of a claim, always. */
function requestsOf(kind: Kind, signedIn: readonly Headers[], ids: Ids): Asked[] {
  const path = {
    floor: "bench/floor",
    batched: `offers/${ids.open}/claim`,
    alone: `bench/offers/${ids.open}/claim`,
    gone: `offers/${ids.gone}/claim`,
  }[kind];
  return signedIn.map((member) => ({
    method: "POST",
    path: `/${demo.brand}/api/${path}`,
    headers: { ...member, "content-type": "application/json", "bihuan-attempt": "1" },
    body: "{}",
  }));
}

async function signInAll(url: string): Promise<Headers[]> {
  const signedIn: Headers[] = [];
  for (let number = 0; number < members; number++) signedIn.push(await signInMember(url, number));
  return signedIn;
}

interface Measured extends Loaded {
  readonly cost: string;
}

async function measureOne(server: BenchServer, kind: Kind, asked: readonly Asked[]) {
  const status = kind === "gone" ? 409 : 200;
  const before = processorTime(server.pid);
  const loaded = await driveSockets(server.url, asked, { connections, seconds, status });
  if (kind === "batched" || kind === "alone") await pause(reactionsMs);
  const cost = costText(before, processorTime(server.pid), loaded.answers);
  return { ...loaded, cost };
}

/** Every kind of run in each round, so that a drift of the machine's speed meets all. */
async function measure(server: BenchServer, signedIn: readonly Headers[], ids: Ids) {
  const all: Record<Kind, Measured[]> = { floor: [], batched: [], alone: [], gone: [] };
  const requests = new Map(kinds.map((kind) => [kind, requestsOf(kind, signedIn, ids)]));
  const warmUp = { connections, seconds: warmUpSeconds, status: 200 };
  await driveSockets(server.url, requests.get("floor")!, warmUp);
  let answered = (await driveSockets(server.url, requests.get("batched")!, warmUp)).answers;
  for (let round = 0; round < rounds; round++) {
    for (const kind of kinds) all[kind].push(await measureOne(server, kind, requests.get(kind)!));
  }
  for (const { answers } of [...all.batched, ...all.alone]) answered += answers;
  return { all, answered };
}

const perSecond = (runs: readonly Measured[]): number[] => runs.map((one) => one.perSecond);

function told(runs: readonly Measured[]): string {
  const middle = [...runs].sort((a, b) => a.perSecond - b.perSecond)[Math.floor(runs.length / 2)];
  return `p99 ${median(runs.map((one) => one.p99Ms))} ms, ${middle?.cost}`;
}

/** Claims of one offer: in batches, one transaction each, and sold out. */
export async function claim(): Promise<Result[]> {
  const server = await startServer();
  try {
    const { url } = server;
    const owner = await signInOwner(url);
    const limits = { claim: [{ of: "member", per: "day", what: "count", cap: 1_000_000 }] };
    const open = await benchOffer(url, owner, { totalStock: stock, limits });
    const gone = await benchOffer(url, owner, { totalStock: 1 });
    const signedIn = await signInAll(url);
    const [first] = signedIn;
    await ask("POST", `${url}/${demo.brand}/api/offers/${gone}/claim`, {}, first);
    const { all, answered } = await measure(server, signedIn, { open, gone });
    const taken = stock - (await leftOf(url, open));
    // Whoever asked waited for the answer: each is of one piece of the stock.
    if (taken !== answered) throw new Error(`${answered} claims were answered and ${taken} taken`);
    const unit = "requests/s";
    const floor = { name: "empty write", value: median(perSecond(all.floor)) };
    const alone = { name: "one transaction each", value: median(perSecond(all.alone)) };
    const runs = perSecond(all.batched);
    return [
      resultOf({ bench: "claim-floor", unit, runs: perSecond(all.floor),
        correct: `${told(all.floor)}; a claim's headers, body and session, no database` }),
      resultOf({ bench: "claim", unit, runs, floor, atLeastRatio: 0.35,
        correct: `${told(all.batched)}; ${answered} answered 200, as many taken of the stock` }),
      resultOf({ bench: "claim-batched", unit, runs, floor: alone, atLeastRatio: 8,
        correct: `alone: ${told(all.alone)}` }),
      resultOf({ bench: "claim-sold-out", unit, runs: perSecond(all.gone), floor,
        atLeastRatio: 0.8, correct: `${told(all.gone)}; every answer 409 offer_sold_out` }),
    ];
  } finally {
    await server.stop();
  }
}
