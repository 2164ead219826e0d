import assert from "node:assert/strict";
import { test } from "node:test";
import { tradePolicy, type Category, type Offer, type StackingPolicy } from "./model.ts";
import { cartOf, offerOf, prepared } from "./shop.fixture.ts";
import { areApart } from "./stacking.ts";

const groups: StackingPolicy = {
  ...tradePolicy,
  apart: [],
  groups: [{ group: "by line", per: "line" }],
};
const all = {};
const a = { products: ["a"] };
const b = { products: ["b"] };

type Side = [Category, Offer["scope"], Partial<Offer>?];
type Row = [what: string, one: Side, other: Side, apart: boolean, policy?: StackingPolicy];

const rows: Row[] = [
  ["two of 满减, wherever", ["order", a], ["order", b], true],
  ["two item benefits on a line", ["item", all], ["item", a], true],
  ["two item benefits on two lines", ["item", a], ["item", b], false],
  ["满减 and a store voucher", ["order", all], ["store_voucher", all], false],
  ["two category vouchers on two lines", ["category_voucher", a], ["category_voucher", b], false],
  ["two category vouchers on a line", ["category_voucher", a], ["category_voucher", all], true],
  ["always beats the policy", ["order", a, { joins: "always" }], ["order", b], false],
  ["one group", ["item", a, { groups: ["g"] }], ["order", b, { groups: ["g"] }], true],
  ["one group, though always",
    ["item", a, { groups: ["g"], joins: "always" }], ["order", b, { groups: ["g"] }], true],
  ["a group per line, two lines",
    ["item", a, { groups: ["by line"] }], ["order", b, { groups: ["by line"] }], false, groups],
  ["a group per line, a line",
    ["item", a, { groups: ["by line"] }], ["order", all, { groups: ["by line"] }], true, groups],
  ["two that join nothing, on a line",
    ["item", a, { joins: "never" }], ["order", all, { joins: "never" }], true],
  ["two that join nothing, on two lines",
    ["item", a, { joins: "never" }], ["item", b, { joins: "never" }], false],
  ["one that joins nothing takes its lines only",
    ["item", a, { joins: "never" }], ["item", all], false],
  ["one that joins nothing is still 满减",
    ["order", a, { joins: "never" }], ["order", b], true],
  ["only these: named by category",
    ["item", a, { joins: { only: ["order"] } }], ["order", a], false],
  ["only these: named by id", ["item", a, { joins: { only: ["two"] } }], ["order", a], false],
  ["only these: not named", ["item", a, { joins: { only: ["gift"] } }], ["order", a], true],
  ["only these: not named, elsewhere",
    ["item", a, { joins: { only: ["gift"] } }], ["order", b], false],
  ["only these is stronger than always",
    ["item", a, { joins: { only: [] } }], ["order", a, { joins: "always" }], true],
];

for (const [what, one, other, apart, policy] of rows) {
  test(`${what}: ${apart ? "apart" : "together"}`, () => {
    const make = (id: string, [category, scope, more]: Side) =>
      offerOf(id, { kind: "each_off", amountMinor: 1 }, { category, scope, ...more });
    const cart = cartOf([{ listMinor: 100 }, { listMinor: 100 }]);
    const offers = [make("one", one), make("two", other)];
    const { conflicts } = prepared({ cart, offers, policy });
    assert.equal(areApart(conflicts, 0, 1), apart);
    assert.equal(areApart(conflicts, 1, 0), apart);
  });
}

test("vouchers of one offer are counted by perOrder, not held apart", () => {
  const category = "store_voucher" as const;
  const more = { trigger: "voucher", perOrder: 2, category, groups: ["g"] } as const;
  const { candidates, conflicts } = prepared({
    cart: cartOf([{ listMinor: 100 }]),
    offers: [offerOf("it", { kind: "each_off", amountMinor: 1 }, more)],
    facts: {
      vouchers: ["v3", "v1", "v2"].map((voucherId) => ({ voucherId, offerId: "it", usesLeft: 1 })),
    },
  });
  assert.deepEqual(candidates.map(({ id }) => id), ["v1", "v2"]);
  assert.equal(areApart(conflicts, 0, 1), false);
});
