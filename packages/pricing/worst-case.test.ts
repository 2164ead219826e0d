import assert from "node:assert/strict";
import { test } from "node:test";
import { indexOffers } from "./book.ts";
import { type Benefit, type Category, type Offer, type OfferRule, tradePolicy } from "./model.ts";
import { price } from "./price.ts";
import {
  isBelow, itemLineId, lookAt, quickBoundMinor, type WorstCase, worstCase,
} from "./worst-case.ts";

let made = 0;
function offer(category: Category, benefit: Benefit, more: Partial<Offer> = {}): Offer {
  made += 1;
  const rule: OfferRule = {
    category,
    benefit,
    scope: {},
    when: {},
    payers: [{ party: "store", bps: 10_000 }],
  };
  const trigger = category.endsWith("voucher") ? "voucher" : "automatic";
  return { ...rule, offerId: `${category}-${made}`, name: "", sinceMs: made, trigger, ...more };
}

const amount = (fromMinor: number, amountMinor: number, more: object = {}): Benefit => ({
  kind: "tiers",
  base: "after_items",
  tiers: [{ fromMinor, give: { kind: "amount", amountMinor } }],
  ...more,
});
const percent = (fromMinor: number, bps: number, capMinor?: number): Benefit => ({
  kind: "tiers",
  base: "after_items",
  tiers: [{ fromMinor, give: { kind: "percent", bps } }],
  ...(capMinor === undefined ? {} : { capMinor }),
});
const each = (bps: number): Benefit => ({ kind: "each_off", bps });
const gift: Benefit = {
  kind: "tiers",
  base: "initial",
  tiers: [{ fromMinor: 100, give: { kind: "gifts", gifts: [] } }],
};
const twoTiers: Benefit = {
  kind: "tiers",
  base: "after_items",
  tiers: [
    { fromMinor: 30_000, give: { kind: "amount", amountMinor: 6_000 } },
    { fromMinor: 50_000, give: { kind: "amount", amountMinor: 8_000 } },
  ],
};
const threeFor: Benefit = {
  kind: "bundle",
  parts: [{ scope: { products: ["tea"] }, quantity: 3 }],
  priceMinor: 24_000,
};
const addOn: Benefit = {
  kind: "add_on",
  goods: { products: ["tea"] },
  unitMinor: 4_900,
  maxUnits: 1,
  base: "after_items",
  fromMinor: 10_000,
};
const member: Benefit = { kind: "unit_price", level: "member", unitMinor: null };
const half: Benefit = { kind: "nth_off", n: 2, bps: 5_000 };
const twoPlusOne: Benefit = { kind: "buy_get", buy: 2, get: 1, bps: 10_000 };
const exchange: Benefit = { kind: "exchange", units: 1, payMinor: 1_000 };
const only = { scope: { products: ["tea"] } };
const inTea = { scope: { categories: ["tea-leaves"] } };

const tea = {
  productId: "tea",
  listMinor: 10_000,
  floorMinor: 7_000,
  categoryIds: ["tea-leaves"],
  prices: { member: 9_000 },
};

type Rows = [category: Category, benefit: Benefit, more?: Partial<Offer>][];

/** The proof: the cart priced again with the same choice comes to the same. */
function reprice(found: WorstCase, offers: readonly Offer[]): void {
  const { cart, facts, now, choose } = found;
  const book = indexOffers(offers, tradePolicy);
  const priced = price(cart, book, facts, now, { choose, ignoreFloors: true });
  const line = priced.lines.find((one) => one.lineId === itemLineId);
  assert.equal(line?.payableMinor, found.paidMinor);
  assert.equal(line?.quantity, found.quantity);
}

test("list 100, floor 70, attainable 65 is found, with its combination", () => {
  const offers = [
    offer("item", each(2_000), only),
    offer("order", amount(16_000, 3_000)),
    offer("store_voucher", amount(5_000, 0 + 1), { scope: { products: ["other"] } }),
  ];
  const found = worstCase(tea, offers);
  assert.equal(found.attainableMinor, 6_500);
  assert.equal(isBelow(found, tea.floorMinor), true);
  assert.deepEqual(found.choose, [offers[0]!.offerId, offers[1]!.offerId]);
  assert.equal(found.exact, true);
  reprice(found, offers);
});

test("the lowest price over quantities, companions and combinations", () => {
  const rows: [string, Rows, number][] = [
    // what is published, then what one unit can come to
    ["nothing", [], 10_000],
    ["member price", [["price", member]], 9_000],
    ["a fifth off", [["item", each(2_000)]], 8_000],
    ["two item benefits never meet", [["item", each(2_000)], ["item", each(1_000)]], 8_000],
    ["满 300 减 50 at exactly 300", [["order", amount(30_000, 5_000)]], 8_333],
    ["满 300 减 60 is better than 满 500 减 80", [["order", twoTiers]], 8_000],
    ["a filler is lowered too", [["item", each(3_000)], ["order", amount(16_000, 3_000)]], 5_687],
    ["每满 50 减 10", [["order", amount(5_000, 1_000, { every: true })]], 8_000],
    ["two total-price promotions do not meet",
      [["order", amount(30_000, 5_000)], ["order", percent(0, 1_200)]], 8_333],
    ["满减 and a store voucher at one total",
      [["order", amount(30_000, 5_000)], ["store_voucher", amount(30_000, 1_000)]], 8_000],
    ["thresholds at different totals",
      [["order", amount(20_000, 2_000)], ["store_voucher", amount(40_000, 8_000)]], 7_500],
    ["a category voucher of a smaller scope",
      [["category_voucher", amount(15_000, 1_500), inTea], ["order", amount(30_000, 5_000)]],
      7_333],
    ["the second of the item alone half off", [["item", half, only]], 7_500],
    ["the second half off beside a dearer one", [["item", half, inTea]], 5_000],
    ["buy two get one, the item alone", [["item", twoPlusOne, only]], 6_666],
    ["any three for 240, the item alone", [["item", threeFor, only]], 8_000],
    ["add-on for 49", [["item", addOn]], 4_900],
    ["an exchange voucher for 10", [["store_voucher", exchange, only]], 1_000],
    ["no threshold: all of it off one unit", [["store_voucher", amount(0, 4_000)]], 6_000],
    ["a cap", [["order", percent(20_000, 5_000, 3_000)]], 8_500],
    ["a gift lowers no price", [["gift", gift]], 10_000],
    ["not for this product", [["order", amount(100, 99), { scope: { products: ["x"] } }]], 10_000],
    ["exclusive: alone on its goods",
      [["item", each(2_500), { joins: "never" }], ["order", amount(30_000, 5_000)]], 7_500],
    ["two vouchers of one offer", [["store_voucher", amount(0, 1_000), { perOrder: 2 }]], 8_000],
  ];
  for (const [name, published, attainable] of rows) {
    const offers = published.map((one) => offer(...one));
    const found = worstCase(tea, offers);
    assert.equal(found.attainableMinor, attainable, name);
    assert.ok(found.boundMinor <= attainable, name);
    assert.ok(quickBoundMinor(lookAt(tea, offers, tradePolicy)) <= found.boundMinor, name);
    reprice(found, offers);
  }
});

test("offers that never meet are not combined", () => {
  const day = 86_400_000;
  const both = (a: Offer["when"], b: Offer["when"]) =>
    worstCase(tea, [
      offer("item", each(1_000), { when: a }),
      offer("store_voucher", amount(0, 2_000), { when: b }),
    ]).attainableMinor;
  const hours = (from: number, to: number) => ({ hours: [{ from, to }] });
  const rows: [string, Offer["when"], Offer["when"], number][] = [
    ["always",             {},                            {},                            7_000],
    ["windows that touch", { toMs: 10 * day },            { fromMs: 10 * day },          8_000],
    ["windows that meet",  { toMs: 10 * day + 1 },        { fromMs: 10 * day },          7_000],
    ["other stores",       { stores: ["a", "b"] },        { stores: ["c"] },             8_000],
    ["one common store",   { stores: ["a", "b"] },        { stores: ["c", "b"] },        7_000],
    ["other channels",     { channels: ["a"] },           { channels: ["b"] },           8_000],
    ["a member may be in two segments", { segments: ["a"] }, { segments: ["b"] },        7_000],
    ["other weekdays",     { weekdays: [1] },             { weekdays: [2, 3] },          8_000],
    ["a common weekday",   { weekdays: [1, 7] },          { weekdays: [7] },             7_000],
    ["other hours",        hours(600, 720),               hours(720, 800),               8_000],
    ["past midnight",      hours(1_380, 120),             hours(60, 90),                 7_000],
    ["a weekday out of the window", { weekdays: [1], toMs: day }, { weekdays: [1] },     8_000],
    ["first order",        { firstOrder: true },          {},                            7_000],
  ];
  for (const [name, a, b, attainable] of rows) assert.equal(both(a, b), attainable, name);
});

test("what is past is left out", () => {
  const offers = [offer("item", each(5_000), { when: { toMs: 1_000 } })];
  assert.equal(worstCase(tea, offers, tradePolicy, { fromMs: 999 }).attainableMinor, 5_000);
  assert.equal(worstCase(tea, offers, tradePolicy, { fromMs: 1_000 }).attainableMinor, 10_000);
});

test("real goods: a cheap companion that counts with its list price", () => {
  const offers = [
    offer("item", { ...member, unitMinor: 100 }, { scope: { products: ["cup"] } }),
    offer("order", amount(20_000, 9_000, { base: "initial" })),
  ];
  const goods = [{ productId: "cup", listMinor: 10_000 }];
  const found = worstCase(tea, offers, tradePolicy, { goods });
  // 100 for the cup: of the 9,000 nearly all goes off the tea.
  assert.equal(found.attainableMinor, 1_089);
  assert.equal(worstCase(tea, offers).attainableMinor, 5_500);
  reprice(found, offers);
});

test("an offer that keeps every filler cheap is not answered with ever dearer fillers", () => {
  const by = { scope: {}, when: {}, trigger: "automatic", joins: "always" } as const;
  const payers = [{ party: "store", bps: 10_000 }] as const;
  const spring = { tags: ["spring"] };
  const cut = { kind: "amount", amountMinor: 100 } as const;
  const offers: Offer[] = [
    {
      ...by, payers, offerId: "a", name: "加价购", sinceMs: 0, category: "item",
      benefit: {
        kind: "add_on", goods: spring, maxUnits: 2, base: "initial", unitMinor: 100,
        fromMinor: 100,
      },
    },
    {
      ...by, payers, offerId: "b", name: "每满减", sinceMs: 1, category: "order",
      benefit: {
        kind: "tiers", base: "after_items", every: true,
        tiers: [{ fromMinor: 2_000, give: cut }],
      },
    },
    {
      ...by, payers, offerId: "c", name: "满减", sinceMs: 2, category: "order", scope: spring,
      benefit: {
        kind: "tiers", base: "initial",
        tiers: [{ fromMinor: 0, give: cut }, { fromMinor: 20_100, give: cut }],
      },
    },
  ];
  const tea = { productId: "tea", listMinor: 10_000, ...spring };
  const found = worstCase(tea, offers, tradePolicy, { budget: 400 });
  assert.ok(found.attainableMinor <= 10_000);
  assert.ok(found.cart.lines.every((line) => line.listMinor <= 10_000_000_000));
});
