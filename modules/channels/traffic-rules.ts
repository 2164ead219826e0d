/** Why a touch that was observed is not valid, and since which wording of the rule. */
export interface TrafficRule {
  readonly rule: "bot" | "staff" | "not_engaged" | "repeat";
  /** Raised when the meaning changes; what was excluded keeps the version that excluded it. */
  readonly version: number;
  readonly zh: string;
  readonly en: string;
}

/** In the order of judgement: a touch is listed under the first rule that excludes it. */
export const trafficRules: readonly TrafficRule[] = [
  {
    rule: "bot",
    version: 1,
    zh: "浏览器自报的名称属于已知的机器程序，或没有名称",
    en: "The browser's own name is that of a known robot, or it gives none",
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

/**
 * Words by which robots, link previews, monitors and programs name themselves. "CUBOT" is a maker
 * of phones. A robot that claims to be a browser is not found here: it does not engage.
 */
const robot = new RegExp(
  "(?<!cu)bot(?![a-z])|crawl|spider|slurp|mediapartners|preview|facebookexternalhit|whatsapp/" +
    "|headless|phantomjs|lighthouse|pingdom|uptime|monitor(?:ing)?/|scan(?:ner)?/|^curl/|^wget/" +
    "|python|^java/|okhttp|go-http-client|libwww|axios/|node-fetch|^node$|undici|httpclient",
  "i",
);

/** Rule "bot", version 1. */
export function isBot(userAgent: string | null | undefined): boolean {
  return !userAgent || userAgent.trim() === "" || robot.test(userAgent);
}
