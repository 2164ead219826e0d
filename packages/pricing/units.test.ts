import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { percentOf, roundDiv } from "../money/index.ts";
import { compareUnits, portion, scaled, worthOf } from "./units.ts";

const amount = fc.oneof(fc.nat(1_000_000), fc.maxSafeNat());
const count = fc.integer({ min: 1, max: 9_999 });

test("the fast way rounds as the exact way does, on both sides of 2^53", () => {
  fc.assert(
    fc.property(amount, count, count, (a, b, divisor) => {
      const exact = BigInt(a) * BigInt(b);
      fc.pre(exact / BigInt(divisor) < BigInt(Number.MAX_SAFE_INTEGER));
      assert.equal(scaled(a, b, divisor), roundDiv(exact, divisor));
    }),
    { numRuns: 5_000 },
  );
});

test("halves are rounded up", () => {
  assert.equal(scaled(1, 1, 2), 1);
  assert.equal(portion(1_999, 8_500), percentOf(1_999, 8_500));
});

test("all units of a line are worth the line, and none nothing", () => {
  assert.equal(worthOf(1_000, 3, 3), 1_000);
  assert.equal(worthOf(1_000, 2, 3), 667);
  assert.equal(worthOf(1_000, 0, 3), 0);
});

test("units compare as fractions, exactly", () => {
  assert.equal(compareUnits(10, 3, 20, 6), 0);
  assert.ok(compareUnits(10, 3, 3, 1) > 0);
  const huge = Number.MAX_SAFE_INTEGER;
  assert.ok(compareUnits(huge, 9_999, huge - 1, 9_999) > 0);
  assert.ok(compareUnits(huge - 1, 9_999, huge, 9_999) < 0);
});
