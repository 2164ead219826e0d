import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { currentPlan, mostSteps, type PlanInput, savedSteps } from "./plan.ts";
import { keepFirst, keepVersion } from "./plan-versions.ts";
import type { CareTables } from "./tables.ts";
import { templateOf } from "./templates.ts";

type Step = PlanInput["steps"][number];

interface Keyed extends Step {
  readonly key: string;
  readonly own: boolean;
}

/** Steps with their keys, those that are new with a new one. */
async function keyed(ctx: Context, { template, steps }: PlanInput): Promise<Keyed[]> {
  const trade = templateOf(template);
  if (!trade) throw refuse("care_template_unknown");
  const own = (await savedSteps(ctx)).filter((one) => one.template === template && one.own);
  const left = new Map([
    ...trade.steps.map((step) => [step.key, false] as const),
    ...own.map((step) => [step.step_key, true] as const),
  ]);
  return steps.map((step) => {
    const { key } = step;
    if (key === undefined) return { ...step, key: `own_${newId()}`, own: true };
    const isOwn = left.get(key);
    // One that comes twice is as strange as one that nobody knows.
    if (!left.delete(key) || isOwn === undefined) throw refuse("care_step_unknown", { step: key });
    return { ...step, key, own: isOwn };
  });
}

async function removeOthers(
  ctx: Context,
  template: string,
  kept: readonly Keyed[],
): Promise<void> {
  const keys = kept.map((step) => step.key);
  let removed = tablesOf<CareTables>(ctx)
    .deleteFrom("care.steps")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("template", "=", template)
    .where("own", "=", true);
  if (keys.length > 0) removed = removed.where("step_key", "not in", keys);
  await removed.execute();
}

async function writeSteps(ctx: Context, template: string, steps: readonly Keyed[]): Promise<void> {
  for (const [place, step] of steps.entries()) {
    const { key, name, nameEn, dueDays, active, own, needsAnswer = false } = step;
    const row = {
      name, name_en: nameEn, due_days: dueDays, active, place,
      own, needs_answer: own ? needsAnswer : null,
    };
    await tablesOf<CareTables>(ctx)
      .insertInto("care.steps")
      .values({ brand_id: ctx.brand.brandId, template, step_key: key, ...row })
      .onConflict((on) => on.columns(["brand_id", "template", "step_key"]).doUpdateSet(row))
      .execute();
  }
}

/**
 * The plan for what begins from now on; what is under way keeps the one it began with. Refuses
 * `care_template_unknown`, `care_step_unknown`, `care_no_step` and `care_steps_many`.
 */
export async function savePlan(ctx: Context, input: PlanInput): Promise<void> {
  const { template } = input;
  const steps = await keyed(ctx, input);
  // Two who save at once would write one version twice.
  await tablesOf<CareTables>(ctx)
    .selectFrom("care.plans")
    .select("template")
    .where("brand_id", "=", ctx.brand.brandId)
    .forUpdate()
    .execute();
  await keepFirst(ctx);
  await tablesOf<CareTables>(ctx)
    .insertInto("care.plans")
    .values({ brand_id: ctx.brand.brandId, template, since: ctx.now, saved_at: ctx.now })
    .onConflict((on) =>
      on.columns(["brand_id"]).doUpdateSet({ template, saved_at: ctx.now }))
    .execute();
  await removeOthers(ctx, template, steps);
  await writeSteps(ctx, template, steps);
  const now = await currentPlan(ctx);
  if (!now || now.steps.length === 0) throw refuse("care_no_step");
  if (now.steps.length > mostSteps) throw refuse("care_steps_many", { most: mostSteps });
  const version = await keepVersion(ctx, ctx.now);
  await emit(ctx, "care.plan_saved", { payload: { template, steps: now.steps.length, version } });
}
