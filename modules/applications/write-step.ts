import { actorId, type Context, tablesOf } from "#platform/context.ts";
import { enqueue } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { tidyJobName } from "./job-names.ts";
import type { ApplicationRow, ApplicationTables } from "./tables.ts";

const doerOf = (ctx: Context): "member" | "staff" | "system" =>
  ctx.actor.kind === "member" ? "member" : ctx.actor.kind === "system" ? "system" : "staff";

/** An event of an application, at the store that sees to it unless told otherwise. */
export const tell = (
  ctx: Context,
  kind: string,
  row: ApplicationRow,
  more: Record<string, unknown> = {},
  unitId: string = row.store_id,
): Promise<string> =>
  emit(ctx, kind, {
    unitId,
    memberId: row.member_id,
    payload: { applicationId: row.application_id, productId: row.product_id, ...more },
  });

/** Writes down a step of an application whose row is held. */
export async function writeStep(ctx: Context, row: ApplicationRow, act: string): Promise<void> {
  const db = tablesOf<ApplicationTables>(ctx);
  const { last } = await db
    .selectFrom("applications.steps")
    .select(({ fn }) => fn.max("step_no").as("last"))
    .where("brand_id", "=", ctx.brand.brandId)
    .where("application_id", "=", row.application_id)
    .executeTakeFirstOrThrow();
  await db
    .insertInto("applications.steps")
    .values({
      brand_id: ctx.brand.brandId,
      application_id: row.application_id,
      step_no: (last ?? 0) + 1,
      act,
      state: row.state,
      by_kind: doerOf(ctx),
      by_id: actorId(ctx.actor),
      at: ctx.now,
    })
    .execute();
}

/** When the time of a state is over: nothing that people wrote lies here for ever. */
export const overAt = (row: ApplicationRow): Temporal.Instant =>
  (row.closed_at ?? row.changed_at).add({ hours: 24 * row.keep_days });

export async function scheduleTidy(ctx: Context, row: ApplicationRow): Promise<void> {
  await enqueue(ctx, tidyJobName, { applicationId: row.application_id }, { runAt: overAt(row) });
}
