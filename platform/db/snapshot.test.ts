import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { inSnapshot } from "./snapshot.ts";

let app: TestApp;

before(async () => {
  app = await startTestApp();
  await app.databases.ownerPool.query("create table public.seen (id int primary key)");
});
after(() => app.close());

const count = "select count(*)::int as seen from public.seen";

test("what commits between two looks is in neither, and the connection comes back", async () => {
  const { ownerPool } = app.databases;
  const seen = await inSnapshot(ownerPool, async (reader) => {
    const first = await reader.query(count);
    await ownerPool.query("insert into public.seen values (1)");
    const second = await reader.query(count);
    await assert.rejects(
      reader.query("insert into public.seen values (2)"), /read-only transaction/);
    return [first.rows[0].seen, second.rows[0].seen];
  });
  assert.deepEqual(seen, [0, 0]);
  assert.equal((await ownerPool.query(count)).rows[0].seen, 1);
  await assert.rejects(inSnapshot(ownerPool, () => Promise.reject(new Error("lost"))), /lost/);
  assert.equal(ownerPool.totalCount, ownerPool.idleCount, "none is kept");
});
