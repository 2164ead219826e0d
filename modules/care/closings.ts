import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { isQualified } from "./states.ts";
import type { CareTables, ClosingsTable, TasksTable } from "./tables.ts";

export async function findClosing(
  ctx: Context,
  subjectId: string,
  how: "read" | "lock" = "read",
): Promise<ClosingsTable | null> {
  const query = tablesOf<CareTables>(ctx)
    .selectFrom("care.closings")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("subject_id", "=", subjectId);
  return (await (how === "lock" ? query.forUpdate() : query).executeTakeFirst()) ?? null;
}

/** A handful: as many as the plan has steps. */
export function tasksOf(ctx: Context, subjectId: string): Promise<TasksTable[]> {
  return tablesOf<CareTables>(ctx)
    .selectFrom("care.tasks")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("subject_id", "=", subjectId)
    .orderBy("place")
    .limit(100)
    .execute();
}

/** A task with its closing held; refuses `care_task_not_found`. */
export async function lockTask(
  ctx: Context,
  taskId: string,
): Promise<{ readonly task: TasksTable; readonly closing: ClosingsTable }> {
  const find = () => tablesOf<CareTables>(ctx)
    .selectFrom("care.tasks")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("task_id", "=", taskId)
    .executeTakeFirst();
  const known = await find();
  const closing = known ? await findClosing(ctx, known.subject_id, "lock") : null;
  // Read again: whoever held the closing before may have changed it.
  const task = await find();
  if (!task || !closing) throw refuse("care_task_not_found");
  return { task, closing };
}

export async function changeClosing(
  ctx: Context,
  closing: ClosingsTable,
  changes: Partial<ClosingsTable>,
): Promise<ClosingsTable> {
  await tablesOf<CareTables>(ctx)
    .updateTable("care.closings")
    .set(changes)
    .where("brand_id", "=", ctx.brand.brandId)
    .where("subject_id", "=", closing.subject_id)
    .execute();
  return { ...closing, ...changes };
}

export async function changeTask(
  ctx: Context,
  taskId: string,
  changes: Partial<TasksTable>,
): Promise<void> {
  await tablesOf<CareTables>(ctx)
    .updateTable("care.tasks")
    .set(changes)
    .where("brand_id", "=", ctx.brand.brandId)
    .where("task_id", "=", taskId)
    .execute();
}

export const subjectOf = (closing: ClosingsTable) => ({
  subjectKind: closing.subject_kind,
  subjectId: closing.subject_id,
});

/** Tells something of a task, or of the closing, with its store and member. */
export const tell = (
  ctx: Context,
  closing: ClosingsTable,
  kind: string,
  more: Record<string, unknown> = {},
) => emit(ctx, kind, {
  unitId: closing.store_id,
  memberId: closing.member_id,
  payload: { ...subjectOf(closing), ...more },
});

/** The one place that says whether a closing is qualified, after anything changed; told once. */
export async function reckon(ctx: Context, closing: ClosingsTable): Promise<ClosingsTable> {
  const tasks = await tasksOf(ctx, closing.subject_id);
  const now = closing.reopened_at === null && isQualified(tasks);
  if (now === (closing.qualified_at !== null)) return closing;
  const changed = await changeClosing(ctx, closing, { qualified_at: now ? ctx.now : null });
  await tell(ctx, closing, now ? "care.qualified" : "care.unqualified");
  return changed;
}
