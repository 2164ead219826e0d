import assert from "node:assert/strict";
import { test } from "node:test";
import bwip from "bwip-js/node";
import { code128 } from "./code-128.ts";

for (const digits of ["482913570621", "000000000000", "999999999999", "0102030405"]) {
  test(`the bars of ${digits} are those of another encoder`, () => {
    const [drawn] = bwip.raw("code128", digits, {}) as unknown as { sbs: number[] }[];
    assert.deepEqual(code128(digits), [...(drawn?.sbs ?? [])]);
  });
}

test("an odd count of digits is refused", () => {
  assert.throws(() => code128("123"), /even count/);
});
