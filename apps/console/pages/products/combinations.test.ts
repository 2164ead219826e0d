import assert from "node:assert/strict";
import { test } from "node:test";
import { combinationsOf, skuOf } from "./combinations.ts";

const axis = (key: string, count: number) => ({
  key, name: key, nameEn: null,
  values: Array.from({ length: count }, (_, n) => ({ value: `${key}${n + 1}`, nameEn: null })),
});

test("every combination of the axes, with the variant where one is sold", () => {
  const sold = {
    variantId: "v", sku: "X", withdrawn: false, options: { b: "b2", a: "a1" },
  };
  const { all, left } = combinationsOf([axis("a", 2), axis("b", 2)], [sold]);
  assert.deepEqual(all.map((one) => [one.name, one.variant?.sku]), [
    ["a1 / b1", undefined], ["a1 / b2", "X"], ["a2 / b1", undefined], ["a2 / b2", undefined],
  ]);
  assert.equal(left, 0);
});

test("a page lists 240 of them and says how many more there are", () => {
  const { all, left } = combinationsOf([axis("a", 10), axis("b", 10), axis("c", 10)], []);
  assert.deepEqual([all.length, left], [240, 760]);
});

test("a combination's own code says what it is", () => {
  assert.equal(skuOf("T1", { 色: "红", 码: "S" }), "T1-红-S");
  assert.equal([...skuOf("x".repeat(60), { a: "long value" })].length, 64);
});
