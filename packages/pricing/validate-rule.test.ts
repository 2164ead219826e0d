import assert from "node:assert/strict";
import { test } from "node:test";
import { Check } from "typebox/value";
import { type OfferRule, OfferRuleSchema, validateRule } from "./index.ts";

const rule: OfferRule = {
  category: "order",
  scope: {},
  when: {},
  benefit: {
    kind: "tiers",
    base: "after_items",
    tiers: [{ fromMinor: 20_000, give: { kind: "amount", amountMinor: 3_000 } }],
  },
  payers: [{ party: "group", bps: 10_000 }],
};
const amount = (amountMinor: number) => ({ kind: "amount" as const, amountMinor });
const tiers = (
  of: Extract<OfferRule["benefit"], { kind: "tiers" }>["tiers"],
  more: object = {},
): OfferRule["benefit"] => ({ kind: "tiers", base: "initial", tiers: of, ...more });
const gift = { productId: null, label: "茶巾", quantity: 1, valueMinor: null };
const cup = { products: ["cup"] };
const some = { kind: "add_on", goods: cup, unitMinor: 1, maxUnits: 1, base: "initial" } as const;

const rows: [what: string, more: Partial<OfferRule>, problems: string][] = [
  ["满200减30", {}, ""],
  ["满200减30 满400减80", { benefit: tiers([
    { fromMinor: 20_000, give: amount(3_000) }, { fromMinor: 40_000, give: amount(8_000) }]) }, ""],
  ["每满50减10, at most 100", { benefit: tiers(
    [{ fromMinor: 5_000, give: amount(1_000) }], { every: true, capMinor: 10_000 }) }, ""],
  ["会员价", { category: "price", benefit: {
    kind: "unit_price", level: "member", unitMinor: null } }, ""],
  ["第二件半价", { category: "item", benefit: { kind: "nth_off", n: 2, bps: 5_000 } }, ""],
  ["包邮", { category: "delivery", benefit: tiers([{ give: { kind: "delivery" } }]) }, ""],
  ["a gift beside an amount", { benefit: tiers([{ fromMinor: 1, give: amount(1) },
    { fromMinor: 2, give: { kind: "gifts", gifts: [gift] } }]) }, ""],
  ["a member price among the vouchers", { category: "store_voucher", benefit: {
    kind: "unit_price", level: "member", unitMinor: null } }, ""],
  ["a price level as a 满减", { benefit: { kind: "unit_price", level: "member",
    unitMinor: null } }, "category_unfit category"],
  ["freight among the totals", { benefit: tiers([{ give: { kind: "delivery" } }]) },
    "category_unfit category"],
  ["a total among the freight", { category: "delivery" }, "category_unfit category"],
  ["a total among the price levels", { category: "price" }, "category_unfit category"],
  ["a list of no goods", { scope: { tags: [] } }, "scope_empty scope"],
  ["all goods but none", { scope: { except: { products: [] } } }, "scope_empty scope"],
  ["it ends as it begins", { when: { fromMs: 5, toMs: 5 } }, "window_reversed when"],
  ["no store", { when: { stores: [] } }, "stores_missing when.stores"],
  ["no channel", { when: { channels: [] } }, "channels_missing when.channels"],
  ["no segment", { when: { segments: [] } }, "segments_missing when.segments"],
  ["no weekday", { when: { weekdays: [] } }, "weekdays_missing when.weekdays"],
  ["no hours", { when: { hours: [] } }, "hours_missing when.hours"],
  ["22:00 to 02:00", { when: { hours: [{ from: 1_320, to: 120 }] } }, ""],
  ["hours of no length", { when: { hours: [{ from: 1, to: 2 }, { from: 3, to: 3 }] } },
    "hours_empty when.hours.1"],
  ["only with nobody", { joins: { only: [] } }, "join_list_empty joins"],
  ["no tier", { benefit: tiers([]) }, "tiers_missing benefit.tiers"],
  ["tiers that descend", { benefit: tiers([{ fromMinor: 2, give: amount(1) },
    { fromMinor: 1, give: amount(2) }]) }, "tiers_not_ascending benefit.tiers.1"],
  ["two tiers that are always reached", { benefit: tiers([{ give: amount(1) },
    { give: amount(2) }]) }, "tiers_not_ascending benefit.tiers.1"],
  ["a tier of amount and number", { benefit: tiers([
    { fromMinor: 1, fromCount: 1, give: amount(1) }]) }, "threshold_twice benefit.tiers.0"],
  ["tiers of amounts and numbers", { benefit: tiers([{ fromMinor: 1, give: amount(1) },
    { fromCount: 2, give: amount(1) }]) }, "thresholds_mixed benefit.tiers"],
  ["每满 without a threshold", { benefit: tiers([{ give: amount(1) }], { every: true }) },
    "every_needs_one_tier benefit.every"],
  ["每满 a percentage", { benefit: tiers([
    { fromMinor: 1, give: { kind: "percent", bps: 100 } }], { every: true }) },
    "every_not_percent benefit.every"],
  ["nothing off", { benefit: tiers([{ give: amount(0) }]) },
    "amount_not_positive benefit.tiers.0.give"],
  ["no part off", { benefit: tiers([{ give: { kind: "percent", bps: 0 } }]) },
    "percent_out_of_range benefit.tiers.0.give"],
  ["a cap of nothing", { benefit: tiers([{ give: amount(1) }], { capMinor: 0 }) },
    "cap_not_positive benefit"],
  ["no gift", { benefit: tiers([{ give: { kind: "gifts", gifts: [] } }]) },
    "gifts_missing benefit.tiers.0.give"],
  ["a gift without a name", { benefit: tiers([{ give: { kind: "gifts",
    gifts: [{ ...gift, label: " " }] } }]) }, "gift_unnamed benefit.tiers.0.give.gifts.0"],
  ["off each: nothing said", { category: "item", benefit: { kind: "each_off" } },
    "discount_missing benefit"],
  ["off each: both said", { category: "item", benefit: { kind: "each_off", amountMinor: 1,
    bps: 1 } }, "discount_twice benefit"],
  ["every first item", { category: "item", benefit: { kind: "nth_off", n: 1, bps: 1 } },
    "nth_too_small benefit"],
  ["buy none", { category: "item", benefit: { kind: "buy_get", buy: 0, get: 1, bps: 10_000 } },
    "count_not_positive benefit"],
  ["a bundle of nothing", { category: "item", benefit: { kind: "bundle", parts: [],
    priceMinor: 1 } }, "parts_missing benefit.parts"],
  ["an add-on of anything", { category: "item", benefit: { ...some, goods: {}, fromMinor: 1 } },
    "goods_missing benefit.goods"],
  ["an exchange for anything", { category: "store_voucher", benefit: { kind: "exchange", units: 1,
    payMinor: 0 } }, "goods_missing scope"],
  ["an exchange for a cup", { category: "store_voucher", scope: cup, benefit: { kind: "exchange",
    units: 1, payMinor: 0 } }, ""],
  ["nobody pays", { payers: [] }, "payers_missing payers"],
  ["somebody pays twice", { payers: [{ party: "group", bps: 5_000 },
    { party: "group", bps: 5_000 }] }, "payer_twice payers"],
  ["not all is paid", { payers: [{ party: "group", bps: 9_999 }] }, "payers_not_whole payers"],
];

for (const [what, more, problems] of rows) {
  test(`${what}: ${problems || "fine"}`, () => {
    const given = { ...rule, ...more };
    assert.ok(Check(OfferRuleSchema, given));
    const told = validateRule(given).map(({ code, path }) => `${code} ${path}`);
    assert.equal(told.join(", "), problems);
  });
}

test("the shape itself refuses what no rule could mean", () => {
  const wrong: object[] = [
    { ...rule, category: "coupon" },
    { ...rule, benefit: { kind: "free" } },
    { ...rule, scope: { product: ["a"] } },
    { ...rule, when: { weekdays: [0] } },
    { ...rule, when: { hours: [{ from: 0, to: 1_441 }] } },
    { ...rule, perOrder: 0 },
    { ...rule, surprise: true },
  ];
  for (const one of wrong) assert.equal(Check(OfferRuleSchema, one), false, JSON.stringify(one));
});
