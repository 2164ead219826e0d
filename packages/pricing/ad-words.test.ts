import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { bannedWords } from "./ad-words.ts";

test("what is blocked, what is warned of, and what states a fact", () => {
  const rows: [string, string][] = [
    ["春茶节第二件半价",            ""],
    ["国家级品质，顶级龙井",        "block 国家级, block 顶级"],
    ["第一品牌",                  "block 第一品牌"],
    ["销量第一",                  "warn 第一"],
    ["全网最低价",                "warn 全网最低"],
    ["最新到货",                  ""],
    ["最新到货，最新口味",          "warn 最新"],
    ["第一步：扫码领券",            ""],
    ["本店最大尺码",               ""],
    ["最大优惠",                  "warn 最大"],
    ["最 佳 口 感",               "block 最 佳"],
    ["最·佳",                    "block 最·佳"],
    ["１００％纯天然",              "warn １００％"],
    ["100%棉",                   ""],
    ["100％ 羊毛",                ""],
    ["The Best tea in town",     "warn The Best"],
    ["World-Class service",      "block World-Class"],
    ["Our No. 1 brand",          "block No. 1 brand"],
    ["exclusively for members",  ""],
    ["prices exclusive of tax",  ""],
    ["exclusive colours",        "warn exclusive"],
    ["Number one step: scan",    ""],
    ["",                         ""],
  ];
  for (const [text, expected] of rows) {
    const found = bannedWords(text).map(({ level, word }) => `${level} ${word}`).join(", ");
    assert.equal(found, expected, text);
  }
});

test("places point into the text, in order, and do not overlap", () => {
  const piece = fc.constantFrom(
    "最佳", "第一", "最新到货", "茶", " ", "ﬁ", "👨‍👩‍👧", "100%", "no. 1", "a", "１００％", "全网最低",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      let end = 0;
      for (const { word, at } of bannedWords(text)) {
        assert.ok(at >= end, text);
        assert.equal(text.slice(at, at + word.length), word);
        end = at + word.length;
      }
    }),
  );
});
