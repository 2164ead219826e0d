import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { keptOf, splitUse, sumOf, useOrders } from "./split.ts";

// Balance of principal and bonus, what is paid, and what the payment takes of each.
test("which part of a balance a payment takes", () => {
  const rows = [
    // order              principal  bonus   pays   principal  bonus
    ["bonus_first",          50_000, 5_000, 3_000,          0, 3_000],
    ["bonus_first",          50_000, 5_000, 8_000,      3_000, 5_000],
    ["principal_first",      50_000, 5_000, 8_000,      8_000,     0],
    ["principal_first",      50_000, 5_000, 52_000,    50_000, 2_000],
    ["in_proportion",        50_000, 5_000, 11_000,    10_000, 1_000],
    ["in_proportion",        50_000, 5_000,     10,         9,     1],
    ["in_proportion",             0, 5_000,  5_000,         0, 5_000],
  ] as const;
  for (const [order, principalMinor, bonusMinor, pays, principal, bonus] of rows) {
    const parts = splitUse(order, { principalMinor, bonusMinor }, pays);
    assert.deepEqual(parts, { principalMinor: principal, bonusMinor: bonus }, order);
  }
});

// A payment of 10,000 principal and 1,000 bonus; what is kept of it, and what that consists of.
test("what is taken last goes back first", () => {
  const used = { principalMinor: 10_000, bonusMinor: 1_000 };
  const rows = [
    // order              kept    principal  bonus
    ["bonus_first",       11_000,    10_000, 1_000],
    ["bonus_first",        6_000,     5_000, 1_000],
    ["bonus_first",          600,         0,   600],
    ["principal_first",   10_500,    10_000,   500],
    ["principal_first",    6_000,     6_000,     0],
    ["in_proportion",      5_500,     5_000,   500],
    ["in_proportion",          0,         0,     0],
  ] as const;
  for (const [order, kept, principalMinor, bonusMinor] of rows) {
    assert.deepEqual(keptOf(order, used, kept), { principalMinor, bonusMinor }, `${order} ${kept}`);
  }
});

test("neither part is ever exceeded, and keeping less never keeps more of a part", () => {
  const amount = fc.integer({ min: 0, max: 10_000_000 });
  const input = fc.tuple(fc.constantFrom(...useOrders), amount, amount, fc.double({
    min: 0, max: 1, noNaN: true,
  }));
  fc.assert(fc.property(input, ([order, principalMinor, bonusMinor, part]) => {
    const used = { principalMinor, bonusMinor };
    const kept = Math.floor(sumOf(used) * part);
    const now = keptOf(order, used, kept);
    assert.equal(sumOf(now), kept);
    assert.ok(now.principalMinor >= 0 && now.principalMinor <= principalMinor);
    assert.ok(now.bonusMinor >= 0 && now.bonusMinor <= bonusMinor);
    const less = keptOf(order, used, Math.max(0, kept - 1));
    assert.ok(less.principalMinor <= now.principalMinor && less.bonusMinor <= now.bonusMinor);
  }));
});
