import assert from "node:assert/strict";
import { test } from "node:test";
import { refuse } from "#platform/errors.ts";
import "./errors.ts";
import { knownSoldOut, noteOutcome } from "./sold-out.ts";

const gone = { brandId: "b", offerId: "o", refusal: refuse("offer_sold_out", { cap: 7 }) };
const told = (nowMs: number) => (knownSoldOut("b", "o", nowMs) ? "gone" : "ask");

test("sold out is remembered for a second; from its half on one request at a time asks", () => {
  noteOutcome(gone, 10_000);
  const rows: [number, string][] = [
    [10_000, "gone"], [10_499, "gone"], [10_500, "ask"], [10_501, "gone"], [10_999, "gone"],
    [11_000, "ask"], [11_000, "gone"], [11_001, "ask"], [11_001, "ask"],
  ];
  for (const [at, expected] of rows) assert.equal(told(at), expected, String(at));
});

test("whoever gets one, or is refused for another reason, ends it", () => {
  for (const refusal of [null, refuse("offer_member_limit", { cap: 1 })]) {
    noteOutcome(gone, 20_000);
    assert.equal(told(20_001), "gone");
    noteOutcome({ ...gone, refusal }, 20_002);
    assert.equal(told(20_003), "ask");
  }
});
