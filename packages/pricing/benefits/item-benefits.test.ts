import assert from "node:assert/strict";
import { test } from "node:test";
import type { Benefit } from "../model.ts";
import { type LineOf, turnOf } from "../shop.fixture.ts";

/** "100x3" is three units at 1.00; "100x3>80" with a floor of 0.80 each. */
function goods(text: string): LineOf[] {
  return text.split(" ").map((part) => {
    const [, listMinor, quantity, floorMinor] = /^(\d+)(?:x(\d+))?(?:>(\d+))?$/.exec(part)!;
    return {
      listMinor: Number(listMinor),
      quantity: Number(quantity ?? 1),
      floorMinor: floorMinor ? Number(floorMinor) : null,
    };
  });
}

const only = (...products: string[]) => ({ products });
const half = 5_000;
const free = 10_000;

type Row = [what: string, goods: string, benefit: Benefit, off: number[], limit?: string];

const rows: Row[] = [
  ["a unit price", "100x3 50", { kind: "unit_price", level: "activity", unitMinor: 70 }, [90, 0]],
  ["a unit price below the floor", "100x3>80",
    { kind: "unit_price", level: "activity", unitMinor: 70 }, [60], "floor"],

  ["an amount off each", "100x3 50", { kind: "each_off", amountMinor: 20 }, [60, 20]],
  ["more off than it costs", "100 15", { kind: "each_off", amountMinor: 20 }, [20, 15], "zero"],
  ["a percentage off each", "99x2 10", { kind: "each_off", bps: 1_500 }, [30, 2]],
  ["off the dearest two", "50x5 100", { kind: "each_off", amountMinor: 20, maxUnits: 2 }, [20, 20]],
  ["equally dear: the earlier", "50 50", { kind: "each_off", amountMinor: 9, maxUnits: 1 }, [9, 0]],
  ["down to the floor", "50x2>45", { kind: "each_off", bps: half }, [10], "floor"],

  ["the second at half price", "100 60", { kind: "nth_off", n: 2, bps: half }, [0, 30]],
  ["two pairs", "100x2 60x2", { kind: "nth_off", n: 2, bps: half }, [50, 30]],
  ["pairs across lines", "100 60x2 20", { kind: "nth_off", n: 2, bps: half }, [0, 30, 10]],
  ["one pair, the dearest", "100x2 60x2",
    { kind: "nth_off", n: 2, bps: half, maxTimes: 1 }, [50, 0]],
  ["no second", "100", { kind: "nth_off", n: 2, bps: half }, [0]],
  ["9,999 units as one run", "3x9999", { kind: "nth_off", n: 2, bps: free }, [14_997]],

  ["two, the third free", "100 60 20", { kind: "buy_get", buy: 2, get: 1, bps: free }, [0, 0, 20]],
  ["one, two free", "100 60 20", { kind: "buy_get", buy: 1, get: 2, bps: free }, [0, 60, 20]],
  ["only full blocks", "100x5", { kind: "buy_get", buy: 2, get: 1, bps: free }, [100]],
  ["at most twice", "10x9", { kind: "buy_get", buy: 2, get: 1, bps: free, maxTimes: 2 }, [20]],

  ["an exchange", "100x2 300", { kind: "exchange", units: 1, payMinor: 0 }, [0, 300]],
  ["an exchange for a payment", "100x2", { kind: "exchange", units: 2, payMinor: 30 }, [140]],
  ["an exchange for more than it costs", "100", { kind: "exchange", units: 1, payMinor: 130 }, [0]],

  ["any three for 2.00", "100x4", { kind: "bundle", parts: [{ scope: {}, quantity: 3 }],
    priceMinor: 200 }, [100]],
  ["a pair of two parts", "100 60", { kind: "bundle", parts: [
    { scope: only("a"), quantity: 1 }, { scope: only("b"), quantity: 1 }], priceMinor: 140 },
    [13, 7]],
  ["bundles while they save", "100x2 60 10x3", { kind: "bundle", parts: [
    { scope: only("a"), quantity: 1 }, { scope: only("b", "c"), quantity: 1 }], priceMinor: 115 },
    [28, 17, 0]],
  ["many bundles at once", "100x9999", { kind: "bundle", parts: [{ scope: {}, quantity: 3 }],
    priceMinor: 200 }, [333_300]],
  ["no complete bundle", "100x2", { kind: "bundle", parts: [{ scope: {}, quantity: 3 }],
    priceMinor: 200 }, [0]],
];

for (const [what, cart, benefit, off, limit = null] of rows) {
  test(`${benefit.kind}: ${what}: ${cart}`, () => {
    const turn = turnOf(benefit, goods(cart));
    assert.deepEqual([turn.off, turn.limit], [off, limit]);
  });
}

test("a level's price is the line's own; a line without one is left alone", () => {
  const benefit: Benefit = { kind: "unit_price", level: "member", unitMinor: null };
  const lines = [{ listMinor: 100, prices: { member: 88 } }, { listMinor: 100 }];
  assert.deepEqual(turnOf(benefit, lines).off, [12, 0]);
});

test("buy tea, get the cheapest cake; what is in both scopes is bought", () => {
  const benefit: Benefit =
    { kind: "buy_get", buy: 1, get: 1, bps: free, getScope: only("a", "b", "c") };
  const turn = turnOf(benefit, goods("100 60 20"), { scope: only("a") });
  assert.deepEqual([turn.off, turn.times], [[0, 0, 20], 1]);
});

test("an add-on needs its threshold of other goods", () => {
  const benefit: Benefit = {
    kind: "add_on",
    goods: only("b"),
    unitMinor: 10,
    maxUnits: 1,
    base: "initial",
    fromMinor: 100,
  };
  assert.deepEqual(turnOf(benefit, goods("100 60x2")).off, [0, 50]);
  const below = turnOf(benefit, goods("99 60x2"));
  assert.deepEqual(below.lacks, { kind: "below_amount", missingMinor: 1, base: "initial" });
  assert.deepEqual(turnOf(benefit, goods("100")).lacks, { kind: "goods_missing", missing: 1 });
});
