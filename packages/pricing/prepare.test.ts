import assert from "node:assert/strict";
import { test } from "node:test";
import type { CartLine } from "./cart.ts";
import type { Benefit } from "./model.ts";
import { compareLines } from "./prepare.ts";
import { cartOf, namesOf, offerOf, prepared } from "./shop.fixture.ts";

const off: Benefit = { kind: "each_off", amountMinor: 1 };
const cart = cartOf([{ listMinor: 100 }, { listMinor: 200 }]);

test("offers in the policy's order of categories, then the older, then by id", () => {
  const offers = [
    offerOf("d", off, { category: "order", sinceMs: 1 }),
    offerOf("c", off, { category: "item", sinceMs: 9 }),
    offerOf("b", off, { category: "item", sinceMs: 5 }),
    offerOf("a", off, { category: "item", sinceMs: 9 }),
  ];
  assert.deepEqual(namesOf(prepared({ cart, offers }).candidates), ["b", "a", "c", "d"]);
});

test("vouchers in their window with uses left; the earlier to expire; as many as allowed", () => {
  const vouchers = [
    { voucherId: "used", offerId: "it", usesLeft: 0 },
    { voucherId: "old", offerId: "it", usesLeft: 1, toMs: 5 },
    { voucherId: "late", offerId: "it", usesLeft: 1 },
    { voucherId: "soon", offerId: "it", usesLeft: 1, toMs: 9e12 },
  ];
  const offers = [offerOf("it", off, { trigger: "voucher" })];
  const ids = (choose?: string[]) =>
    namesOf(prepared({ cart, offers, facts: { vouchers }, options: { choose } }).candidates);
  assert.deepEqual(ids(), ["soon"]);
  assert.deepEqual(ids(["late"]), ["late"]);
  assert.deepEqual(ids(["it"]), ["soon"]);
  assert.deepEqual(ids(["other"]), []);
});

test("an offer that has no line in the cart is no candidate", () => {
  const offers = [offerOf("it", off, { scope: { products: ["z"] } })];
  assert.equal(prepared({ cart, offers }).candidates.length, 0);
});

test("scopes: any list names the line, and no exception does", () => {
  const line = (more: Partial<CartLine>) => ({ listMinor: 1, ...more });
  const these = cartOf([
    line({ categoryIds: ["tea", "drinks"] }),
    line({ categoryIds: ["cake"], tags: ["new"] }),
    line({ brandLabel: "Leaf", tags: ["new"] }),
  ]);
  const linesOf = (scope: object) =>
    Array.from(prepared({ cart: these, offers: [offerOf("it", off, { scope })] })
      .candidates[0]?.lines ?? []);
  assert.deepEqual(linesOf({}), [0, 1, 2]);
  assert.deepEqual(linesOf({ categories: ["drinks"], brands: ["Leaf"] }), [0, 2]);
  assert.deepEqual(linesOf({ tags: ["new"], except: { categories: ["cake"] } }), [2]);
  assert.deepEqual(linesOf({ except: { products: ["a"] } }), [1, 2]);
  assert.deepEqual(linesOf({ products: [] }), []);
});

test("lines are ordered by what they are, and by their id last", () => {
  const line = (lineId: string, more: Partial<CartLine> = {}): CartLine =>
    ({ lineId, productId: "p", quantity: 1, listMinor: 5, ...more });
  const lines = [
    line("1", { productId: "q" }),
    line("2", { quantity: 2 }),
    line("4"),
    line("3"),
    line("0", { variantId: "v" }),
  ];
  assert.deepEqual(lines.sort(compareLines).map(({ lineId }) => lineId), ["3", "4", "2", "0", "1"]);
});

const wrong: [what: string, line: Partial<CartLine>][] = [
  ["no unit", { quantity: 0 }],
  ["half a unit", { quantity: 1.5 }],
  ["too many units", { quantity: 10_000 }],
  ["a price below zero", { listMinor: -1 }],
  ["a price in fractions", { listMinor: 0.5 }],
  ["a price beyond exact numbers", { listMinor: 2 ** 53 }],
  ["a sum beyond exact numbers", { listMinor: 2 ** 52, quantity: 9 }],
  ["a floor below zero", { floorMinor: -1 }],
  ["a member price below zero", { prices: { member: -1 } }],
];

for (const [what, line] of wrong) {
  test(`refused: ${what}`, () => {
    const made = () => prepared({ cart: cartOf([{ listMinor: 1, ...line }]), offers: [] });
    assert.throws(made, RangeError);
  });
}

test("refused: two lines of one id; delivery below zero", () => {
  const twice = cartOf([{ listMinor: 1, lineId: "x" }, { listMinor: 1, lineId: "x" }]);
  assert.throws(() => prepared({ cart: twice, offers: [] }), RangeError);
  assert.throws(() => prepared({ cart: cartOf([], -1), offers: [] }), RangeError);
});
