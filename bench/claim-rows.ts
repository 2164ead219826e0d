import type pg from "pg";
import { lines, plainArray } from "../platform/db/lists.ts";
import { newId } from "../platform/ids.ts";
import { processorTime } from "./processor.ts";
import { type Result, resultOf } from "./report.ts";
import { stand } from "./stand.ts";

/** As many as a batch of the claim's bench holds. */
const claims = 128;
/** Batches between two passes over what reacts. */
const between = 5;
const batches = 240;
const members = Array.from({ length: 80 }, newId);
const offerId = newId();
const unitId = newId();
const taken = JSON.stringify(["member", "claim:member", "stock"].map((name) =>
  ({ key: `offer:${offerId}:${name}:${newId()}`, amount: 1 })));
const answer = JSON.stringify({ text: "x".repeat(700) });
const payload = JSON.stringify({ offerId, voucherId: newId(), uses: 1, more: "x".repeat(220) });

type Column = readonly [name: string, type: string, values: readonly (string | number | null)[]];
interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: string[];
}

const same = <T>(value: T): T[] => Array.from({ length: claims }, () => value);
const ids = (): string[] => Array.from({ length: claims }, newId);

/** Texts that an array would have to escape go as lines, as in the product. */
function insertOf(name: string, table: string, columns: readonly Column[], end = ""): Statement {
  const from = columns.map(([, type], at) => (type.startsWith("lines")
    ? `string_to_array($${at + 1}, chr(10))` : `$${at + 1}::${type}[]`));
  const names = columns.map(([column]) => column).join(", ");
  const picked = columns.map(([column, type]) =>
    type === "lines json" ? `r.${column}::jsonb`
      : type === "lines hex" ? `decode(r.${column}, 'hex')` : `r.${column}`);
  return {
    name,
    text: `insert into ${table} (${names}) select ${picked.join(", ")}
      from unnest(${from.join(", ")}) as r(${names}) ${end}`,
    values: columns.map(([, type, values]) =>
      type.startsWith("lines") ? lines(values.map(String)) : plainArray(values)),
  };
}

interface Batch {
  readonly writes: readonly Statement[];
  readonly reacts: readonly Statement[];
}

/** What a batch of claims writes, and what reacts to it; all made before the time is taken. */
function batchOf(brandId: string, place: number): Batch {
  const [vouchers, events, at] = [ids(), ids(), new Date().toISOString()];
  const whose = vouchers.map((_, index) => members[(place * claims + index) % members.length]!);
  const brand: Column = ["brand_id", "uuid", same(brandId)];
  const hashes = same("ab".repeat(32));
  const own = new Set(whose.flatMap((member) => [`m:${member}`, `d:${member}`]));
  const counters = [...[...own].sort(), "stock"];
  const positions = vouchers.map((_, index) => 1_000_000 + place * claims + index);
  return {
    writes: [
      insertOf("vouchers", "wallet.vouchers", [
        brand, ["voucher_id", "uuid", vouchers], ["offer_id", "uuid", same(offerId)],
        ["offer_version", "int", same(1)], ["member_id", "uuid", whose],
        ["valid_from", "timestamptz", same(at)],
        ["valid_to", "timestamptz", same("2126-01-01T00:00:00Z")],
        ["uses_total", "int", same(1)], ["uses_left", "int", same(1)],
        ["issued_at", "timestamptz", same(at)], ["new_member", "boolean", same("true")],
        ["taken", "lines json", same(taken)],
      ]),
      insertOf("journal", "platform.journal", [
        brand, ["event_id", "uuid", events], ["kind", "text", same("wallet.voucher_issued")],
        ["occurred_at", "timestamptz", same(at)], ["actor_kind", "text", same("member")],
        ["actor_id", "uuid", whose], ["unit_id", "uuid", same(unitId)],
        ["member_id", "uuid", whose], ["request_id", "lines", ids()],
        ["payload", "lines json", same(payload)],
      ]),
      insertOf("counters", "limits.counters as c", [
        ["brand_id", "uuid", counters.map(() => brandId)], ["key", "lines", counters],
        ["used", "bigint", counters.map(() => 1)],
        ["cap", "bigint", counters.map(() => 1_000_000_000)],
      ], "on conflict (brand_id, key) do update set used = c.used + excluded.used"),
      insertOf("answers", "platform.idempotency", [
        brand, ["actor", "lines", whose.map((member) => `member:${member}`)],
        ["operation", "lines", same("claimOffer")], ["key", "lines", ids()],
        ["request_hash", "lines hex", hashes], ["status", "int", same(200)],
        ["answer", "lines", same(answer)], ["created_at", "timestamptz", same(at)],
      ]),
    ],
    reacts: [
      insertOf("positions", "platform.journal_position", [
        brand, ["position", "bigint", positions], ["event_id", "uuid", events],
        ["digest", "lines hex", hashes], ["chain", "lines hex", hashes],
      ]),
      insertOf("facts", "insights.facts", [
        brand, ["event_id", "uuid", events], ["position", "bigint", positions],
        ["event_kind", "text", same("wallet.voucher_issued")], ["kind", "text", same("claim")],
        ["day", "date", same(at.slice(0, 10))], ["occurred_at", "timestamptz", same(at)],
        ["unit_id", "uuid", same(unitId)], ["offer_id", "uuid", same(offerId)],
        ["member_id", "uuid", whose], ["subject_id", "uuid", vouchers],
        ["new_member", "boolean", same("true")],
      ]),
    ],
  };
}

/** Sent together where the connection allows it. */
async function commit(client: pg.PoolClient, begin: string, writes: readonly Statement[]) {
  await Promise.all([client.query(begin), ...writes.map((one) => client.query({ ...one })),
    client.query("commit")]);
}

async function react(client: pg.PoolClient, writes: readonly Statement[]) {
  await client.query("begin; set local synchronous_commit = off");
  for (const one of writes) await client.query({ ...one });
  await client.query("commit");
}

/**
 * The rows of claims alone: the same tables, columns and batches, two abreast, each durable, and
 * what reacts to them; no request, no look-up, no decision and none of the product's code. What a
 * claim can cost at the least on this machine, as long as it writes these rows.
 */
export async function claimRows(): Promise<Result[]> {
  const { databases: { appPool, ownerPool }, brandId, close } = await stand();
  const clients: pg.PoolClient[] = [];
  try {
    for (const pool of [appPool, appPool, ownerPool]) clients.push(await pool.connect());
    const [first, second, reacting] = clients as [pg.PoolClient, pg.PoolClient, pg.PoolClient];
    const all = Array.from({ length: batches }, (_, place) => batchOf(brandId, place));
    const begin = `begin; set local bihuan.brand = '${brandId}'`;
    let next = 0;
    let reacted: Promise<unknown> = Promise.resolve();
    const lane = async (client: pg.PoolClient) => {
      for (let place = next++; place < batches; place = next++) {
        await commit(client, begin, all[place]!.writes);
        if (place % between > 0) continue;
        const due = all.slice(place, place + between).flatMap((one) => one.reacts);
        reacted = reacted.then(() => react(reacting, due));
      }
    };
    const [from, ownTime] = [performance.now(), process.cpuUsage()];
    const before = processorTime(process.pid)!;
    await Promise.all([lane(first), lane(second)]);
    await reacted;
    const seconds = (performance.now() - from) / 1_000;
    const [after, used] = [processorTime(process.pid)!, process.cpuUsage(ownTime)];
    const each = (micros: number) => Math.round(micros / (batches * claims));
    const { rows: [{ count }] } = await ownerPool.query(
      "select count(*)::int from wallet.vouchers where offer_id = $1", [offerId]);
    if (count !== batches * claims) throw new Error(`${count} vouchers of ${batches * claims}`);
    return [resultOf({
      bench: "claim-rows", unit: "claims/s", runs: [(batches * claims) / seconds],
      correct: `PostgreSQL ${each(after.postgres - before.postgres)} µs, `
        + `this script ${each(used.user + used.system)} µs a claim; each row there`,
    })];
  } finally {
    for (const client of clients) client.release();
    await close();
  }
}
