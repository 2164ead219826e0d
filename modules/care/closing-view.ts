import { Type as T } from "typebox";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { Day, Id, Millis, Nullable, Word } from "#platform/schema.ts";
import { dayOf } from "#platform/time.ts";
import { findClosing, tasksOf } from "./closings.ts";
import { taskState, taskStates } from "./states.ts";
import { answers, type ClosingsTable, skipReasons, type TasksTable } from "./tables.ts";

export const TaskShape = {
  taskId: Id,
  stepKey: T.String(),
  name: T.String(),
  nameEn: Nullable(T.String()),
  needsAnswer: T.Boolean(),
  dueDay: Day,
  overdue: T.Boolean({ description: "staff's turn, and its day is over" }),
  state: Word(...taskStates),
  doneAt: Nullable(Millis),
  skipReason: Nullable(Word(...skipReasons)),
  answer: Nullable(Word(...answers)),
  answerText: Nullable(T.String()),
  answeredAt: Nullable(Millis),
};

export const ClosingSchema = T.Object({
  transactionClosedAt: Nullable(Millis),
  qualifiedAt: Nullable(Millis),
  tasks: T.Array(T.Object(TaskShape)),
});

const millis = (at: Temporal.Instant | null): number | null => at?.epochMilliseconds ?? null;

export function taskView(ctx: Context, task: TasksTable) {
  const state = taskState(task);
  const staffsTurn = state === "open" || state === "trouble";
  return {
    taskId: task.task_id,
    stepKey: task.step_key,
    name: task.name,
    nameEn: task.name_en,
    needsAnswer: task.needs_answer,
    dueDay: task.due_day,
    overdue: staffsTurn && task.due_day < dayOf(ctx, ctx.now),
    state,
    doneAt: millis(task.done_at),
    skipReason: task.skip_reason,
    answer: task.answer,
    answerText: task.answer_text,
    answeredAt: millis(task.answered_at),
  };
}

async function viewOf(ctx: Context, closing: ClosingsTable | null) {
  if (!closing || closing.reopened_at) {
    return { transactionClosedAt: null, qualifiedAt: null, tasks: [] };
  }
  const tasks = await tasksOf(ctx, closing.subject_id);
  return {
    transactionClosedAt: closing.closed_at.epochMilliseconds,
    qualifiedAt: millis(closing.qualified_at),
    tasks: tasks.map((task) => taskView(ctx, task)),
  };
}

/** Both closings of an order or a booking, for staff of its store; empty before the first. */
export async function closingOf(ctx: Context, subjectId: string) {
  const closing = await findClosing(ctx, subjectId);
  if (closing) await permit(ctx, "care.work", closing.store_id);
  return viewOf(ctx, closing);
}

/** The same for the member; anybody else's is as if it were not. */
export async function ownClosing(ctx: Context, subjectId: string) {
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  const closing = await findClosing(ctx, subjectId);
  const own = memberId !== null && closing?.member_id === memberId;
  return viewOf(ctx, own ? closing : null);
}
