import assert from "node:assert/strict";
import { test } from "node:test";
import { contrastOf, accentSet } from "#packages/ui/accent.ts";
import { keyFrom, minutesOf, swatches } from "./new-brand.ts";

test("hours past midnight belong to the day on which the store opened", () => {
  assert.deepEqual(minutesOf("10:00", "22:00"), { opensMin: 600, closesMin: 1320 });
  assert.deepEqual(minutesOf("18:00", "02:30"), { opensMin: 1080, closesMin: 1590 });
  assert.deepEqual(minutesOf("00:00", "00:00"), { opensMin: 0, closesMin: 1440 });
});

test("a key is proposed from Latin letters only", () => {
  assert.equal(keyFrom("Mountain Tea & Co."), "mountain-tea-co");
  assert.equal(keyFrom("山茶"), "");
});

test("each proposed colour carries its button's text with a contrast of 4.5", () => {
  for (const colour of swatches) {
    assert.ok(contrastOf(accentSet(colour)["--on-accent"], colour) >= 4.5, colour);
  }
});
