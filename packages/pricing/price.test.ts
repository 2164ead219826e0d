import assert from "node:assert/strict";
import { test } from "node:test";
import type { Cart, Facts } from "./cart.ts";
import { indexOffers } from "./book.ts";
import { tradePolicy, type Benefit, type Offer } from "./model.ts";
import { price } from "./price.ts";
import { cartOf, noon, offerOf } from "./shop.fixture.ts";

const off = (fromMinor: number, amountMinor: number): Benefit => ({
  kind: "tiers",
  base: "after_items",
  tiers: [{ fromMinor, give: { kind: "amount", amountMinor } }],
});

/** 大促叠加: 每满 300 减 50, 品类券 200−20, 店铺券 300−30, 补贴券 100−10. */
const stack: Offer[] = [
  offerOf("618", { ...off(30_000, 5_000), kind: "tiers", every: true } as Benefit,
    { category: "order" }),
  offerOf("category", off(20_000, 2_000), { category: "category_voucher", trigger: "voucher" }),
  offerOf("store", off(30_000, 3_000), { category: "store_voucher", trigger: "voucher" }),
  offerOf("subsidy", off(10_000, 1_000), { category: "subsidy_voucher", trigger: "voucher",
    payers: [{ party: "platform", bps: 7_000 }, { party: "store", bps: 3_000 }] }),
];
const facts: Facts = {
  vouchers: ["category", "store", "subsidy"].map((offerId) =>
    ({ voucherId: `v-${offerId}`, offerId, usesLeft: 1 })),
};
const cart: Cart = cartOf([{ listMinor: 19_900 }, { listMinor: 5_050, quantity: 2 }], 800);

test("the trade's stack: every threshold on the same base, all four together", () => {
  const priced = price(cart, stack, facts, noon);
  const applied = priced.applied.map(({ offerId, amountMinor, baseMinor }) =>
    [offerId, amountMinor, baseMinor]);
  assert.deepEqual(applied, [
    ["618", 5_000, 30_000],
    ["category", 2_000, 30_000],
    ["store", 3_000, 30_000],
    ["subsidy", 1_000, 30_000],
  ]);
  assert.deepEqual(priced.payable, {
    goodsMinor: 19_000,
    deliveryMinor: 800,
    totalMinor: 19_800,
    pointsUsed: 0,
    pointsMinor: 0,
    storedValueMinor: 0,
    dueMinor: 19_800,
  });
  assert.deepEqual(priced.lines.map(({ payableMinor }) => payableMinor), [12_603, 6_397]);
  assert.deepEqual(priced.applied.at(-1)!.shares, [
    { party: "platform", amountMinor: 700 },
    { party: "store", amountMinor: 300 },
  ]);
  assert.equal(priced.proof.kind, "best");
});

test("reductions of a line add up to what is off it", () => {
  const { lines } = price(cart, stack, facts, noon);
  for (const line of lines) {
    const reduced = line.reductions.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    assert.equal(line.initialMinor - reduced, line.payableMinor);
  }
});

test("the answer is in the order of the cart, whatever that is", () => {
  const turned = { ...cart, lines: cart.lines.toReversed() };
  const one = price(cart, stack, facts, noon);
  const other = price(turned, stack.toReversed(), facts, noon);
  assert.deepEqual(other.lines, one.lines.toReversed());
  const rest = { lines: null, applied: null };
  assert.deepEqual({ ...other, ...rest }, { ...one, ...rest });
});

test("the member chooses, and gets the price of that", () => {
  const priced = price(cart, stack, facts, noon, { choose: ["v-store"] });
  assert.deepEqual(priced.applied.map(({ voucherId }) => voucherId), ["v-store"]);
  assert.equal(priced.payable.goodsMinor, 27_000);
  assert.ok(priced.notApplied.every(({ reason }) => reason.kind === "not_chosen"));
});

test("floors hold, unless the terms alone are asked", () => {
  const dear = cartOf([{ listMinor: 10_000, floorMinor: 9_500 }]);
  const offers = [offerOf("it", off(0, 3_000))];
  assert.equal(price(dear, offers, {}, noon).payable.goodsMinor, 9_500);
  const bare = price(dear, offers, {}, noon, { ignoreFloors: true });
  assert.equal(bare.payable.goodsMinor, 7_000);
});

test("a policy of one's own: everything apart", () => {
  const apart = tradePolicy.order.flatMap((a) =>
    tradePolicy.order.map((b) => ({ a, b, per: "cart" as const })));
  const book = indexOffers(stack, { ...tradePolicy, apart });
  const priced = price(cart, book, facts, noon);
  assert.deepEqual(priced.applied.map(({ offerId }) => offerId), ["618"]);
});

test("an empty cart costs nothing", () => {
  const priced = price(cartOf([]), stack, facts, noon);
  assert.equal(priced.payable.dueMinor, 0);
  assert.deepEqual([priced.applied, priced.notApplied], [[], []]);
});
