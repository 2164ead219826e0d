import type { TasksTable } from "./tables.ts";

type Task = Pick<TasksTable, "needs_answer" | "done_at" | "skip_reason" | "answer">;

export const taskStates = ["open", "trouble", "waiting", "complete", "skipped"] as const;
export type TaskState = (typeof taskStates)[number];

/** open and trouble: staff's turn; waiting: the member's. */
export function taskState(task: Task): TaskState {
  if (task.skip_reason !== null) return "skipped";
  if (task.done_at === null) return task.answer === "trouble" ? "trouble" : "open";
  return !task.needs_answer || task.answer === "well" ? "complete" : "waiting";
}

/**
 * Whether the service that was promised was given: every step complete or skipped for a reason, at
 * least one given, and, where the plan asks the member, at least one answer. Skipping alone never
 * qualifies, and neither does an order that was promised nothing.
 */
export function isQualified(tasks: readonly Task[]): boolean {
  const states = tasks.map(taskState);
  const over = states.every((state) => state === "complete" || state === "skipped");
  const given = tasks.filter((_, place) => states[place] === "complete");
  const asked = tasks.some((task) => task.needs_answer);
  return over && given.length > 0 && (!asked || given.some((task) => task.needs_answer));
}
