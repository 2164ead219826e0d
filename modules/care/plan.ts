import { Type as T, type Static } from "typebox";
import { type Context, tablesOf } from "#platform/context.ts";
import { Nullable, Text } from "#platform/schema.ts";
import type { CareTables, PromisedStep } from "./tables.ts";
import { templateOf, templates, type TradeTemplate } from "./templates.ts";

export const mostSteps = 20;

export const PlanInput = T.Object(
  {
    template: Text(40),
    steps: T.Array(
      T.Object(
        {
          key: T.Optional(T.String({
            minLength: 1, maxLength: 40, description: "absent: a step of the brand's own, to add",
          })),
          name: Text(40),
          nameEn: Nullable(Text(60)),
          dueDays: T.Integer({ minimum: 0, maximum: 365 }),
          active: T.Boolean(),
          needsAnswer: T.Optional(T.Boolean({
            description: "of an own step: only the member's word closes it",
          })),
        },
        { additionalProperties: false },
      ),
      {
        maxItems: mostSteps,
        description: "in their order; an own step that is not named is removed, one of the "
          + "template keeps what it had",
      },
    ),
  },
  { additionalProperties: false },
);
export type PlanInput = Static<typeof PlanInput>;

export interface PlannedStep extends PromisedStep {
  readonly active: boolean;
  /** Added by the brand. */
  readonly own: boolean;
}

type Saved = CareTables["care.steps"];

interface Placed {
  readonly place: number;
  readonly step: PlannedStep;
}

const named = ({ name, name_en: nameEn, due_days: dueDays, active }: Saved) =>
  ({ name, nameEn, dueDays, active });

/** Steps of a trade as the brand has them: the template's, changed or not, and its own. */
export function stepsOf(trade: TradeTemplate, all: readonly Saved[]): PlannedStep[] {
  const saved = all.filter((one) => one.template === trade.key);
  const given = trade.steps.map((step, index): Placed => {
    const { key, zh: name, en: nameEn, dueDays, needsAnswer } = step;
    const changed = saved.find((one) => one.step_key === key);
    const plain = { name, nameEn, dueDays, active: true };
    return {
      place: changed?.place ?? index,
      step: { key, needsAnswer, own: false, ...(changed ? named(changed) : plain) },
    };
  });
  const own = saved.filter((one) => one.own).map((one): Placed => ({
    place: one.place ?? mostSteps,
    step: { key: one.step_key, needsAnswer: one.needs_answer === true, own: true, ...named(one) },
  }));
  return [...given, ...own].sort((a, b) => a.place - b.place).map(({ step }) => step);
}

export const savedSteps = (ctx: Context): Promise<Saved[]> =>
  tablesOf<CareTables>(ctx)
    .selectFrom("care.steps")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .orderBy("step_key")
    .execute();

export const chosenPlan = (ctx: Context) =>
  tablesOf<CareTables>(ctx)
    .selectFrom("care.plans")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .executeTakeFirst();

/** The steps that are on now; null: the brand has chosen no trade, so nothing is promised. */
export async function currentPlan(ctx: Context) {
  const chosen = await chosenPlan(ctx);
  const trade = chosen && templateOf(chosen.template);
  if (!chosen || !trade) return null;
  const steps = stepsOf(trade, await savedSteps(ctx))
    .filter((step) => step.active)
    .map(({ key, name, nameEn, dueDays, needsAnswer }): PromisedStep =>
      ({ key, name, nameEn, dueDays, needsAnswer }));
  return { since: chosen.since, template: chosen.template, steps };
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
