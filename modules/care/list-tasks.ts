import { sql } from "kysely";
import { bookingNumbers } from "#modules/bookings/index.ts";
import { maskedMembers } from "#modules/members/index.ts";
import { orderNumbers } from "#modules/orders/index.ts";
import { inScopeSql, permit, unitScope } from "#modules/organisation/index.ts";
import { getStores } from "#modules/stores/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { dayOf } from "#platform/time.ts";
import { taskView } from "./closing-view.ts";
import type { CareTables, ClosingsTable, TasksTable } from "./tables.ts";

export interface WorklistInput extends PageInput {
  readonly storeId?: string | undefined;
  /** due: staff's turn; overdue: of these, those whose day is over; waiting: the member's turn. */
  readonly show: "due" | "overdue" | "waiting";
}

type Of = Pick<ClosingsTable, "subject_kind" | "store_id" | "member_id" | "closed_at">;
type Row = TasksTable & Of;

async function shown(ctx: Context, rows: readonly Row[]) {
  const idsOf = (kind: string) =>
    rows.filter((row) => row.subject_kind === kind).map((row) => row.subject_id);
  const numbers = new Map([
    ...await orderNumbers(ctx, idsOf("order")),
    ...await bookingNumbers(ctx, idsOf("booking")),
  ]);
  const stores = await getStores(ctx, [...new Set(rows.map((row) => row.store_id))]);
  const names = new Map(stores.map((store) => [store.storeId, store]));
  const members = await maskedMembers(ctx, rows.flatMap((row) => row.member_id ?? []));
  return rows.map((row) => ({
    ...taskView(ctx, row),
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    number: numbers.get(row.subject_id) ?? "",
    storeId: row.store_id,
    storeName: names.get(row.store_id)?.name ?? "",
    storeNameEn: names.get(row.store_id)?.nameEn ?? null,
    memberId: row.member_id,
    memberMasked: (row.member_id && members.get(row.member_id)?.masked) || null,
    closedAt: row.closed_at.epochMilliseconds,
  }));
}

function joined(ctx: Context, input: WorklistInput) {
  const query = tablesOf<CareTables>(ctx)
    .selectFrom("care.tasks as t")
    .innerJoin("care.closings as c", (join) =>
      join.onRef("c.brand_id", "=", "t.brand_id").onRef("c.subject_id", "=", "t.subject_id"))
    .selectAll("t")
    .select(["c.subject_kind", "c.store_id", "c.member_id", "c.closed_at"])
    .where("t.brand_id", "=", ctx.brand.brandId)
    .where("c.reopened_at", "is", null)
    .where("c.member_id", "is not", null);
  if (input.show === "waiting") {
    return query
      .where("t.needs_answer", "=", true)
      .where("t.done_at", "is not", null)
      .where("t.skip_reason", "is", null)
      .where(sql<boolean>`t.answer is distinct from 'well'`);
  }
  const open = query.where("t.done_at", "is", null);
  return input.show === "due" ? open : open.where("t.due_day", "<", dayOf(ctx, ctx.now));
}

/** Care tasks of the stores that the actor works for, the first due first. */
export async function listTasks(ctx: Context, input: WorklistInput) {
  const limit = pageLimit(input);
  let query = joined(ctx, input);
  if (input.storeId) {
    await permit(ctx, "care.work", input.storeId);
    query = query.where("c.store_id", "=", input.storeId);
  } else {
    const scope = await unitScope(ctx, "care.work");
    query = query.where(inScopeSql("c.store_id", scope, ctx.recordedAt));
  }
  const after = decodeCursor(input.cursor);
  if (after) {
    const [day, taskId] = after.map(String);
    if (!/^\d{4}-\d\d-\d\d$/.test(day ?? "") || !isUuid(taskId ?? "")) {
      throw refuse("invalid_input", { detail: "cursor" });
    }
    query = query.where(sql<boolean>`(t.due_day, t.task_id) > (${day}::date, ${taskId}::uuid)`);
  }
  const rows = await query
    .orderBy("t.due_day")
    .orderBy("t.task_id")
    .limit(limit + 1)
    .execute();
  const page = pageFrom(rows, limit, (row) => [row.due_day, row.task_id]);
  return { items: await shown(ctx, page.items), next: page.next };
}
