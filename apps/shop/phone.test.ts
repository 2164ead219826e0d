import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOf, phoneOf } from "./phone.ts";

const rows: [typed: string, expected: string | undefined][] = [
  ["13800138000", "13800138000"],
  ["138 0013-8000", "13800138000"],
  ["１３８００１３８０００", "13800138000"],
  ["+86 138 0013 8000", "+8613800138000"],
  ["0086 13800138000", "+8613800138000"],
  ["+44 20 7946 0958", "+442079460958"],
  ["1380013800", undefined],
  ["138001380001", undefined],
  ["12800138000", undefined],
  ["+86 1380013", undefined],
  ["tea", undefined],
  ["", undefined],
];

for (const [typed, expected] of rows) {
  test(`"${typed}" is ${expected ?? "not yet a number"}`, () => {
    assert.equal(phoneOf(typed), expected);
  });
}

test("a code is read from full-width digits and spaces", () => {
  assert.equal(codeOf(" １２３ 456 "), "123456");
});
