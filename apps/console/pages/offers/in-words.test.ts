import assert from "node:assert/strict";
import { test } from "node:test";
import { money } from "#packages/ui/format.ts";
import { fill, type Lang } from "#packages/ui/i18n.ts";
import { enOffers } from "../../messages/en-offers.ts";
import { zhOffers } from "../../messages/zh-offers.ts";
import { ruleInWords, type Speaker } from "./in-words.ts";
import type { RuleBody } from "./rule-draft.ts";

function speaker(lang: Lang): Speaker {
  const words: Readonly<Record<string, string>> = lang === "zh" ? zhOffers : enOffers;
  const names: Readonly<Record<string, string>> = { tea: lang === "zh" ? "茶饮" : "Tea" };
  return {
    t: ((key: string, params?: Readonly<Record<string, string | number>>) =>
      fill(words[key] ?? key, params)) as Speaker["t"],
    lang,
    money: (minor) => money(minor, "CNY", lang),
    name: (id) => names[id] ?? id,
  };
}

const steps: RuleBody = {
  category: "order",
  scope: { categories: ["tea"], tags: ["新品"], except: { products: ["龙井"] } },
  when: { fromDay: "2025-06-01", toDay: "2025-06-18", weekdays: [6, 7], segments: ["member"] },
  benefit: {
    kind: "tiers",
    base: "initial",
    tiers: [
      { fromMinor: 30_000, give: { kind: "amount", amountMinor: 5_000 } },
      { fromMinor: 60_000, give: { kind: "percent", bps: 2_000, capMinor: 20_000 } },
    ],
  },
};
const bundle: RuleBody = {
  category: "item",
  joins: "never",
  scope: {},
  benefit: {
    kind: "bundle",
    parts: [{ scope: { categories: ["tea"] }, quantity: 3 }],
    priceMinor: 9_900,
    maxTimes: 2,
  },
};

const rows: readonly (readonly [rule: RuleBody, voucher: boolean, zh: string, en: string])[] = [
  [
    steps,
    false,
    "茶饮类、“新品”（龙井除外）：按原价合计，满 ¥300 减 ¥50、满 ¥600 打 8折（最多减 ¥200）；"
      + "6月1日到6月18日；周六、周日；只限会员；自动生效；"
      + "作为总价促销（满减、满折），按叠加规则和别的优惠一起用。",
    "Tea, “新品” (except 龙井): ¥50 off from ¥300, 20% off (at most ¥200) from ¥600, counted on "
      + "list prices; 1 Jun to 18 Jun; Sat, Sun; for members only; applies by itself; "
      + "joins others by the stacking rules (Whole-cart offers).",
  ],
  [
    bundle,
    true,
    "打包：茶饮类 3 件，一共 ¥99（一单最多 2 次）；凭券使用；不和别的优惠一起用。",
    "Together: 3 of Tea for ¥99 (at most 2 times per order); with a voucher; "
      + "joins no other offer.",
  ],
];

for (const [rule, voucher, zh, en] of rows) {
  test(`${rule.benefit.kind}: the whole offer in one sentence`, () => {
    assert.equal(ruleInWords(rule, voucher, speaker("zh")), zh);
    assert.equal(ruleInWords(rule, voucher, speaker("en")), en);
  });
}
