import { EventEmitter } from "node:events";
import { sql } from "kysely";
import type pg from "pg";
import { Logger, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Brand, Context } from "./context.ts";
import { sendNow } from "./db/batch-connection.ts";
import type { Database } from "./db/driver.ts";
import { inBrand } from "./db/driver.ts";
import { keepJobs } from "./lost-jobs.ts";
import { brandOf, systemContext } from "./reactions.ts";

/** One step of a job: its own transaction. A long job answers "again" until it is through. */
export interface Job {
  readonly name: string;
  handle(ctx: Context, payload: Readonly<Record<string, unknown>>): Promise<"again" | undefined>;
}

/** Asks for a job in the caller's transaction: a rolled-back write leaves no job behind. */
export async function enqueue(
  ctx: Context,
  job: string,
  payload: Record<string, unknown>,
  options: { readonly runAt?: Temporal.Instant; readonly jobKey?: string } = {},
): Promise<void> {
  const body = JSON.stringify({ ...payload, brandId: ctx.brand.brandId });
  const ask = sql`select platform.enqueue(${job}, ${body}::jsonb,
    ${options.runAt ?? ctx.recordedAt}, ${options.jobKey ?? null})`;
  await sendNow(ctx.tx, ask);
}

async function brandById(owner: pg.Pool, brandId: string): Promise<Brand | null> {
  const { rows } = await owner.query("select * from platform.brands where brand_id = $1", [
    brandId,
  ]);
  return rows[0] ? brandOf(rows[0]) : null;
}

/** Runs one job to its end, step by step; used by the worker and by tests. */
export async function runJob(
  owner: pg.Pool,
  app: Database,
  job: Job,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const brand = await brandById(owner, String(payload.brandId));
  if (!brand) return;
  for (;;) {
    const after: Array<() => void> = [];
    const again = await inBrand(app, brand.brandId, (tx) =>
      job.handle({ ...systemContext(brand, tx, job.name), afterCommit: after }, payload),
    );
    for (const one of after) one();
    if (again !== "again") return;
  }
}

/** Deletes idempotency answers after 48 h and counts whose window has passed. */
export async function tidy(owner: pg.Pool): Promise<void> {
  await owner.query(
    "delete from platform.idempotency where created_at < now() - interval '48 hours'",
  );
  await owner.query("delete from platform.throttle where window_end < now() - interval '1 hour'");
}

export async function startWorker(
  owner: pg.Pool,
  app: Database,
  jobs: readonly Job[],
): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = {
    tidy: () => tidy(owner),
  };
  for (const job of jobs) {
    taskList[job.name] = (payload) => runJob(owner, app, job, payload as Record<string, unknown>);
  }
  const events: WorkerEvents = new EventEmitter();
  const pools: string[] = [];
  events.on("pool:create", ({ workerPool }) => pools.push(workerPool.id));
  const runner = await run({
    events,
    pgPool: owner,
    concurrency: 2,
    pollInterval: 2_000,
    noHandleSignals: true,
    taskList,
    crontab: "17 * * * * tidy",
    logger: quiet(),
  });
  const keepers = pools.map((pool) => keepJobs(owner, pool));
  await Promise.all(keepers.map((one) => one.sweep()));
  return {
    async stop() {
      await runner.stop();
      for (const one of keepers) one.stop();
    },
  };
}

function quiet(): Logger {
  return new Logger(() => (level, message) => {
    if (level === "error") process.stderr.write(`job: ${message}\n`);
  });
}
