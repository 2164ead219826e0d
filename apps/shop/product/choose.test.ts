import assert from "node:assert/strict";
import { test } from "node:test";
import type { Product } from "./product.ts";
import { choicesOf, onlyChoices, tapped, variantOf } from "./choose.ts";

const axis = (key: string, ...values: string[]) => ({
  key, name: key, nameEn: null, values: values.map((value) => ({ value, nameEn: null })),
});
const axes = [axis("色", "红", "蓝"), axis("码", "S", "M"), axis("袖", "长", "短")];
const variant = (色: string, 码: string, 袖: string, left: number | null = null) => ({
  variantId: `${色}${码}${袖}`, options: { 色, 码, 袖 }, left, price: null,
});
const variants = [variant("红", "S", "长"), variant("红", "M", "长", 0), variant("蓝", "M", "短")];

/** "S M-": S leads somewhere, M does not; "M*": nothing of it is left. */
const told = (picked: Record<string, string>) =>
  choicesOf(axes, variants, picked).map((all) =>
    all.map((one) => one.value + (one.exists ? "" : "-") + (one.soldOut ? "*" : "")).join(" "));

test("what does not exist beside what is picked is greyed out", () => {
  const rows: [Record<string, string>, string[]][] = [
    [{}, ["红 蓝", "S M", "长 短"]],
    [{ 色: "红" }, ["红 蓝", "S M*", "长 短-"]],
    [{ 色: "蓝" }, ["红 蓝", "S- M", "长- 短"]],
    [{ 码: "S" }, ["红 蓝-", "S M", "长 短-"]],
    [{ 色: "红", 码: "M" }, ["红* 蓝", "S M*", "长* 短-"]],
    [{ 袖: "短" }, ["红- 蓝", "S- M", "长 短"]],
  ];
  for (const [picked, expected] of rows) {
    assert.deepEqual(told(picked), expected, JSON.stringify(picked));
  }
});

test("a combination is there when every axis has its value, and only if it is sold", () => {
  const product = { axes, variants } as unknown as Product;
  assert.equal(variantOf(product, { 色: "红", 码: "S" }), undefined);
  assert.equal(variantOf(product, { 色: "红", 码: "S", 袖: "长" })?.variantId, "红S长");
  assert.equal(variantOf(product, { 色: "蓝", 码: "S", 袖: "长" }), undefined);
});

test("a tap picks, another value replaces it, the same opens it again", () => {
  assert.deepEqual(tapped({}, "色", "红"), { 色: "红" });
  assert.deepEqual(tapped({ 色: "红", 码: "S" }, "色", "蓝"), { 码: "S", 色: "蓝" });
  assert.deepEqual(tapped({ 色: "红" }, "色", "红"), {});
});

test("where there is nothing to choose it is chosen", () => {
  assert.deepEqual(onlyChoices(axes, variants), {});
  assert.deepEqual(onlyChoices(axes, [variant("红", "S", "长")]), { 色: "红", 码: "S", 袖: "长" });
});
