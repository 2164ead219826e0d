import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { refuse } from "../errors.ts";
import { together } from "../together.ts";
import { testServerUrl } from "#tests/support/postgres.ts";
import { sendNow } from "./batch-connection.ts";
import { type Databases, inBrand, inBrandBatch, openDatabases } from "./driver.ts";

const brandId = "00000000-0000-4000-8000-000000000001";
let databases: Databases;

before(async () => {
  const url = await testServerUrl();
  databases = openDatabases(url, url, { owner: 1, app: 1 });
});
after(() => databases.close());

const backend = () =>
  inBrandBatch(databases.app, brandId, async (tx) => {
    const { rows } = await sql<{ pid: number; brand: string }>`
      select pg_backend_pid() as pid, current_setting('bihuan.brand') as brand`.execute(tx);
    return rows[0]!;
  });

test("a refusal rolls back and keeps the connection; an error does not", async () => {
  const { pid } = await backend();
  const refused = inBrandBatch(databases.app, brandId, async (tx) => {
    await sql`create table of_refusal (n int)`.execute(tx);
    throw refuse("not_signed_in");
  });
  await assert.rejects(refused, { code: "not_signed_in" });
  assert.equal((await backend()).pid, pid);
  const gone = await databases.appPool.query("select to_regclass('of_refusal') as gone");
  assert.equal(gone.rows[0].gone, null);
  const failed = inBrandBatch(databases.app, brandId, async (tx) => {
    await sql`select 1 / 0`.execute(tx).catch(() => undefined);
    throw refuse("not_signed_in");
  });
  await assert.rejects(failed, { code: "not_signed_in" });
  assert.notEqual((await backend()).pid, pid);
});

test("what of a refused batch still asks does not reach the next one's transaction", async () => {
  const late: Promise<unknown>[] = [];
  const refused = inBrandBatch(databases.app, brandId, async (tx) => {
    const straggler = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const asked = await Promise.allSettled([
        sql`create table of_straggler (n int)`.execute(tx),
        sendNow(tx, sql`create table of_straggler (n int)`),
      ]);
      for (const one of asked) {
        assert.match(String(one.status === "rejected" && one.reason), /is over/);
      }
    };
    late.push(straggler());
    await sql`select 1`.execute(tx);
    throw refuse("not_signed_in");
  });
  await assert.rejects(refused, { code: "not_signed_in" });
  await Promise.all(late);
  await backend();
  const gone = await databases.appPool.query("select to_regclass('of_straggler') as gone");
  assert.equal(gone.rows[0].gone, null);
});

for (const [name, within] of [["a batch", inBrandBatch], ["a transaction", inBrand]] as const) {
  test(`of what fails together in ${name} the cause is told, not what it led to`, async () => {
    const failing = within(databases.app, brandId, async (tx) => {
      const long = async () => {
        await sql`select 1`.execute(tx);
        await sql`select 2`.execute(tx);
        await sql`select 3`.execute(tx);
      };
      const wrong = async () => {
        await sql`select 1 as first`.execute(tx);
        await sql`select 1 / 0 as wrong`.execute(tx);
      };
      await together([long(), wrong()]);
    });
    await assert.rejects(failing, { code: "22012" });
  });
}
