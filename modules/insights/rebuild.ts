import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { enqueue, type Job } from "#platform/jobs.ts";
import { noteLongJob, startLongJob } from "#platform/long-jobs.ts";
import { advance, rewind } from "#platform/reactions.ts";
import { reactionProgress } from "#platform/reaction-state.ts";
import { factsReaction } from "./facts-reaction.ts";

const jobName = "insights.rebuild";

/** Forgets every fact of the brand and has them made again; answers the job to follow. */
export async function rebuildFacts(ctx: Context): Promise<{ jobId: string }> {
  await rewind(ctx, factsReaction.name);
  for (const table of ["facts", "visitors", "places", "paths"]) {
    const own = sql.table(`insights.${table}`);
    await sql`delete from ${own} where brand_id = ${ctx.brand.brandId}`.execute(ctx.tx);
  }
  const { head } = await reactionProgress(ctx, factsReaction.name);
  const jobId = await startLongJob(ctx, jobName, head);
  await enqueue(ctx, jobName, { jobId, head });
  return { jobId };
}

/**
 * Takes in the journal batch by batch until the head of the moment of asking. The server's own
 * reaction may do the same work at the same time: whoever holds the cursor does it.
 */
export const rebuildJob: Job = {
  name: jobName,
  async handle(ctx, payload) {
    const moved = await advance(ctx, factsReaction);
    const { position } = await reactionProgress(ctx, factsReaction.name);
    const total = Number(payload.head);
    const jobId = String(payload.jobId);
    const done = Math.min(position, total);
    if (done >= total) {
      await noteLongJob(ctx, jobId, { state: "done", done, total, result: { events: done } });
      return undefined;
    }
    // Nothing moved and nobody else is at it: an event does not go in; the parked list names it.
    const stuck = moved !== null && moved <= 0;
    await noteLongJob(ctx, jobId, { state: stuck ? "failed" : "running", done, total });
    if (moved === null) await sql`select pg_sleep(0.05)`.execute(ctx.tx);
    return stuck ? undefined : "again";
  },
};
