import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import * as text from "./index.ts";
import { normalisePhone } from "./phone.ts";

test("characters are counted as people see them", () => {
  const rows: [string, number][] = [
    ["", 0], ["春茶节", 3], ["tea", 3], ["👨‍👩‍👧", 1], ["🇨🇳茶", 2], ["e\u0301", 1], ["👍🏽", 1],
  ];
  for (const [written, length] of rows) assert.equal(text.visibleLength(written), length, written);
  assert.deepEqual(text.splitVisible("茶👍🏽a"), ["茶", "👍🏽", "a"]);
});

test("phone numbers for other eyes", () => {
  const rows: [string, string][] = [
    ["13800138000",      "138****8000"],
    ["+8613800138000",   "138****8000"],
    ["138 0013 8000",    "138****8000"],
    ["+85291234567",     "+852****4567"],
    ["91234567",         "91****67"],
    ["+4915112345678",   "+491*******678"],
    ["12345",            "1***5"],
    ["110",              "**0"],
    ["1",                "*"],
    ["",                 ""],
  ];
  for (const [phone, masked] of rows) assert.equal(text.maskPhone(phone), masked, phone);
});

test("a masked number never shows more than seven digits nor, if short, more than half", () => {
  fc.assert(fc.property(fc.stringMatching(/^\+?\d{1,20}$/), (phone) => {
    const shown = text.maskPhone(phone).replace(/\D/g, "").length;
    const all = phone.replace(/\D/g, "").length;
    assert.ok(shown <= 7 && (all === 11 || shown <= all / 2), phone);
  }));
});

test("phone numbers as people type them", () => {
  const rows: [string, "CN" | "HK" | "JP" | "US", string | null][] = [
    ["13800138000",           "CN", "+8613800138000"],
    ["138-0013-8000",         "CN", "+8613800138000"],
    ["１３８００１３８０００",       "CN", "+8613800138000"],
    ["+86 138 0013 8000",     "CN", "+8613800138000"],
    ["0086 13800138000",      "CN", "+8613800138000"],
    ["9123 4567",             "HK", "+85291234567"],
    ["+852 9123 4567",        "CN", "+85291234567"],
    ["090-1234-5678",         "JP", "+819012345678"],
    ["(212) 555-0123",        "US", "+12125550123"],
    ["12345678901",           "CN", null],
    ["1380013800",            "CN", null],
    ["021-62883333",          "CN", null],
    ["请打13800138000",        "CN", null],
    ["13800138000 ext. 5",    "CN", null],
    ["not a phone",           "CN", null],
    ["",                      "CN", null],
    ["1".repeat(500),         "CN", null],
  ];
  for (const [typed, country, e164] of rows) {
    assert.equal(normalisePhone(typed, country), e164, typed);
  }
});

test("contrast as WCAG computes it", () => {
  assert.equal(text.contrastRatio("#000", "#FFFFFF"), 21);
  assert.equal(text.contrastRatio("#c8102e", "#C8102E"), 1);
  assert.ok(Math.abs(text.contrastRatio("#777777", "#FFFFFF") - 4.48) < 0.01);
  assert.throws(() => text.contrastRatio("red", "#FFF"), RangeError);
});

test("every brand colour becomes readable, and one that already is stays", () => {
  assert.equal(text.readableAccent("#9A3412").accent, "#9A3412");
  assert.equal(text.readableAccent("#FFD400").onAccent, "#000000");
  assert.equal(text.readableAccent("#9A3412").onAccent, "#FFFFFF");
  fc.assert(fc.property(fc.nat({ max: 0xffffff }), (number) => {
    const hex = `#${number.toString(16).padStart(6, "0")}`;
    const { accent, onAccent } = text.readableAccent(hex);
    assert.ok(text.contrastRatio(accent, text.paperWhite) >= 4.5);
    assert.ok(text.contrastRatio(hex, onAccent) >= 4.5);
  }));
});
