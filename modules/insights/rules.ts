/** Why an event that was seen does not count, and since which wording of the rule. */
export interface Rule {
  readonly rule: "bot" | "staff" | "not_engaged" | "repeat" | "superseded";
  /** Raised when the meaning changes; an excluded event keeps the version that excluded it. */
  readonly version: number;
  readonly zh: string;
  readonly en: string;
}

/** In the order of judgement: a touch is listed under the first rule that excludes it. */
export const touchRules: readonly Rule[] = [
  {
    rule: "bot",
    version: 1,
    zh: "访问来自已知的机器程序",
    en: "The visit came from a known robot",
  },
  {
    rule: "staff",
    version: 1,
    zh: "访问者是已登录的员工",
    en: "The visitor was signed-in staff",
  },
  {
    rule: "not_engaged",
    version: 1,
    zh: "页面可见不足 3 秒，且没有任何操作",
    en: "The page was visible for less than 3 seconds and nothing was done on it",
  },
  {
    rule: "repeat",
    version: 1,
    zh: "同一人当天已有一次有效访问（会员优先，未登录按访客）",
    en: "The same person (member, else visitor) already had a valid visit on that day",
  },
];

/** For imported figures: the last value of a channel and day counts. */
export const supersededRule: Rule = {
  rule: "superseded",
  version: 1,
  zh: "同一渠道同一天后来又导入了新的数字",
  en: "A later import of the same channel and day replaced it",
};

export const allRules: readonly Rule[] = [...touchRules, supersededRule];

export function versionOf(rule: Rule["rule"]): number {
  return allRules.find((one) => one.rule === rule)?.version ?? 1;
}
