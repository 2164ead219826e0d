import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { areApart, intervalOf, spreadOf } from "./rate-interval.ts";

const rate = (count: number, size: number, spread = 1) => ({ count, size, spread });
const rounded = ({ low, high }: { low: number; high: number }) =>
  [low, high].map((value) => Math.round(value * 1_000) / 1_000);

test("the interval of a count is Wilson's, beside figures that were reckoned by hand", () => {
  // n + z²/2 ± z·√(n + z²/4): 10 + 1.921 ± 1.96·3.311
  assert.deepEqual(rounded(intervalOf(rate(10, 1))), [5.432, 18.409]);
  assert.deepEqual(rounded(intervalOf(rate(10, 40))), [0.136, 0.46]);
  assert.deepEqual(rounded(intervalOf(rate(0, 1))), [0, 3.841]);
  const wide = intervalOf(rate(100, 1, 4));
  const narrow = intervalOf(rate(100, 1));
  assert.ok(wide.low < narrow.low && wide.high > narrow.high, "days that differ more tell less");
});

test("days that differ as independent arrivals do, and more", () => {
  assert.equal(spreadOf(30, 30 * 30, 1), 1, "one day says nothing");
  assert.equal(spreadOf(0, 0, 30), 1);
  assert.equal(spreadOf(20, 10 * 2 * 2, 10), 1, "two each day");
  // Twenty on one of ten days: variance 40 beside a mean of 2.
  assert.equal(spreadOf(20, 400, 10), 20);
});

test("two rates are told apart by what came to both", () => {
  assert.equal(areApart(rate(0, 10), rate(0, 40)), false);
  assert.equal(areApart(rate(1, 10), rate(3, 40)), false, "0.1 and 0.075 of four visits");
  assert.equal(areApart(rate(100, 10), rate(300, 40)), true, "the same of four hundred");
  assert.equal(areApart(rate(100, 10, 30), rate(300, 40, 30)), false, "but not on few such days");
  // Share 0.6 of 100, Wilson [0.502, 0.691]: beside 0.5 just apart; of 90 no more.
  assert.equal(areApart(rate(60, 1), rate(40, 1)), true);
  assert.equal(areApart(rate(54, 1), rate(36, 1)), false);
});

test("who is compared with whom makes no difference; equal rates are never apart", () => {
  const one = fc.record({
    count: fc.nat(2_000), size: fc.integer({ min: 1, max: 500 }),
    spread: fc.double({ min: 1, max: 20, noNaN: true }),
  });
  fc.assert(fc.property(one, one, (a, b) => {
    assert.equal(areApart(a, b), areApart(b, a));
    assert.equal(areApart(a, a), false);
    const { low, high } = intervalOf(a);
    assert.ok(low <= a.count / a.size && a.count / a.size <= high);
  }));
});
