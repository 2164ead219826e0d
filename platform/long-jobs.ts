import { sql } from "kysely";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";

/** Work that outlives its request, as its caller follows it. */
export interface LongJob {
  readonly jobId: string;
  readonly kind: string;
  readonly state: "waiting" | "running" | "done" | "failed";
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
  readonly result: unknown;
  readonly createdAt: Temporal.Instant;
  readonly updatedAt: Temporal.Instant;
}

/** Notes a job that waits; answers its id. */
export async function startLongJob(ctx: Context, kind: string, total: number | null = null) {
  const jobId = newId();
  await sql`insert into platform.long_jobs
      (brand_id, job_id, kind, state, total, created_at, updated_at)
    values (${ctx.brand.brandId}, ${jobId}, ${kind}, 'waiting', ${total}, ${ctx.recordedAt},
      ${ctx.recordedAt})`.execute(ctx.tx);
  return jobId;
}

export interface JobStep {
  readonly state: LongJob["state"];
  readonly done: number;
  readonly total: number | null;
  readonly result?: unknown;
}

/** Writes how far a job is, in the transaction of the step itself. */
export async function noteLongJob(ctx: Context, jobId: string, step: JobStep): Promise<void> {
  await sql`update platform.long_jobs set state = ${step.state}, done = ${step.done},
      total = ${step.total}, result = ${JSON.stringify(step.result ?? null)}::jsonb,
      updated_at = ${ctx.recordedAt}
    where brand_id = ${ctx.brand.brandId} and job_id = ${jobId}`.execute(ctx.tx);
}

export async function findLongJob(ctx: Context, jobId: string): Promise<LongJob | null> {
  const { rows } = await sql<LongJob>`
    select job_id as "jobId", kind, state, done, total, result, created_at as "createdAt",
      updated_at as "updatedAt"
    from platform.long_jobs
    where brand_id = ${ctx.brand.brandId} and job_id = ${jobId}`.execute(ctx.tx);
  return rows[0] ?? null;
}
