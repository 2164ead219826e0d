import assert from "node:assert/strict";
import { test } from "node:test";
import { amountAfter, inGroups, numberAfter, type PadKey } from "./pad-text.ts";

const amounts: [keys: PadKey[], decimals: number, expected: string][] = [
  [["3", "8"], 2, "38"],
  [["3", "8", ".", "5", "0", "9"], 2, "38.50"],
  [["."], 2, "0."],
  [["0", "0", "5"], 2, "5"],
  [["3", ".", "."], 2, "3."],
  [["3", "back", "back"], 2, ""],
  [["5", "00", "."], 0, "500"],
  [["1", ".", "2", "3", "4", "5"], 3, "1.234"],
  [["9", "9", "9", "9", "9", "9", "9", "9", "9"], 2, "99999999"],
];

for (const [keys, decimals, expected] of amounts) {
  test(`${keys.join(" ")} with ${decimals} decimals`, () => {
    assert.equal(keys.reduce((text, key) => amountAfter(text, key, decimals), ""), expected);
  });
}

test("a number is grouped by four however it comes", () => {
  assert.equal(inGroups("１２３４－５６７８ 9012"), "1234 5678 9012");
  assert.equal(numberAfter("1234", "5"), "1234 5");
  assert.equal(numberAfter("1234 5", "back"), "1234");
  assert.equal(inGroups("1".repeat(30)), "1111 1111 1111 1111");
});
