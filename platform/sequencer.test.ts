import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { newId } from "./ids.ts";
import { sequence, verifyJournal } from "./sequencer.ts";

let app: TestApp;
let t: TestBrand;

before(async () => {
  app = await startTestApp();
  t = await app.brand();
  await sequence(app.databases.ownerPool);
});
after(() => app.close());

async function append(client: pg.Client | pg.Pool, count = 1): Promise<void> {
  for (let n = 0; n < count; n++) {
    await client.query(
      `insert into platform.journal (brand_id, event_id, kind, occurred_at, actor_kind, request_id,
         payload) values ($1, $2, 'test.happened', now(), 'system', 'test', '{}')`,
      [t.brandId, newId()],
    );
  }
}

async function positions(): Promise<number[]> {
  const { rows } = await app.databases.ownerPool.query(
    "select position from platform.journal_position where brand_id = $1 order by position",
    [t.brandId],
  );
  return rows.map((row) => row.position);
}

async function ownConnection(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: app.ownerUrl });
  await client.connect();
  return client;
}

test("an event that commits late is numbered late; nothing is lost or numbered twice", async () => {
  const slow = await ownConnection();
  await slow.query("begin");
  await append(slow);
  await append(app.databases.ownerPool, 3);
  const start = (await positions()).length;
  assert.equal(await sequence(app.databases.ownerPool), 3);
  // A sweep in between must not move the watermark past what still runs.
  assert.equal(await sequence(app.databases.ownerPool), 0);
  await slow.query("commit");
  await slow.end();
  assert.equal(await sequence(app.databases.ownerPool), 1);
  assert.equal(await sequence(app.databases.ownerPool), 0);
  assert.equal((await positions()).length, start + 4);
});

test("many writers and several sequencers leave one gapless order", async () => {
  const clients = await Promise.all(Array.from({ length: 6 }, ownConnection));
  const writing = Promise.all(clients.map((client) => append(client, 25)));
  for (let round = 0; round < 8; round++) {
    await Promise.all([1, 2, 3].map(() => sequence(app.databases.ownerPool)));
  }
  await writing;
  while ((await sequence(app.databases.ownerPool)) > 0);
  await Promise.all(clients.map((client) => client.end()));
  const all = await positions();
  assert.deepEqual(all, Array.from({ length: all.length }, (_, n) => n + 1));
  const { rows } = await app.databases.ownerPool.query(
    "select count(*)::int as count from platform.journal where brand_id = $1",
    [t.brandId],
  );
  assert.equal(all.length, rows[0].count);
  assert.deepEqual((await verifyJournal(app.databases.ownerPool, t.brandId)).wrong, null);
});

test("an event that was taken out by hand is missed by verify", async () => {
  const { rows } = await app.databases.ownerPool.query(
    `delete from platform.journal where event_id = (select event_id from platform.journal_position
       where brand_id = $1 and position = 5) returning event_id`,
    [t.brandId],
  );
  const { wrong } = await verifyJournal(app.databases.ownerPool, t.brandId);
  assert.deepEqual(wrong, { position: 5, eventId: rows[0].event_id, why: "the event is gone" });
});

test("the app role can neither change nor number events", async () => {
  const forbidden = [
    "update platform.journal set kind = 'x'",
    "delete from platform.journal",
    "delete from platform.journal_position",
    "insert into platform.journal_position select * from platform.journal_position",
    "truncate platform.journal",
  ];
  for (const statement of forbidden) {
    await assert.rejects(app.databases.appPool.query(statement), /permission denied/, statement);
  }
});
