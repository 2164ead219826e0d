import { type Context, tablesOf } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import type { JournalEvent } from "#platform/journal.ts";
import type { Reaction } from "#platform/reactions.ts";
import { dayOf } from "#platform/time.ts";
import {
  changeClosing, changeTask, findClosing, reckon, tasksOf, tell,
} from "./closings.ts";
import { promisedTo } from "./plan-versions.ts";
import type { CareTables, ClosingsTable, SubjectKind } from "./tables.ts";

/** Paid, and the member has it. */
const closedStates: readonly unknown[] = ["handed_over", "accepted"];

interface Told {
  readonly kind: SubjectKind;
  readonly subjectId: string;
  /** closed: paid and handed over or served; reopened: no more; complained: a part came back. */
  readonly what: "closed" | "reopened" | "complained";
}

/** What an event says of a closing; null: nothing. */
export function closingTold({ kind, payload }: JournalEvent): Told | null {
  if (kind === "bookings.served") {
    return { kind: "booking", subjectId: String(payload.bookingId), what: "closed" };
  }
  const order = { kind: "order", subjectId: String(payload.orderId) } as const;
  if (kind === "orders.refund_started") return { ...order, what: "complained" };
  const [was, is] = [payload.from, payload.to].map((state) => closedStates.includes(state));
  if (was === is) return null;
  return { ...order, what: is ? "closed" : "reopened" };
}

/** The tasks of the plan with which it began; one that is there already stays. */
async function promise(ctx: Context, closing: ClosingsTable): Promise<void> {
  if (!closing.member_id) return;
  const plan = await promisedTo(ctx, closing);
  if (!plan) return;
  await changeClosing(ctx, closing, { plan_version: plan.version });
  const day = Temporal.PlainDate.from(dayOf(ctx, closing.closed_at));
  for (const [place, step] of plan.steps.entries()) {
    const taskId = newId();
    const dueDay = day.add({ days: step.dueDays }).toString();
    const made = await tablesOf<CareTables>(ctx)
      .insertInto("care.tasks")
      .values({
        brand_id: ctx.brand.brandId,
        task_id: taskId,
        subject_id: closing.subject_id,
        step_key: step.key,
        place,
        name: step.name,
        name_en: step.nameEn,
        needs_answer: step.needsAnswer,
        due_day: dueDay,
        done_at: null,
        done_by: null,
        skip_reason: null,
        answer: null,
        answer_text: null,
        answered_at: null,
      })
      .onConflict((on) => on.columns(["brand_id", "subject_id", "step_key"]).doNothing())
      .returning("task_id")
      .executeTakeFirst();
    if (!made) continue;
    await tell(ctx, closing, "care.task_created", { taskId, stepKey: step.key, dueDay });
  }
}

async function open(ctx: Context, event: JournalEvent, told: Told): Promise<void> {
  if (!event.unitId) return;
  const closing: ClosingsTable = {
    brand_id: ctx.brand.brandId,
    subject_kind: told.kind,
    subject_id: told.subjectId,
    store_id: event.unitId,
    member_id: event.memberId,
    closed_at: ctx.now,
    reopened_at: null,
    qualified_at: null,
    position: event.position,
    plan_version: null,
  };
  await tablesOf<CareTables>(ctx).insertInto("care.closings").values(closing).execute();
  await promise(ctx, closing);
}

/** A part came back: the member is asked once more, by the last step that may ask. */
async function askAgain(ctx: Context, closing: ClosingsTable): Promise<void> {
  const tasks = await tasksOf(ctx, closing.subject_id);
  const task = tasks.findLast((one) => one.needs_answer) ?? tasks.at(-1);
  if (!task) return;
  await changeTask(ctx, task.task_id, {
    done_at: null, done_by: null, skip_reason: null, answer: null, answer_text: null,
    answered_at: null,
  });
}

async function takeIn(ctx: Context, event: JournalEvent): Promise<void> {
  const told = closingTold(event);
  if (!told) return;
  const known = await findClosing(ctx, told.subjectId, "lock");
  if (!known) {
    if (told.what === "closed") await open(ctx, event, told);
    return;
  }
  if (known.position >= event.position) return;
  const { position } = event;
  if (told.what === "closed") {
    const closing = await changeClosing(ctx, known, {
      position, closed_at: ctx.now, reopened_at: null,
    });
    await promise(ctx, closing);
    await reckon(ctx, closing);
    return;
  }
  if (told.what === "complained") {
    await askAgain(ctx, known);
    await reckon(ctx, await changeClosing(ctx, known, { position }));
    return;
  }
  if (known.qualified_at) await tell(ctx, known, "care.unqualified");
  await changeClosing(ctx, known, { position, reopened_at: ctx.now, qualified_at: null });
}

/**
 * Follows what closes transactions and what reopens them. Ordered, so that the last word counts;
 * an event that is read again changes nothing.
 */
export const careReaction: Reaction = {
  name: "care.closings",
  kinds: ["orders.stepped", "orders.refund_started", "bookings.served"],
  ordered: true,
  async handle(ctx, events) {
    for (const event of events) await takeIn({ ...ctx, now: event.occurredAt }, event);
  },
};
