import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import { testServerUrl } from "#tests/support/postgres.ts";
import { sendInBurst } from "./burst.ts";
import "./driver.ts";

let pool: pg.Pool;

before(async () => {
  const connectionString = await testServerUrl();
  pool = new pg.Pool({ connectionString, pipeline: true });
});
after(() => pool.end());

async function withClient(run: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await run(client);
  } finally {
    client.release();
  }
}

const rowsOf = async (client: pg.PoolClient, text: string, values: unknown[] = []) =>
  (await sendInBurst(client, text, values)).rows;

/** How often the connection was written to while `run` ran. */
async function writesOf(client: pg.PoolClient, run: () => Promise<unknown>): Promise<number> {
  const { stream } = (client as unknown as {
    connection: { stream: { uncork(): void } };
  }).connection;
  const { uncork } = stream;
  let count = 0;
  stream.uncork = function counting(this: unknown) {
    count++;
    uncork.call(this);
  };
  await run();
  stream.uncork = uncork;
  return count;
}

test("what does not wait for an answer goes out as one write, in order", () =>
  withClient(async (client) => {
    const seen: unknown[] = [];
    const writes = await writesOf(client, async () => {
      const later = (async () => {
        await null;
        return sendInBurst(client, "insert into in_burst values ($1) returning n", [2]);
      })();
      const all = await Promise.all([
        sendInBurst(client, "create temp table in_burst (n int)"),
        sendInBurst(client, "select 1 as n"),
        later,
        later.then(() => rowsOf(client, "select count(*)::int as n from in_burst")),
      ]);
      seen.push(all[0].tag, all[1].rows, all[2].tag, all[2].rows, all[3]);
    });
    assert.deepEqual(seen, ["CREATE TABLE", [{ n: 1 }], "INSERT 0 1", [{ n: 2 }], [{ n: 1 }]]);
    assert.equal(writes, 2);
  }));

test("values come and go as the driver's own: null, numbers, instants, lists, bytes", () =>
  withClient(async (client) => {
    const at = Temporal.Instant.from("2026-11-22T08:00:00.123456Z");
    const texts = ["plain", 'with "quotes"', "back\\slash", "两 lines\n", "", "NULL"];
    for (let time = 0; time < 2; time++) {
      const [row] = await rowsOf(
        client,
        `select $1::text as nothing, $2::bigint as number, $3::timestamptz as at,
          $4::text[] as texts, $5::bytea as bytes, $6::jsonb as json, $7::bool as truth`,
        [null, 12_345_678_901, at, texts, Buffer.from([0, 255]), '{"a":[1]}', false],
      );
      assert.deepEqual({ ...row, at: String(row?.at) }, {
        nothing: null, number: 12_345_678_901, at: at.toString(), texts,
        bytes: Buffer.from([0, 255]), json: { a: [1] }, truth: false,
      });
    }
  }));

test("after one that fails nothing of its burst runs; the connection goes on", () =>
  withClient(async (client) => {
    const text = "select 1 / $1::int as share";
    const outcomes = await Promise.allSettled([
      sendInBurst(client, "begin"),
      sendInBurst(client, "create temp table never (n int)"),
      sendInBurst(client, text, [0]),
      sendInBurst(client, "select 7 as not_reached"),
      sendInBurst(client, "commit"),
    ]);
    assert.deepEqual(outcomes.map((one) => one.status),
      ["fulfilled", "fulfilled", "rejected", "rejected", "rejected"]);
    for (const one of outcomes) {
      if (one.status === "rejected") assert.equal(one.reason.code, "22012");
    }
    assert.equal((await sendInBurst(client, "commit")).tag, "ROLLBACK");
    assert.deepEqual(await rowsOf(client, text, [1]), [{ share: 1 }]);
    assert.deepEqual(await rowsOf(client, "select 7 as not_reached"), [{ not_reached: 7 }]);
    assert.deepEqual(await rowsOf(client, "select to_regclass('never') as gone"), [{ gone: null }]);
  }));

test("a new statement may be in two bursts under way, and twice in one", () =>
  withClient(async (client) => {
    const text = "select $1::int + 1 as more";
    const first = Promise.all([rowsOf(client, text, [1]), rowsOf(client, text, [2])]);
    await new Promise((resolve) => process.nextTick(resolve));
    const second = rowsOf(client, text, [3]);
    assert.deepEqual(await first, [[{ more: 2 }], [{ more: 3 }]]);
    assert.deepEqual(await second, [{ more: 4 }]);
  }));

test("of more statements than are kept the latest are, and the server forgets the others", () =>
  withClient(async (client) => {
    const often = "select 'often' as word";
    for (let round = 0; round < 4; round++) {
      const once = Array.from({ length: 100 }, (_, n) => `select ${n} as once_${round}`);
      await Promise.all([often, ...once].map((text) => rowsOf(client, text)));
    }
    const late = "select 'late' as word";
    await rowsOf(client, late);
    assert.deepEqual(await rowsOf(client, "select 0 as once_0"), [{ once_0: 0 }]);
    const kept = await rowsOf(client, `select count(*)::int as n,
      count(*) filter (where statement = $1)::int as often,
      count(*) filter (where statement = $2)::int as late,
      count(*) filter (where statement like '%once_3')::int as last
      from pg_prepared_statements where name like 'burst_%'`, [often, late]);
    assert.deepEqual(kept.map(({ often, late, last }) => [often, late, last]), [[1, 1, 100]]);
    assert.ok(Number(kept[0]?.n) <= 251, String(kept[0]?.n));
  }));

test("a value that cannot be read refuses its statement alone", () =>
  withClient(async (client) => {
    const [wrong, right] = await Promise.allSettled([
      sendInBurst(client, "select 9007199254740993::bigint as much"),
      sendInBurst(client, "select 2::bigint as few"),
    ]);
    assert.match(String(wrong.status === "rejected" && wrong.reason), /safe integer/);
    assert.deepEqual(right.status === "fulfilled" && right.value.rows, [{ few: 2 }]);
  }));

test("a value that cannot be written takes its burst along, and ends no process", () =>
  withClient(async (client) => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    const outcomes = await Promise.allSettled([
      sendInBurst(client, "begin"),
      sendInBurst(client, "select $1::jsonb", [loop]),
      sendInBurst(client, "commit"),
    ]);
    assert.deepEqual(new Set(outcomes.map((one) => one.status)), new Set(["rejected"]));
    assert.deepEqual(await rowsOf(client, "select 1 as one"), [{ one: 1 }]);
  }));

test("a connection that is lost rejects what waits", () =>
  withClient(async (client) => {
    client.on("error", () => undefined);
    const killed = sendInBurst(client, "select pg_terminate_backend(pg_backend_pid())");
    await assert.rejects(killed);
    await assert.rejects(sendInBurst(client, "select 1"));
  }));
