import { permit } from "#modules/organisation/index.ts";
import { getStore } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { dayOf } from "#platform/time.ts";
import { type Answer, checkAnswers } from "./check-answers.ts";
import { writeDocument } from "./document.ts";
import { linesOfPage, mostLines } from "./draw-document.ts";
import { assertOwn, changeApplication, lockApplication, writtenIn } from "./queries.ts";
import { seal } from "./sealed.ts";
import { leadsTo, permitAct } from "./states.ts";
import type { ApplicationRow, Written } from "./tables.ts";
import { scheduleTidy, tell, writeStep } from "./write-step.ts";

type Step = keyof typeof leadsTo;

/** Writes a step of an application whose row is held and whose act is permitted. */
export async function moveOn(
  ctx: Context,
  row: ApplicationRow,
  act: Step,
  changes: Partial<Written> = {},
): Promise<ApplicationRow> {
  const state = leadsTo[act];
  const closed = state === "done" || state === "refused" || state === "withdrawn";
  const written: Written = { ...writtenIn(row), ...changes };
  const next = await changeApplication(ctx, row, {
    state,
    ...(row.sealed ? { sealed: seal(row.application_id, written) } : {}),
    changed_at: ctx.now,
    closed_at: closed ? ctx.now : null,
  });
  await writeStep(ctx, next, act);
  await tell(ctx, "applications.stepped", next, { act, state });
  if (closed || state === "returned") await scheduleTidy(ctx, next);
  return next;
}

async function held(ctx: Context, applicationId: string, act: Step): Promise<ApplicationRow> {
  const row = await lockApplication(ctx, applicationId);
  await permit(ctx, "applications.work", row.store_id);
  permitAct(ctx, row, act);
  return row;
}

export async function acceptApplication(ctx: Context, applicationId: string) {
  return moveOn(ctx, await held(ctx, applicationId, "accept"), "accept");
}

/** Returns an application for something to be put right, or refuses it; its member reads why. */
export async function turnDown(
  ctx: Context,
  applicationId: string,
  act: "return" | "refuse",
  reason: string,
) {
  return moveOn(ctx, await held(ctx, applicationId, act), act, { reason });
}

/** Ends an application in the document that its template makes of it; one page at most. */
export async function finishApplication(ctx: Context, applicationId: string, result: string) {
  const row = await held(ctx, applicationId, "finish");
  const { answers } = writtenIn(row);
  const store = await getStore(ctx, row.store_id);
  const facts = { day: dayOf(ctx), store: store.name, storeEn: store.nameEn };
  const document = writeDocument(row, { answers, result, ...facts });
  const long = [document.zh, document.en ?? ""].some(
    (text) => linesOfPage(text).length > mostLines,
  );
  if (long) throw refuse("application_document_too_long");
  return moveOn(ctx, row, "finish", { document, reason: null });
}

/** A member answers again what was returned to them. */
export async function resubmit(ctx: Context, applicationId: string, given: readonly Answer[]) {
  const row = assertOwn(ctx, await lockApplication(ctx, applicationId));
  permitAct(ctx, row, "resubmit");
  const answers = await checkAnswers(ctx, row.member_id ?? "", row.fields, given);
  return moveOn(ctx, row, "resubmit", { answers });
}

export async function withdraw(ctx: Context, applicationId: string) {
  const row = assertOwn(ctx, await lockApplication(ctx, applicationId));
  permitAct(ctx, row, "withdraw");
  return moveOn(ctx, row, "withdraw");
}
