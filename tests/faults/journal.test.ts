import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Reaction, react } from "#platform/reactions.ts";
import { sequence, verifyJournal } from "#platform/sequencer.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand } from "#tests/support/loop.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const owner = (text: string, values: unknown[] = []) => app.databases.ownerPool.query(text, values);

async function eventAt(brandId: string, position: number): Promise<string> {
  const { rows } = await owner(
    "select event_id from platform.journal_position where brand_id = $1 and position = $2",
    [brandId, position],
  );
  return rows[0].event_id;
}

test("verify names the first of the records that were altered by hand", async () => {
  const b = await loopBrand(app);
  await b.voucher(await b.member(), await b.offer());
  await app.settle();
  const path = `/api/${b.t.key}/insights/verify`;
  const whole = (await b.t.api("GET", path)).body;
  assert.equal(whole.wrong, null);
  assert.ok(whole.events >= 8, String(whole.events));
  const [third, fifth] = [await eventAt(b.t.brandId, 3), await eventAt(b.t.brandId, 5)];
  const drop = "delete from platform.journal where event_id = $1";
  await assert.rejects(app.databases.appPool.query(drop, [fifth]), { code: "42501" });
  const changed = `update platform.journal set payload = payload || '{"more": 1}'
    where event_id = any($1)`;
  await owner(changed, [[fifth, third]]);
  const { wrong } = (await b.t.api("GET", path)).body;
  assert.deepEqual([wrong.position, wrong.eventId], [3, third]);
  await owner(drop, [await eventAt(b.t.brandId, 2)]);
  const gone = await verifyJournal(app.databases.ownerPool, b.t.brandId);
  assert.equal(gone.wrong?.position, 2);
  assert.match(gone.wrong?.why ?? "", /gone/);
});

test("an event that fails five times is parked, others go on, a replay heals it", async () => {
  const b = await loopBrand(app);
  await b.offer();
  const taken: string[] = [];
  let broken = true;
  const failing: Reaction = {
    name: "test.failing",
    kinds: ["stores.store_opened", "promotions.offer_published"],
    ordered: false,
    async handle(_ctx, events) {
      for (const event of events) {
        if (broken && event.unitId === b.second) throw new Error("this store cannot be taken in");
        taken.push(`${event.kind} ${event.unitId}`);
      }
    },
  };
  const pool = app.databases.ownerPool;
  const round = () => react(pool, app.databases.app, [failing]);
  await sequence(pool);
  for (let turn = 0; turn < 8; turn++) await round();
  const path = `/api/${b.t.key}/insights/parked`;
  const parked = (await b.t.api("GET", path)).body.items;
  assert.equal(parked.length, 1, JSON.stringify(parked));
  assert.deepEqual([parked[0].reaction, parked[0].attempts], ["test.failing", 5]);
  assert.ok(parked[0].parkedAt > 0 && /cannot be taken in/.test(parked[0].lastError));
  assert.ok(taken.some((one) => one.startsWith("promotions.")), "what came later went on");
  broken = false;
  for (let turn = 0; turn < 2; turn++) await round();
  assert.equal((await b.t.api("GET", path)).body.items.length, 1, "parked until someone asks");
  const { eventId } = parked[0];
  const replay = await b.t.api("POST", `${path}/replay`, { reaction: "test.failing", eventId });
  assert.equal(replay.status, 204, JSON.stringify(replay.body));
  await round();
  assert.deepEqual((await b.t.api("GET", path)).body.items, []);
  assert.equal(taken.filter((one) => one === `stores.store_opened ${b.second}`).length, 1);
});
