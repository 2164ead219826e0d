import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { renewStatistics, statisticsKeeper } from "./statistics.ts";

let app: TestApp;

before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const rows = 1_000;

async function grow(name: string, from: number, to: number): Promise<void> {
  const client = await app.databases.ownerPool.connect();
  try {
    await client.query(`create table if not exists public.${name} (id int primary key)`);
    await client.query(`insert into public.${name} select generate_series($1::int, $2::int)`,
      [from, to]);
    // What a connection did is told to others within a second; here at once.
    await client.query("select pg_stat_force_next_flush()");
  } finally {
    client.release();
  }
}

/** What the planner believes; -1: it was never told. */
async function believed(name: string): Promise<number> {
  const { rows: [found] } = await app.databases.ownerPool.query(
    "select reltuples::int as believed from pg_class where oid = to_regclass($1)",
    [`public.${name}`],
  );
  return found.believed;
}

test("a table that has grown is told to the planner, once", async () => {
  await grow("grown", 1, rows);
  assert.equal(await believed("grown"), -1);
  assert.ok((await renewStatistics(app.databases.ownerPool)).includes("public.grown"));
  assert.equal(await believed("grown"), rows);
  assert.ok(!(await renewStatistics(app.databases.ownerPool)).includes("public.grown"));
});

test("of a table that is known to be large nothing new is told", async () => {
  await grow("large", 1, 31_000);
  const { ownerPool } = app.databases;
  assert.ok((await renewStatistics(ownerPool)).includes("public.large"));
  const before = await believed("large");
  await grow("large", 31_001, 80_000);
  assert.ok(!(await renewStatistics(ownerPool)).includes("public.large"));
  assert.equal(await believed("large"), before);
});

test("a look that fails leaves no transaction behind", async () => {
  await grow("locked", 1, rows);
  const { ownerPool } = app.databases;
  const failing = {
    query: async () => ({ rows: [{ name: "public.gone" }] }),
    connect: () => ownerPool.connect(),
  };
  await assert.rejects(renewStatistics(failing as never), /public\.gone/);
  assert.ok((await renewStatistics(ownerPool)).includes("public.locked"));
});

test("the keeper waits until enough has happened, and tells of what fails", async () => {
  await grow("kept", 1, rows);
  const { ownerPool } = app.databases;
  const keeper = statisticsKeeper(ownerPool, (error) => assert.fail(String(error)));
  keeper.grown(999);
  await keeper.idle();
  assert.equal(await believed("kept"), -1);
  keeper.grown(1);
  await keeper.idle();
  assert.equal(await believed("kept"), rows);

  const told: unknown[] = [];
  const away = { query: () => Promise.reject(new Error("away")) };
  const failing = statisticsKeeper(away as never, (error) => told.push(error));
  failing.grown(1_000);
  await failing.idle();
  assert.match(String(told[0]), /away/);
});
