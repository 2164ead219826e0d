import type { Answer, CallInput } from "#packages/sdk/index.ts";

export type PointsRules = NonNullable<Answer<"getPointsSettings">["settings"]>;
type Body = NonNullable<CallInput<"savePointsSettings">["body"]>;

/** The rules as a form asks for them: amounts as people type them. */
export interface RulesDraft {
  readonly active: boolean;
  readonly earnAmount: number;
  readonly earnPoints: number;
  readonly pendingDays: number;
  readonly expiry: "never" | "months" | "day";
  readonly months: number;
  readonly day: string;
  readonly years: number;
  readonly stepPoints: number;
  readonly stepAmount: number;
  readonly capPercent: number;
}

/** A brand that has none begins with: 1 point a unit, 100 points pay one, a year. */
export function rulesDraft(rules: PointsRules | null, scale: number): RulesDraft {
  const expiry = rules?.expiry ?? { kind: "months" as const, months: 12 };
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    active: rules?.active ?? true,
    earnAmount: (rules?.earn.minor ?? scale) / scale,
    earnPoints: rules?.earn.points ?? 1,
    pendingDays: rules?.pendingDays ?? 7,
    expiry: expiry.kind,
    months: expiry.kind === "months" ? expiry.months : 12,
    day: expiry.kind === "day" ? `${two(expiry.month)}-${two(expiry.day)}` : "12-31",
    years: expiry.kind === "day" ? expiry.years : 1,
    stepPoints: rules?.step.points ?? 100,
    stepAmount: (rules?.step.minor ?? scale) / scale,
    capPercent: (rules?.capBps ?? 5_000) / 100,
  };
}

function expiryOf({ expiry, months, day, years }: RulesDraft): Body["expiry"] {
  if (expiry === "never") return { kind: "never" };
  if (expiry === "months") return { kind: "months", months };
  const [month = "12", date = "31"] = day.split("-");
  return { kind: "day", month: Number(month), day: Number(date), years };
}

export function rulesBody(draft: RulesDraft, scale: number): Body {
  return {
    active: draft.active,
    earn: { points: draft.earnPoints, minor: Math.round(draft.earnAmount * scale) },
    pendingDays: draft.pendingDays,
    expiry: expiryOf(draft),
    step: { points: draft.stepPoints, minor: Math.round(draft.stepAmount * scale) },
    capBps: Math.round(draft.capPercent * 100),
  };
}
