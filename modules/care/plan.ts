import { Type as T, type Static } from "typebox";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { Nullable, Text } from "#platform/schema.ts";
import type { CareTables } from "./tables.ts";
import { type StepTemplate, templateOf, templates, type TradeTemplate } from "./templates.ts";

export const PlanInput = T.Object(
  {
    template: Text(40),
    steps: T.Array(
      T.Object(
        {
          key: Text(40),
          name: Text(40),
          nameEn: Nullable(Text(60)),
          dueDays: T.Integer({ minimum: 0, maximum: 365 }),
          active: T.Boolean(),
        },
        { additionalProperties: false },
      ),
      { maxItems: 20 },
    ),
  },
  { additionalProperties: false },
);
type PlanInput = Static<typeof PlanInput>;

export interface PlannedStep {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly dueDays: number;
  readonly active: boolean;
  readonly needsAnswer: boolean;
}

type Saved = CareTables["care.steps"];

const plannedStep = (step: StepTemplate, saved: Saved | undefined): PlannedStep => ({
  key: step.key,
  name: saved?.name ?? step.zh,
  nameEn: saved ? saved.name_en : step.en,
  dueDays: saved?.due_days ?? step.dueDays,
  active: saved?.active ?? true,
  needsAnswer: step.needsAnswer,
});

const stepsOf = (trade: TradeTemplate, saved: readonly Saved[]): PlannedStep[] =>
  trade.steps.map((step) => plannedStep(
    step,
    saved.find((one) => one.template === trade.key && one.step_key === step.key),
  ));

const savedSteps = (ctx: Context): Promise<Saved[]> =>
  tablesOf<CareTables>(ctx)
    .selectFrom("care.steps")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .execute();

const chosenPlan = (ctx: Context) =>
  tablesOf<CareTables>(ctx)
    .selectFrom("care.plans")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .executeTakeFirst();

/** The steps that are on; null: the brand has chosen no trade, so nothing is promised. */
export async function activePlan(ctx: Context) {
  const chosen = await chosenPlan(ctx);
  const trade = chosen && templateOf(chosen.template);
  if (!chosen || !trade) return null;
  const steps = stepsOf(trade, await savedSteps(ctx)).filter((step) => step.active);
  return { since: chosen.since, steps };
}

/** Every trade with its steps as this brand has them, and which one it chose. */
export async function readPlan(ctx: Context) {
  const chosen = await chosenPlan(ctx);
  const saved = await savedSteps(ctx);
  return {
    template: chosen?.template ?? null,
    since: chosen?.since.epochMilliseconds ?? null,
    templates: templates.map((trade) => ({
      key: trade.key,
      name: trade.zh,
      nameEn: trade.en,
      steps: stepsOf(trade, saved),
    })),
  };
}

function checked(input: PlanInput): PlanInput["steps"] {
  const trade = templateOf(input.template);
  if (!trade) throw refuse("care_template_unknown");
  const known = new Set(trade.steps.map((step) => step.key));
  const strange = input.steps.find((step) => !known.delete(step.key));
  if (strange) throw refuse("care_step_unknown", { step: strange.key });
  // A step that is not named keeps what it had, and may be the one that is on.
  if (known.size === 0 && !input.steps.some((step) => step.active)) throw refuse("care_no_step");
  return input.steps;
}

/**
 * For what closes from now on; tasks that exist stay as they were promised. Refuses
 * `care_template_unknown`, `care_step_unknown` and `care_no_step`.
 */
export async function savePlan(ctx: Context, input: PlanInput): Promise<void> {
  const steps = checked(input);
  const db = tablesOf<CareTables>(ctx);
  const brand = { brand_id: ctx.brand.brandId };
  const { template } = input;
  await db
    .insertInto("care.plans")
    .values({ ...brand, template, since: ctx.now, saved_at: ctx.now })
    .onConflict((on) => on.columns(["brand_id"]).doUpdateSet({ template, saved_at: ctx.now }))
    .execute();
  for (const { key, name, nameEn, dueDays, active } of steps) {
    const row = { name, name_en: nameEn, due_days: dueDays, active };
    await db
      .insertInto("care.steps")
      .values({ ...brand, template, step_key: key, ...row })
      .onConflict((on) => on.columns(["brand_id", "template", "step_key"]).doUpdateSet(row))
      .execute();
  }
  const now = await activePlan(ctx);
  if (!now || now.steps.length === 0) throw refuse("care_no_step");
  await emit(ctx, "care.plan_saved", { payload: { template, steps: now.steps.length } });
}
