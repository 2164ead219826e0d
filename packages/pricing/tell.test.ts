import assert from "node:assert/strict";
import { test } from "node:test";
import type { Applied, NextStep, Reason } from "./answer.ts";
import type { Benefit } from "./model.ts";
import type { Reader } from "./reader.ts";
import { tellBenefit } from "./tell-benefit.ts";
import { tellApplied, tellNextStep, tellProof, tellReason, tellShares, withName } from "./tell.ts";

// Saturday 21 November 2026, 10:00 in Shanghai.
const nowMs = Date.UTC(2026, 10, 21, 2);
const day = 86_400_000;
const midnight = Date.UTC(2026, 10, 20, 16);
const crossStore: Benefit = {
  kind: "tiers",
  base: "after_items",
  tiers: [
    { fromMinor: 30000, give: { kind: "amount", amountMinor: 5000 } },
    { fromMinor: 60000, give: { kind: "amount", amountMinor: 12000 } },
  ],
};

function reader(lang: "zh" | "en"): Reader {
  return {
    lang,
    currency: "CNY",
    timeZone: "Asia/Shanghai",
    nowMs,
    offers: {
      cross: { name: "跨店满减", nameEn: "Cross-store", benefit: crossStore },
      party: { name: "店庆券", nameEn: "Anniversary voucher" },
      only: { name: "只有中文名" },
    },
    products: { tea: { name: "红茶", nameEn: "Black tea" } },
  };
}

test("why an offer does not apply, in both languages", () => {
  const rows: [Reason, string, string][] = [
    [{ kind: "below_amount", missingMinor: 1200, base: "after_items" },
      "单品优惠后合计还差 ¥12.00。", "¥12.00 more needed on the total after item offers."],
    [{ kind: "below_count", missing: 1 }, "还差 1 件。", "1 item more needed."],
    [{ kind: "goods_missing", missing: 2 },
      "还缺 2 件搭配的商品。", "2 items to go with it missing."],
    [{ kind: "no_goods" }, "购物车里没有适用的商品。", "No goods for it in the cart."],
    [{ kind: "not_with", offerIds: ["party", "only"] },
      "与「店庆券」、「只有中文名」不同享。",
      "Not together with “Anniversary voucher”, “只有中文名”."],
    [{ kind: "not_better", worseByMinor: 300 }, "用它要多付 ¥3.00。", "Would cost ¥3.00 more."],
    [{ kind: "not_better", worseByMinor: 0 },
      "用上它也不会更便宜。", "Would not make it cheaper."],
    [{ kind: "not_chosen" }, "没有选用。", "Not chosen."],
    [{ kind: "not_started", fromMs: midnight + 2 * day },
      "11月23日 00:00 开始。", "Starts 23 Nov, 00:00."],
    [{ kind: "ended", toMs: midnight },
      "昨天已结束（11月20日 23:59:59）。", "Ended yesterday (20 Nov, 23:59:59)."],
    [{ kind: "ended", toMs: midnight + 3_600_000 },
      "今天已结束（11月21日 00:59:59）。", "Ended today (21 Nov, 00:59:59)."],
    [{ kind: "ended", toMs: Date.UTC(2025, 5, 18, 16) },
      "已于 2025年6月18日 23:59:59 结束。", "Ended 18 Jun 2025, 23:59:59."],
    [{ kind: "not_at_store" }, "这家门店不适用。", "Not at this store."],
    [{ kind: "not_in_channel" }, "这个渠道不适用。", "Not in this channel."],
    [{ kind: "not_in_segment" }, "不在适用的会员范围内。", "Not for this group of members."],
    [{ kind: "not_first_order" }, "仅限首单。", "For a first order only."],
    [{ kind: "not_today", weekdays: [6, 7] }, "仅限 周六、周日。", "Only Saturday, Sunday."],
    [{ kind: "not_now", hours: [{ from: 840, to: 1020 }, { from: 1320, to: 120 }] },
      "仅限 14:00–17:00、22:00–次日 02:00。", "Only 14:00–17:00, 22:00–02:00 the next day."],
    [{ kind: "no_voucher" }, "没有可用的券。", "No voucher to use."],
    [{ kind: "voucher_used_up" }, "券已用完。", "The voucher is used up."],
    [{ kind: "nothing_left", why: "floor" },
      "商品已到最低价，不能再减。", "The goods are at their lowest price and go no lower."],
    [{ kind: "nothing_left", why: "delivery" },
      "没有运费可减。", "No delivery cost to take off."],
  ];
  for (const [reason, zh, en] of rows) {
    assert.equal(tellReason(reason, reader("zh")), zh);
    assert.equal(tellReason(reason, reader("en")), en);
  }
});

test("a benefit as a title", () => {
  const gift = { productId: null, label: "茶杯", quantity: 2, valueMinor: null };
  const rows: [Benefit, string, string][] = [
    [{ kind: "unit_price", level: "member", unitMinor: null }, "会员价", "member price"],
    [{ kind: "unit_price", level: "activity", unitMinor: 990 },
      "活动价 ¥9.90", "activity price ¥9.90"],
    [{ kind: "each_off", amountMinor: 500 }, "每件减 ¥5.00", "¥5.00 off each"],
    [{ kind: "each_off", bps: 1500, maxUnits: 3 },
      "每件 8.5 折、最多 3 件", "15% off each, at most 3 items"],
    [{ kind: "nth_off", n: 2, bps: 5000 }, "第 2 件半价", "every 2nd item half price"],
    [{ kind: "nth_off", n: 3, bps: 2000, maxTimes: 1 },
      "第 3 件 8 折、最多 1 次", "every 3rd item 20% off, at most once"],
    [{ kind: "buy_get", buy: 2, get: 1, bps: 10_000 }, "买 2 件送 1 件", "buy 2, get 1 free"],
    [{ kind: "bundle", parts: [{ scope: {}, quantity: 3 }], priceMinor: 9900 },
      "任选 3 件共 ¥99.00", "any 3 items for ¥99.00"],
    [{ kind: "add_on", goods: {}, unitMinor: 990, maxUnits: 1, base: "initial", fromMinor: 5000 },
      "原价合计满 ¥50.00，可加 ¥9.90 换购 1 件",
      "from ¥50.00 (the total at list prices), up to 1 item at ¥9.90 each"],
    [{ kind: "exchange", units: 1, payMinor: 0 }, "免费兑换 1 件", "1 item for nothing"],
    [crossStore, "满 ¥300.00 减 ¥50.00、满 ¥600.00 减 ¥120.00",
      "¥50.00 off from ¥300.00, ¥120.00 off from ¥600.00"],
    [{ kind: "tiers", base: "initial", every: true, capMinor: 5000,
      tiers: [{ fromMinor: 10000, give: { kind: "amount", amountMinor: 1000 } }] },
      "每满 ¥100.00 减 ¥10.00、最多减 ¥50.00",
      "¥10.00 off for every ¥100.00, at most ¥50.00 off"],
    [{ kind: "tiers", base: "initial",
      tiers: [{ fromCount: 2, give: { kind: "percent", bps: 1000, capMinor: 3000 } }] },
      "满 2 件 打 9 折、最多减 ¥30.00", "10% off, at most ¥30.00 off from 2 items"],
    [{ kind: "tiers", base: "initial", tiers: [{ give: { kind: "gifts", gifts: [gift] } }] },
      "无门槛送 茶杯 ×2", "gift 茶杯 ×2 without a threshold"],
    [{ kind: "tiers", base: "initial", tiers: [{ fromMinor: 9900, give: { kind: "delivery" } }] },
      "满 ¥99.00 免运费", "free delivery from ¥99.00"],
  ];
  for (const [benefit, zh, en] of rows) {
    assert.equal(tellBenefit(benefit, reader("zh")), zh);
    assert.equal(tellBenefit(benefit, reader("en")), en);
  }
});

const applied: Applied = {
  offerId: "cross",
  voucherId: null,
  category: "order",
  kind: "tiers",
  amountMinor: 12000,
  deliveryMinor: 0,
  byLine: [],
  baseMinor: 65000,
  base: "after_items",
  tier: 1,
  times: 1,
  limitedBy: "floor",
  shares: [{ party: "group", amountMinor: 7200 }, { party: "platform", amountMinor: 4800 }],
};

test("what applied says its base, its tier and what kept it from more", () => {
  assert.equal(
    withName("cross", tellApplied(applied, reader("zh")), reader("zh")),
    "「跨店满减」：单品优惠后合计 ¥650.00，达到第 2 档：满 ¥600.00 减 ¥120.00，"
      + "共减 ¥120.00，有商品已到最低价，不能再减。",
  );
  assert.equal(
    tellApplied(applied, reader("en")),
    "The total after item offers is ¥650.00, tier 2 is reached (¥120.00 off from ¥600.00), "
      + "¥120.00 off in all, some goods are at their lowest price and go no lower.",
  );
  assert.equal(tellShares(applied, reader("zh")), "由集团 ¥72.00、平台 ¥48.00 承担。");
  assert.equal(tellShares(applied, reader("en")), "Borne by group ¥72.00, platform ¥48.00.");
});

test("a gift and delivery say what they give", () => {
  const gift = { offerId: "cross", productId: null, label: "茶杯", quantity: 2, valueMinor: 900 };
  const given = { ...applied, offerId: "party", amountMinor: 800, deliveryMinor: 800, base: null,
    limitedBy: null };
  assert.equal(tellApplied(given, reader("zh")), "运费减 ¥8.00。");
  assert.equal(
    tellApplied({ ...applied, amountMinor: 0, limitedBy: null, tier: null }, reader("en"), [gift]),
    "The total after item offers is ¥650.00, ¥50.00 off from ¥300.00, ¥120.00 off from ¥600.00, "
      + "gift 茶杯 ×2.",
  );
});

test("the way to the next tier", () => {
  const step: NextStep = {
    offerId: "cross", tier: 0, missingMinor: 1200, missingCount: null,
    add: [{ productId: "tea", quantity: 2 }], costsMinor: -2600, worthMinor: 2400,
  };
  const rows: [NextStep, string, string][] = [
    [step, "还差 ¥12.00，可享满 ¥300.00 减 ¥50.00，加 2 件「红茶」，整单反而少付 ¥26.00。",
      "¥12.00 more, for ¥50.00 off from ¥300.00, add 2 × “Black tea”, "
        + "the cart even costs ¥26.00 less."],
    [{ ...step, costsMinor: 400 },
      "还差 ¥12.00，可享满 ¥300.00 减 ¥50.00，加 2 件「红茶」，整单只多付 ¥4.00，加的商品值 ¥24.00。",
      "¥12.00 more, for ¥50.00 off from ¥300.00, add 2 × “Black tea”, "
        + "the cart costs only ¥4.00 more for goods worth ¥24.00."],
    [{ ...step, missingMinor: null, missingCount: 1, add: null },
      "还差 1 件，可享满 ¥300.00 减 ¥50.00。", "1 item more, for ¥50.00 off from ¥300.00."],
  ];
  for (const [row, zh, en] of rows) {
    assert.equal(tellNextStep(row, reader("zh")), zh);
    assert.equal(tellNextStep(row, reader("en")), en);
  }
});

test("what is proven", () => {
  const [kind, couldStillSaveMinor] = ["bounded", 150] as const;
  const proof = { kind, candidates: 30, evaluated: 900, couldStillSaveMinor };
  assert.equal(
    tellProof(proof, reader("zh")),
    "30 项可用优惠，比较了 900 种组合；没有比过的组合最多还能再省 ¥1.50。",
  );
  assert.equal(
    tellProof({ kind: "best", candidates: 4, evaluated: 1, couldStillSaveMinor: 0 }, reader("zh")),
    "已是最低价：能减的优惠都用上了，没有更便宜的组合。",
  );
  assert.equal(
    tellProof({ kind: "best", candidates: 1, evaluated: 2, couldStillSaveMinor: 0 }, reader("en")),
    "The lowest price: 1 offer could apply, 2 combinations compared, none is cheaper.",
  );
});
