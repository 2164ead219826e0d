import { randomUUID } from "node:crypto";
import { ask, benchOffer, demo, type Headers, signInMember, signInOwner } from "./demo-brand.ts";
import { drive, type Loaded, type Request, send } from "./load.ts";
import { median, type Result, resultOf } from "./report.ts";
import { startServer } from "./server.ts";

/** An address is sent a hundred codes a day at most. */
const members = 80;
/** Enough for batches to fill. */
const connections = 256;
const stock = 1_000_000_000;
const warmUpSeconds = 2;
const seconds = 3;
const rounds = 3;

async function leftOf(url: string, offerId: string): Promise<number> {
  const at = `${url}/${demo.brand}/api/offers/${offerId}`;
  return (await ask<{ stockLeft: number }>("GET", at, undefined)).stockLeft;
}

interface Path {
  readonly offerId: string;
  /** Empty: as the shop asks. */
  readonly under?: "/bench";
  readonly attempt?: string;
}

/** Claims by signed-in members in turn, each with its own idempotency key. */
function claimsOf(signedIn: readonly Headers[], path: Path): Request[] {
  const attempt: Headers = path.attempt ? { "bihuan-attempt": path.attempt } : {};
  // Taken in turn by all connections together, so that a batch holds many members.
  let turn = 0;
  return signedIn.map(() => ({
    method: "POST" as const,
    path: `/${demo.brand}/api${path.under ?? ""}/offers/${path.offerId}/claim`,
    headers: () => ({
      ...signedIn[turn++ % signedIn.length],
      ...attempt,
      "content-type": "application/json",
      "idempotency-key": randomUUID(),
    }),
    body: "{}",
  }));
}

async function signInAll(url: string): Promise<Headers[]> {
  const signedIn: Headers[] = [];
  for (let number = 0; number < members; number++) signedIn.push(await signInMember(url, number));
  return signedIn;
}

const perSecond = (runs: readonly Loaded[]): number[] => runs.map((one) => one.perSecond);
const p99 = (runs: readonly Loaded[]): string => `p99 ${median(runs.map((one) => one.p99Ms))} ms`;

/** Every kind of run in each round, so that a drift of the machine's speed meets all. */
async function measure(
  url: string,
  signedIn: readonly Headers[],
  ids: Record<"open" | "gone", string>,
) {
  const open = { offerId: ids.open };
  const kinds = {
    batched: claimsOf(signedIn, { ...open, attempt: "1" }),
    alone: claimsOf(signedIn, { ...open, under: "/bench" }),
    gone: claimsOf(signedIn, { offerId: ids.gone, attempt: "1" }),
  };
  const all = { floor: [], batched: [], alone: [], gone: [] } as Record<
    "floor" | keyof typeof kinds, Loaded[]
  >;
  const warm = await send(url, kinds.batched, { connections, seconds: warmUpSeconds });
  let answered = warm.answers;
  for (let round = 0; round < rounds; round++) {
    const floor = { url: `${url}/${demo.brand}/api/bench/floor`, connections, seconds };
    all.floor.push(await drive(floor));
    all.batched.push(await send(url, kinds.batched, { connections, seconds }));
    all.alone.push(await send(url, kinds.alone, { connections, seconds }));
    // Those that were cut off still wait for connections of the database.
    await leftOf(url, ids.open);
    all.gone.push(await send(url, kinds.gone, { connections, seconds, status: 409 }));
  }
  for (const loaded of [...all.batched, ...all.alone]) answered += loaded.answers;
  return { all, answered };
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
    const { all, answered } = await measure(url, signedIn, { open, gone });
    const taken = stock - (await leftOf(url, open));
    // A run is cut off in the middle of its last requests: they may be taken and not answered.
    if (taken < answered) throw new Error(`${answered} claims were answered and ${taken} taken`);
    const unit = "requests/s";
    const floor = { name: "empty route", value: median(perSecond(all.floor)) };
    const alone = { name: "one transaction each", value: median(perSecond(all.alone)) };
    const correct = `${answered} claims answered 2xx, ${taken} taken of the stock`;
    const runs = perSecond(all.batched);
    return [
      resultOf({ bench: "claim", unit, runs, floor, atLeastRatio: 0.35,
        correct: `${p99(all.batched)}; ${correct}` }),
      resultOf({ bench: "claim-batched", unit, runs, floor: alone, atLeastRatio: 8,
        correct: `alone ${p99(all.alone)}` }),
      resultOf({ bench: "claim-sold-out", unit, runs: perSecond(all.gone), floor,
        atLeastRatio: 0.8, correct: `${p99(all.gone)}; every answer 409 offer_sold_out` }),
    ];
  } finally {
    await server.stop();
  }
}
