import type { Context } from "#platform/context.ts";
import { enqueue } from "#platform/jobs.ts";

export const makeCodesName = "wallet.make_codes";
export const recallCodesName = "wallet.recall_codes";

/** Longer than any step takes, short enough that nobody calls for help. */
const watchSeconds = 15;

/**
 * Asks for the batch's job at an instant; of one batch one request waits at a time. Each step puts
 * it off by {@link watchSeconds}: where the process dies in a step, any other goes on from there.
 */
export async function keepGoing(
  ctx: Context,
  job: string,
  batchId: string,
  runAt: Temporal.Instant,
): Promise<void> {
  await enqueue(ctx, job, { batchId }, { runAt, jobKey: `${job}:${batchId}` });
}

/** Puts the next look off; called in each step. */
export async function keepWatching(ctx: Context, job: string, batchId: string): Promise<void> {
  await keepGoing(ctx, job, batchId, ctx.recordedAt.add({ seconds: watchSeconds }));
}
