import type { Lang } from "#platform/context.ts";
import type { ProgrammesTable } from "./tables.ts";

type Rule = Pick<ProgrammesTable, "visit_rule" | "visit_minutes">;

/** How often a visit is stamped, in words. */
export function visitRuleText({ visit_rule: rule, visit_minutes: minutes }: Rule, lang: Lang) {
  const en = lang === "en";
  if (rule === "day") return en ? "One stamp a day" : "每天集一个点";
  if (rule === "minutes") {
    return en ? `One stamp every ${minutes} minutes` : `每 ${minutes} 分钟集一个点`;
  }
  return en ? "One stamp a day at each store" : "每店每天集一个点";
}
