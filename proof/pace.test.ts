import assert from "node:assert/strict";
import { test } from "node:test";
import { allowedMs, quantile } from "./pace.ts";
import type { Told } from "./shot.ts";

const taking = (ms: number): Told => ({
  key: "k", act: "claim", on: {}, server: 0, sentAt: 1_000, answeredAt: 1_000 + ms,
  outcome: "accepted", code: null, madeId: null, hash: "",
});

test("a promise stands as it is while answers are quick, and moves only with all of them", () => {
  const quick = Array.from({ length: 1_000 }, () => taking(30));
  assert.equal(allowedMs(2_000, quick), 2_000);
  assert.equal(allowedMs(2_000, []), 2_000);
  // One slow answer among many is the product's, not the machine's.
  assert.equal(allowedMs(2_000, [...quick, taking(9_000)]), 2_000);
  assert.equal(allowedMs(2_000, quick.map(() => taking(500))), 5_000);
});

test("a quantile is one of the values, in whatever order they come", () => {
  assert.equal(quantile([3, 1, 2], 0.5), 2);
  assert.equal(quantile([3, 1, 2], 0.99), 3);
  assert.equal(quantile([], 0.5), 0);
});
