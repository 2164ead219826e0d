import assert from "node:assert/strict";
import { test } from "node:test";
import type { PointsRule } from "./cart.ts";
import { paymentsOf, pointsByLine } from "./payments.ts";

/** 100 points pay 1.00; amounts in minor units. */
const points = (balance: number, more: Partial<PointsRule> = {}): PointsRule => ({
  balance,
  step: { points: 100, minor: 100 },
  use: "most",
  ...more,
});

const rows: [what: string, goods: number, rule: PointsRule, used: number, minor: number][] = [
  ["as many as there are", 10_000, points(550), 500, 500],
  ["as many as are wanted", 10_000, points(550, { use: 350 }), 300, 300],
  ["no more than the balance", 10_000, points(250, { use: 900 }), 200, 200],
  ["no more than the goods cost", 250, points(5_000), 200, 200],
  ["half of the goods", 999, points(5_000, { capBps: 5_000 }), 400, 400],
  ["a cap in money", 10_000, points(5_000, { capMinor: 199 }), 100, 100],
  ["less than a step", 10_000, points(99), 0, 0],
  ["steps of three for one", 10_000, points(100, { step: { points: 3, minor: 1 } }), 99, 33],
  ["a step that pays nothing", 10_000, points(100, { step: { points: 3, minor: 0 } }), 0, 0],
  ["fewer than none", 10_000, points(100, { use: -5 }), 0, 0],
];

for (const [what, goods, rule, used, minor] of rows) {
  test(`points: ${what}`, () => {
    const { pointsUsed, pointsMinor, dueMinor } = paymentsOf(goods, 800, { points: rule });
    assert.deepEqual([pointsUsed, pointsMinor, dueMinor], [used, minor, goods + 800 - minor]);
  });
}

test("stored value pays what points leave, delivery too, and never more", () => {
  const facts = { points: points(200), storedValueMinor: 5_000 };
  const paid = paymentsOf(1_000, 800, facts);
  assert.deepEqual(paid, {
    pointsUsed: 200,
    pointsMinor: 200,
    storedValueMinor: 1_600,
    dueMinor: 0,
  });
  assert.equal(paymentsOf(10_000, 0, { storedValueMinor: 5_000 }).dueMinor, 5_000);
});

test("points are split on lines by what each costs", () => {
  assert.deepEqual(pointsByLine(100, [100, 100, 100]), [34, 33, 33]);
  assert.deepEqual(pointsByLine(0, [0, 0]), [0, 0]);
});
