import { permit } from "#modules/organisation/index.ts";
import { actorId, type Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { changeTask, lockTask, reckon, tell } from "./closings.ts";
import type { SkipReason } from "./tables.ts";

/**
 * Staff did what a step asks, or leave it out for a reason. One that the member must answer waits
 * for the answer. Refuses `care_task_over`, and `care_answer_only_member` for skipping a problem.
 */
export async function doTask(
  ctx: Context,
  taskId: string,
  skipReason: SkipReason | null,
): Promise<string> {
  const { task, closing } = await lockTask(ctx, taskId);
  await permit(ctx, "care.work", closing.store_id);
  if (task.done_at !== null || closing.reopened_at !== null) throw refuse("care_task_over");
  if (skipReason && task.answer === "trouble") throw refuse("care_answer_only_member");
  await changeTask(ctx, taskId, {
    done_at: ctx.now,
    done_by: actorId(ctx.actor),
    skip_reason: skipReason,
  });
  await tell(ctx, closing, "care.task_done", { taskId, stepKey: task.step_key, skipReason });
  await reckon(ctx, closing);
  return closing.subject_id;
}
