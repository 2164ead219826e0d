import { type Static, Type as T } from "typebox";
import {
  CategorySchema, conditionFields, type OfferRule, PayersSchema, ruleFields,
} from "#packages/pricing/index.ts";
import { Day, Nullable } from "#platform/schema.ts";

const day = T.Optional(Nullable(Day));

/** A rule as people say it: its window in days of the brand's calendar, both inside. */
export const RuleSchema = T.Object(
  {
    ...ruleFields,
    when: T.Optional(
      T.Object({ fromDay: day, toDay: day, ...conditionFields }, { additionalProperties: false }),
    ),
    payers: T.Optional(PayersSchema),
  },
  { additionalProperties: false },
);
/** Payers are said by the version, once for its terms and its rule. */
export type RuleInput = Static<typeof RuleSchema>;
export type Days = Pick<NonNullable<RuleInput["when"]>, "fromDay" | "toDay">;

export const TriggerSchema = T.Union([T.Literal("voucher"), T.Literal("automatic")]);
export type Trigger = Static<typeof TriggerSchema>;
export { CategorySchema };

export interface Window {
  /** Epoch milliseconds, half-open; null: open on that side. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** The rule as the engine takes it. `stores`: where it holds unless the rule names some itself. */
export function engineRule(
  said: RuleInput,
  more: {
    readonly window: Window;
    readonly stores: readonly string[] | null;
    readonly payers: OfferRule["payers"];
  },
): OfferRule {
  const { when = {}, payers: _said, ...rule } = said;
  const { fromDay: _from, toDay: _to, ...conditions } = when;
  const stores = conditions.stores ?? more.stores;
  return {
    ...rule,
    when: { ...conditions, ...more.window, ...(stores ? { stores } : {}) },
    payers: more.payers,
  };
}
