import assert from "node:assert/strict";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startTestApp } from "#tests/support/app.ts";
import { keepJobs } from "./lost-jobs.ts";

const app = await startTestApp();
after(() => app.close());
const { ownerPool } = app.databases;

/** A job as a worker holds it that took it so long ago. */
async function takenBy(pool: string, ago: string): Promise<void> {
  const { rows } = await ownerPool.query<{ id: string }>(
    "select id from graphile_worker.add_job('tidy', run_at => now() + interval '1 day')");
  await ownerPool.query(
    `update graphile_worker._private_jobs set locked_by = $2, locked_at = now() - $3::interval
     where id = $1`,
    [rows[0]!.id, pool, ago],
  );
}

async function holders(): Promise<string[]> {
  const { rows } = await ownerPool.query<{ locked_by: string }>(
    "select locked_by from graphile_worker._private_jobs where locked_by is not null order by 1");
  return rows.map((row) => row.locked_by);
}

test("jobs of a process that is gone are free again; those of the living stay theirs", async () => {
  const living = keepJobs(ownerPool, "pool-living");
  const own = keepJobs(ownerPool, "pool-own");
  try {
    await living.sweep();
    for (const pool of ["pool-gone", "pool-living", "pool-own"]) await takenBy(pool, "1 minute");
    await takenBy("pool-starting", "1 second");
    await own.sweep();
    assert.deepEqual(await holders(), ["pool-living", "pool-own", "pool-starting"]);
    living.stop();
    // Its connection ends a moment later.
    for (let tries = 0; tries < 200 && (await holders()).includes("pool-living"); tries++) {
      await sleep(50);
      await own.sweep();
    }
    assert.deepEqual(await holders(), ["pool-own", "pool-starting"]);
  } finally {
    living.stop();
    own.stop();
  }
});

test("whoever was cut off from the database holds its lock again after the next look", async () => {
  const own = keepJobs(ownerPool, "pool-cut");
  const other = keepJobs(ownerPool, "pool-other");
  try {
    await own.sweep();
    await takenBy("pool-cut", "1 minute");
    const { rows } = await ownerPool.query<{ pid: number }>(
      `select pid from pg_locks where locktype = 'advisory' and granted
       and ((classid::bigint << 32) | objid::bigint) = hashtextextended('jobs:pool-cut', 0)`);
    assert.equal(rows.length, 1);
    await ownerPool.query("select pg_terminate_backend($1, 5000)", [rows[0]!.pid]);
    await own.sweep();
    await own.sweep();
    await other.sweep();
    assert.ok((await holders()).includes("pool-cut"));
  } finally {
    own.stop();
    other.stop();
  }
});
