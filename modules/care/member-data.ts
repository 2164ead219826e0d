import { type Context, tablesOf } from "#platform/context.ts";
import type { CareTables } from "./tables.ts";

async function exportCare(ctx: Context, memberId: string) {
  const rows = await tablesOf<CareTables>(ctx)
    .selectFrom("care.tasks as t")
    .innerJoin("care.closings as c", (join) =>
      join.onRef("c.brand_id", "=", "t.brand_id").onRef("c.subject_id", "=", "t.subject_id"))
    .selectAll("t")
    .select("c.subject_kind")
    .where("t.brand_id", "=", ctx.brand.brandId)
    .where("c.member_id", "=", memberId)
    .orderBy("t.task_id")
    .execute();
  return rows.map((row) => ({
    of: row.subject_kind,
    id: row.subject_id,
    step: row.name,
    dueDay: row.due_day,
    doneAt: row.done_at?.epochMilliseconds ?? null,
    answer: row.answer,
    text: row.answer_text,
    answeredAt: row.answered_at?.epochMilliseconds ?? null,
  }));
}

/** What they wrote goes; the closings stay without a person, and nobody is asked any more. */
async function eraseCare(ctx: Context, memberId: string): Promise<void> {
  const db = tablesOf<CareTables>(ctx);
  await db
    .updateTable("care.tasks")
    .set({ answer_text: null })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("subject_id", "in", db
      .selectFrom("care.closings")
      .select("subject_id")
      .where("brand_id", "=", ctx.brand.brandId)
      .where("member_id", "=", memberId))
    .execute();
  await db
    .updateTable("care.closings")
    .set({ member_id: null })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .execute();
}

export const memberCare = { name: "care", export: exportCare, erase: eraseCare };
