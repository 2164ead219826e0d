import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { changeTask, lockTask, reckon, tell } from "./closings.ts";
import type { CareAnswer } from "./tables.ts";

export interface AnswerInput {
  readonly taskId: string;
  readonly answer: CareAnswer;
  readonly text: string | null;
}

/**
 * The member says how it is. A problem gives the task back to staff, also after all was closed; it
 * is over when staff have dealt with it and the member says that all is well.
 */
export async function answerTask(ctx: Context, input: AnswerInput): Promise<string> {
  const { task, closing } = await lockTask(ctx, input.taskId);
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  const theirs = memberId !== null && closing.member_id === memberId;
  if (!theirs || !task.needs_answer) throw refuse("care_task_not_found");
  if (closing.reopened_at !== null || task.skip_reason !== null) throw refuse("care_task_over");
  const { taskId, answer, text } = input;
  const back = answer === "trouble" ? { done_at: null, done_by: null } : {};
  await changeTask(ctx, taskId, {
    ...back,
    answer,
    answer_text: text,
    answered_at: ctx.now,
  });
  await tell(ctx, closing, "care.answered", { taskId, stepKey: task.step_key, answer });
  await reckon(ctx, closing);
  return closing.subject_id;
}
