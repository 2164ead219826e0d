import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import pg from "pg";
import { testServerUrl } from "#tests/support/postgres.ts";
import { batchTx } from "./batch-connection.ts";

let pool: pg.Pool;
before(async () => {
  pool = new pg.Pool({ connectionString: await testServerUrl(), pipeline: true });
});
after(() => pool.end());

test("how many rows a statement changed is told as by the driver's own connection", async () => {
  const client = await pool.connect();
  try {
    const tx = batchTx(client);
    const count = async (text: string) =>
      (await sql.raw(text).execute(tx)).numAffectedRows;
    await count("create temporary table counted (n int primary key)");
    assert.equal(await count("insert into counted select generate_series(1, 3)"), 3n);
    assert.equal(await count("insert into counted values (1) on conflict do nothing"), 0n);
    assert.equal(await count("update counted set n = n + 10 where n > 1"), 2n);
    assert.equal(await count("delete from counted where n = 1"), 1n);
    assert.equal(await count("select 1"), undefined);
  } finally {
    client.release();
  }
});
