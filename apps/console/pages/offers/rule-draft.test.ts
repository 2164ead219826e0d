import assert from "node:assert/strict";
import { test } from "node:test";
import type { Benefit, Category } from "#packages/pricing/browser.ts";
import { exampleOf } from "./example.ts";
import { newDraft, type OfferDraft, ruleBodyOf, startOf, toMinor } from "./offer-draft.ts";
import type { OfferKind } from "./offer-kinds.ts";
import { type RuleBody, saysRule } from "./rule-draft.ts";
import { fieldsOfRule } from "./rule-fields-of.ts";

const cny = {
  major: (minor: number | null | undefined) => (typeof minor === "number" ? minor / 100 : null),
  minor: (major: number | null | undefined) => toMinor(major, "CNY"),
};

const typed = (kind: OfferKind, more: Partial<OfferDraft>): OfferDraft => ({
  ...newDraft,
  ...startOf(kind, newDraft),
  kind,
  ...more,
});

const cut = (fromMinor: number, amountMinor: number) => ({
  fromMinor,
  give: { kind: "amount", amountMinor } as const,
});

const rows: readonly (readonly [draft: OfferDraft, category: Category, benefit: Benefit])[] = [
  [
    typed("full_cut", { tiers: [{ from: 600, amount: 120 }, { from: 300, amount: 50 }] }),
    "order",
    { kind: "tiers", base: "after_items", tiers: [cut(30_000, 5_000), cut(60_000, 12_000)] },
  ],
  [
    typed("every_cut", { base: "initial", tiers: [{ from: 300, amount: 50 }], most: 200 }),
    "order",
    {
      kind: "tiers",
      base: "initial",
      tiers: [cut(30_000, 5_000)],
      every: true,
      capMinor: 20_000,
    },
  ],
  [
    typed("full_percent", { tierBy: "count", tiers: [{ from: 3, percent: 20, cap: 50 }] }),
    "order",
    {
      kind: "tiers",
      base: "after_items",
      tiers: [{ fromCount: 3, give: { kind: "percent", bps: 2_000, capMinor: 5_000 } }],
    },
  ],
  [
    typed("full_gift", {
      tiers: [{ from: 199, gifts: [{ label: "茶杯", quantity: 2, value: 39 }] }],
    }),
    "gift",
    {
      kind: "tiers",
      base: "after_items",
      tiers: [{
        fromMinor: 19_900,
        give: {
          kind: "gifts",
          gifts: [{ productId: null, label: "茶杯", quantity: 2, valueMinor: 3_900 }],
        },
      }],
    },
  ],
  [
    typed("free_delivery", { tiers: [{ from: 88 }] }),
    "delivery",
    {
      kind: "tiers",
      base: "after_items",
      tiers: [{ fromMinor: 8_800, give: { kind: "delivery" } }],
    },
  ],
  [
    typed("price_level", { unitBy: "fixed", unit: 28 }),
    "price",
    { kind: "unit_price", level: "member", unitMinor: 2_800 },
  ],
  [typed("each_off", { off: 5 }), "item", { kind: "each_off", amountMinor: 500 }],
  [typed("nth_off", {}), "item", { kind: "nth_off", n: 2, bps: 5_000 }],
  [
    typed("buy_get", { getBy: "other", other: { tags: ["茶点"] }, maxTimes: 1 }),
    "item",
    { kind: "buy_get", buy: 2, get: 1, bps: 10_000, getScope: { tags: ["茶点"] }, maxTimes: 1 },
  ],
  [
    typed("bundle", { parts: [{ quantity: 3, goods: { categories: ["c"] } }], price: 99 }),
    "item",
    { kind: "bundle", parts: [{ scope: { categories: ["c"] }, quantity: 3 }], priceMinor: 9_900 },
  ],
  [
    typed("add_on", { threshold: 50, unit: 9.9, goods: { products: ["p"] } }),
    "item",
    {
      kind: "add_on",
      goods: { products: ["p"] },
      unitMinor: 990,
      maxUnits: 1,
      base: "after_items",
      fromMinor: 5_000,
    },
  ],
  [
    typed("delivery_voucher", { cap: 6 }),
    "delivery",
    {
      kind: "tiers",
      base: "after_items",
      tiers: [{ give: { kind: "delivery", capMinor: 600 } }],
    },
  ],
];

for (const [draft, category, benefit] of rows) {
  test(`${draft.kind}: what is typed, the rule, and the same fields again`, () => {
    const rule = ruleBodyOf(draft, "CNY");
    assert.equal(rule.category, category);
    assert.deepEqual(rule.benefit, benefit);
    const again = fieldsOfRule(rule, draft.kind === "delivery_voucher", cny);
    assert.equal(again.kind, draft.kind);
    assert.deepEqual(ruleBodyOf({ ...newDraft, ...again }, "CNY"), rule);
    const example = exampleOf(rule, draft.kind === "delivery_voucher", "CNY");
    assert.ok(example, "an example that shows it");
  });
}

test("a plain voucher is sent without a rule until something asks for one", () => {
  const plain = typed("amount_off", { amount: 10, threshold: 100 });
  assert.equal(saysRule(plain), false);
  const asks: readonly Partial<OfferDraft>[] = [
    { category: "subsidy_voucher" },
    { joins: "never" },
    { groups: ["618"] },
    { perOrder: 2 },
    { weekdays: [6, 7] },
    { firstOrder: true },
    { productScope: "some", scope: { tags: ["新品"] } },
    { base: "initial" },
  ];
  for (const ask of asks) assert.ok(saysRule({ ...plain, ...ask }), JSON.stringify(ask));
});

test("conditions, exceptions and company are kept", () => {
  const rule = ruleBodyOf(
    typed("each_off", {
      off: 5,
      productScope: "some",
      scope: { categories: ["tea"], except: { products: ["p1"] } },
      weekdays: [7, 6],
      hours: [{ from: "22:00", to: "02:00" }],
      segments: ["member"],
      joins: "only",
      joinsOnly: ["store_voucher"],
      whenFromDay: "2025-06-01",
    }),
    "CNY",
  );
  assert.deepEqual(rule.scope, { categories: ["tea"], except: { products: ["p1"] } });
  assert.deepEqual(rule.joins, { only: ["store_voucher"] });
  assert.deepEqual(rule.when, {
    fromDay: "2025-06-01",
    segments: ["member"],
    weekdays: [6, 7],
    hours: [{ from: 1_320, to: 120 }],
  });
  assert.equal(fieldsOfRule(rule, false, cny).kind, "each_off");
});

test("a rule that the fields cannot say is kept as it is", () => {
  const rule: RuleBody = {
    category: "order",
    scope: {},
    when: { stores: ["s1"] },
    benefit: { kind: "each_off", amountMinor: 100 },
  };
  const fields = fieldsOfRule(rule, false, cny);
  assert.equal(fields.kind, "custom");
  assert.deepEqual(ruleBodyOf({ ...newDraft, ...fields }, "CNY"), rule);
});
