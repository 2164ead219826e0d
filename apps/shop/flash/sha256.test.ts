import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { digester, hexOf, sha256, zeroBits } from "./sha256.ts";

test("digests are those of node:crypto at every length around a block", () => {
  for (let length = 0; length < 200; length += 1) {
    const text = "闭a7".repeat(100).slice(0, length);
    const expected = createHash("sha256").update(text).digest("hex");
    assert.equal(hexOf(sha256(text)), expected, `${length} characters`);
  }
});

test("zero bits are counted over words", () => {
  assert.equal(zeroBits(Uint32Array.of(0x80000000, 0)), 0);
  assert.equal(zeroBits(Uint32Array.of(1, 0)), 31);
  assert.equal(zeroBits(Uint32Array.of(0, 0x00ffffff)), 40);
});

test("a digest begun once and ended often is that of the whole text", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 130]) {
    const end = digester("t".repeat(length));
    for (const suffix of ["", "a", "x".repeat(70)]) {
      const text = "t".repeat(length) + suffix;
      const expected = createHash("sha256").update(text).digest("hex");
      assert.equal(hexOf(end(suffix)), expected, `${length} + ${suffix.length}`);
    }
  }
});
