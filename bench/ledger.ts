import pg from "pg";
import { type EntryInput, post } from "../modules/wallet/index.ts";
import { newId } from "../platform/ids.ts";
import { verifyLedger } from "../modules/wallet/index.ts";
import { costText, processorTime } from "./processor.ts";
import { median, type Result, resultOf } from "./report.ts";
import { type Stand, stand } from "./stand.ts";

const lanes = 8;
const seconds = 5;
const rounds = 3;
/** As many rows that many want as tpcb has branches at scale 10. */
const pots = 10;
const owners = 20_000;
const perBranch = 100_000;
const batch = 50;

const draws = Array.from({ length: pots }, newId);
const members = Array.from({ length: owners }, newId);
const pick = <T>(all: readonly T[], at: number): T => all[at % all.length]!;

const pool = (at: number) =>
  ({ kind: "pool", ownerKind: "draw", ownerId: pick(draws, at) }) as const;
const prize = (at: number) =>
  ({ kind: "prize", ownerKind: "member", ownerId: pick(members, at) }) as const;

let posted = 0;

/** From a pot that many draw from to a member: two kept balances, never negative. */
function entry(): EntryInput {
  posted += 1;
  // Spread over the owners, without a generator of random numbers in what is timed.
  const at = (posted * 7_919) % owners;
  return {
    kind: "win",
    postingKey: `bench:${posted}`,
    unit: "CNY",
    postings: [{ account: pool(posted), amount: -1 }, { account: prize(at), amount: 1 }],
  };
}

/** Fills the pots and opens every account, as tpcb's tables are filled before. */
async function fill(own: Stand): Promise<void> {
  await own.run((ctx) => post(ctx, draws.map((ownerId) => ({
    kind: "fund",
    postingKey: `fund:${ownerId}`,
    unit: "CNY",
    postings: [
      { account: { kind: "funds", ownerKind: "brand", ownerId: own.brandId }, amount: -1e9 },
      { account: { kind: "pool", ownerKind: "draw", ownerId }, amount: 1e9 },
    ],
  }))));
  for (let from = 0; from < owners; from += 2_000) {
    await own.run((ctx) => post(ctx, Array.from({ length: 2_000 }, (_, at) => ({
      kind: "win",
      postingKey: `open:${from + at}`,
      unit: "CNY",
      postings: [
        { account: pool(at), amount: -1 }, { account: prize(from + at), amount: 1 },
      ],
    }))));
  }
}

/** What pgbench's tpcb-like script needs, at scale 10. */
async function fillTpcb({ databases }: Stand): Promise<void> {
  await databases.ownerPool.query(`create schema tpcb;
    create table tpcb.branches (bid int primary key, bbalance int not null, filler char(88));
    create table tpcb.tellers (tid int primary key, bid int, tbalance int, filler char(84));
    create table tpcb.accounts (aid int primary key, bid int, abalance int, filler char(84));
    create table tpcb.history (tid int, bid int, aid int, delta int, mtime timestamp,
      filler char(22));
    insert into tpcb.branches select g, 0, '' from generate_series(1, ${pots}) g;
    insert into tpcb.tellers select g, (g - 1) / 10 + 1, 0, ''
      from generate_series(1, ${pots * 10}) g;
    insert into tpcb.accounts select g, (g - 1) / ${perBranch} + 1, 0, ''
      from generate_series(1, ${pots * perBranch}) g;
    grant usage on schema tpcb to bihuan_app;
    grant select, insert, update on all tables in schema tpcb to bihuan_app`);
  await databases.ownerPool.query("vacuum analyze tpcb.accounts");
  await databases.ownerPool.query("vacuum analyze wallet.accounts");
}

const script = [
  ["update tpcb.accounts set abalance = abalance + $1 where aid = $2", "delta", "aid"],
  ["select abalance from tpcb.accounts where aid = $1", "aid"],
  ["update tpcb.tellers set tbalance = tbalance + $1 where tid = $2", "delta", "tid"],
  ["update tpcb.branches set bbalance = bbalance + $1 where bid = $2", "delta", "bid"],
  ["insert into tpcb.history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, now())",
    "tid", "bid", "aid", "delta"],
] as const;

async function tpcbOnce(client: pg.PoolClient, turn: number): Promise<void> {
  const values: Record<string, number> = {
    aid: (turn * 7_919) % (pots * perBranch) + 1,
    tid: (turn * 31) % (pots * 10) + 1,
    bid: (turn % pots) + 1,
    delta: (turn % 10_000) - 5_000,
  };
  await client.query("begin");
  for (const [at, [text, ...names]] of script.entries()) {
    // Each is prepared once a connection, as pgbench -M prepared does.
    await client.query({ name: `tpcb${at}`, text, values: names.map((name) => values[name]) });
  }
  await client.query("commit");
}

/** Waits until the sequencer has nothing left: what one part leaves is not the next one's. */
async function numbered({ databases }: Stand): Promise<void> {
  const text = `select (select count(*) from platform.journal)
    > (select count(*) from platform.journal_position) as behind`;
  while ((await databases.ownerPool.query(text)).rows[0]?.behind) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

interface Measured {
  readonly perSecond: number;
  readonly cost: string;
}

/** Of transactions of `size` each; the processor time holds the numbering of what they wrote. */
async function abreast(own: Stand, run: () => Promise<void>, size = 1): Promise<Measured> {
  await numbered(own);
  const before = processorTime(process.pid);
  const from = performance.now();
  const end = from + seconds * 1000;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < end) {
      await run();
      done += size;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const perSecond = (done / (performance.now() - from)) * 1000;
  await numbered(own);
  return { perSecond, cost: costText(before, processorTime(process.pid), done) };
}

let turns = 0;

async function tpcb({ databases }: Stand): Promise<void> {
  const client = await databases.appPool.connect();
  try {
    await tpcbOnce(client, turns++);
  } finally {
    client.release();
  }
}

async function check(own: Stand): Promise<string> {
  const { entries, wrong } = await verifyLedger(own.databases.ownerPool, own.brandId);
  if (wrong) throw new Error(`${wrong.record}: ${wrong.why}`);
  const expected = posted + pots + owners;
  if (entries !== expected) throw new Error(`${entries} entries, ${expected} were posted`);
  return `${entries} entries, each once; balances equal their postings and sum to zero`;
}

/**
 * Entries of the ledger, each a transaction with journal row and key, beside pgbench's tpcb-like
 * transaction by the same driver at the same PostgreSQL, in turns. Both durable, both from as many
 * connections. Not the same work: tpcb changes three rows, reads one and adds one, each in a round
 * trip of its own; an entry locks and changes two accounts under row security, adds itself, two
 * postings and an event by three round trips, and the event is numbered and hashed meanwhile.
 */
export async function ledger(): Promise<Result[]> {
  const own = await stand();
  try {
    await fill(own);
    await fillTpcb(own);
    await own.startFlow();
    const one = () => own.runLean(async (ctx) => void (await post(ctx, [entry()])));
    const many = () => own.runLean(async (ctx) =>
      void (await post(ctx, Array.from({ length: batch }, entry))));
    const runs: Measured[] = [];
    const batched: Measured[] = [];
    const peers: Measured[] = [];
    for (let round = 0; round < rounds; round++) {
      peers.push(await abreast(own, () => tpcb(own)));
      runs.push(await abreast(own, one));
      batched.push(await abreast(own, many, batch));
    }
    const rates = (of: readonly Measured[]) => of.map(({ perSecond }) => perSecond);
    const costs = (of: readonly Measured[]) => of.at(-1)!.cost;
    const value = median(rates(peers));
    const floor = { name: `tpcb-like (${Math.round(value)}/s)`, value };
    const correct = `${await check(own)}; ${costs(runs)}; tpcb-like: ${costs(peers)}`;
    return [
      resultOf({
        bench: "ledger", unit: "entries/s", runs: rates(runs), floor, atLeastRatio: 1, correct,
      }),
      resultOf({
        bench: "ledger-batched", unit: "entries/s", runs: rates(batched), floor,
        correct: `${batch} entries a transaction; ${costs(batched)}`,
      }),
    ];
  } finally {
    await own.close();
  }
}
