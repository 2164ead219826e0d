import { trafficRules } from "#modules/channels/index.ts";

/** Why an event that was seen does not count, and since which wording of the rule. */
export interface Rule {
  readonly rule: "bot" | "staff" | "not_engaged" | "repeat" | "superseded";
  /** Raised when the meaning changes; an excluded event keeps the version that excluded it. */
  readonly version: number;
  readonly zh: string;
  readonly en: string;
}

/** For imported figures: the last value of a channel and day counts. */
const supersededRule: Rule = {
  rule: "superseded",
  version: 1,
  zh: "同一渠道同一天后来又导入了新的数字",
  en: "A later import of the same channel and day replaced it",
};

/** The rules of traffic in the order of judgement, and the one of imported figures. */
export const allRules: readonly Rule[] = [...trafficRules, supersededRule];

/** Of visits to stores: all that was done there on that day was undone. */
export const undoneVersion = 1;

export function versionOf(rule: Rule["rule"]): number {
  const known = allRules.find((one) => one.rule === rule);
  if (!known) throw new Error(`no rule ${rule}`);
  return known.version;
}
