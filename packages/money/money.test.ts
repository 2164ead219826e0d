import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import * as money from "./index.ts";

const amounts = fc.maxSafeInteger();
const weights = fc
  .array(fc.nat({ max: Number.MAX_SAFE_INTEGER }), { minLength: 1, maxLength: 20 })
  .filter((list) => list.some((weight) => weight > 0));

test("one cent more goes to the largest remainder, on a tie to the earlier one", () => {
  const rows: [number, number[], number[]][] = [
    //amount  weights                parts
    [    100, [1, 1, 1],             [34, 33, 33]],
    [    101, [1, 1, 1],             [34, 34, 33]],
    [   1000, [5000, 3000, 2000],    [500, 300, 200]],
    [      1, [3333, 3333, 3334],    [0, 0, 1]],
    [      1, [5000, 5000],          [1, 0]],
    [     10, [0, 7, 0],             [0, 10, 0]],
    [      0, [0, 0],                [0, 0]],
    [   -101, [1, 1, 1],             [-34, -34, -33]],
  ];
  for (const [amount, shares, parts] of rows) {
    assert.deepEqual(money.splitByShares(amount, shares), parts, `${amount} by ${shares}`);
  }
});

test("parts add up, none is off its exact share by a unit, and undo takes back the same", () => {
  fc.assert(
    fc.property(amounts, weights, (amount, shares) => {
      const parts = money.splitByShares(amount, shares);
      const total = shares.reduce((sum, share) => sum + BigInt(share), 0n);
      assert.equal(parts.reduce((sum, part) => sum + BigInt(part), 0n), BigInt(amount));
      parts.forEach((part, index) => {
        const off = BigInt(part) * total - BigInt(amount) * BigInt(shares[index]!);
        assert.ok((off < 0n ? -off : off) < total);
      });
      assert.deepEqual(
        money.splitByShares(0 - amount, shares).map((part) => 0 - part),
        parts.map((part) => part + 0),
      );
    }),
  );
});

test("weights that cannot split are refused", () => {
  assert.throws(() => money.splitByShares(1, []), RangeError);
  assert.throws(() => money.splitByShares(1, [0, 0]), RangeError);
  assert.throws(() => money.splitByShares(1, [1.5]), RangeError);
  assert.throws(() => money.splitByShares(1, [-1, 2]), RangeError);
  assert.throws(() => money.splitByShares(0.5, [1]), RangeError);
});

test("halves round away from zero, on both sides", () => {
  const rows: [number, number, number][] = [
    [5, 2, 3], [-5, 2, -3], [5, -2, -3], [4, 3, 1], [-4, 3, -1], [0, 7, 0], [7, 7, 1],
  ];
  for (const [n, d, expected] of rows) assert.equal(money.roundDiv(n, d), expected, `${n}/${d}`);
  assert.throws(() => money.roundDiv(1, 0), RangeError);
  assert.throws(() => money.roundDiv(2n ** 60n, 1), RangeError);
});

test("roundDiv is at most half a unit off and odd around zero", () => {
  fc.assert(
    fc.property(amounts, fc.integer({ min: 1 }), (n, d) => {
      const result = money.roundDiv(n, d);
      const off = 2n * (BigInt(result) * BigInt(d) - BigInt(n));
      assert.ok(off >= -BigInt(d) && off <= BigInt(d));
      assert.equal(money.roundDiv(0 - n, d) + result, 0);
    }),
  );
});

test("percentOf is exact for amounts beyond 2^53 in between", () => {
  assert.equal(money.percentOf(1999, 8500), 1699);
  assert.equal(money.percentOf(Number.MAX_SAFE_INTEGER, 10_000), Number.MAX_SAFE_INTEGER);
  assert.equal(money.percentOf(1, 5000), 1);
  assert.equal(money.percentOf(-1, 5000), -1);
});

test("currencies keep their own digits", () => {
  assert.deepEqual(["CNY", "JPY", "KWD", "CLF"].map(money.currencyExponent), [2, 0, 3, 4]);
  assert.throws(() => money.currencyExponent("yuan"), RangeError);
  const rows: [number, string, "zh" | "en", string][] = [
    [1234500, "CNY", "zh", "¥12,345.00"],
    [1234500, "CNY", "en", "¥12,345.00"],
    [  -1999, "CNY", "zh", "-¥19.99"],
    [   1200, "JPY", "zh", "¥1,200"],
    [   1999, "USD", "en", "$19.99"],
    [      5, "EUR", "en", "€0.05"],
  ];
  for (const [amount, currency, lang, text] of rows) {
    assert.equal(money.formatMinor(amount, currency, lang), text);
  }
  assert.match(money.formatMinor(1234, "KWD", "en"), /1\.234$/);
  assert.match(money.formatMinor(Number.MAX_SAFE_INTEGER, "CNY", "zh"), /409\.91$/);
});

test("amounts as people type them", () => {
  const rows: [string, string, number | null][] = [
    ["12.5",        "CNY", 1250],
    ["¥1,234.50",   "CNY", 123450],
    ["￥12",         "CNY", 1200],
    ["１２．５０元",   "CNY", 1250],
    ["12。5",        "CNY", 1250],
    ["38块",         "CNY", 3800],
    ["CNY 12",      "CNY", 1200],
    ["rmb12",       "CNY", 1200],
    ["US$5",        "USD", 500],
    ["5 €",         "EUR", 500],
    ["12.",         "CNY", 1200],
    ["12.500",      "CNY", 1250],
    ["1200円",       "JPY", 1200],
    ["0",           "CNY", 0],
    ["1.234",       "KWD", 1234],
    ["12.345",      "CNY", null],
    ["1.5",         "JPY", null],
    ["12,5",        "CNY", null],
    ["1,23,456",    "CNY", null],
    ["-5",          "CNY", null],
    ["",            "CNY", null],
    ["元",           "CNY", null],
    ["1e3",         "CNY", null],
    ["12 34",       "CNY", null],
    ["99999999999999999", "CNY", null],
  ];
  for (const [text, currency, amount] of rows) {
    assert.equal(money.parseMajor(text, currency), amount, `${text} ${currency}`);
  }
});

test("what formatMinor and majorText print, parseMajor reads", () => {
  fc.assert(
    fc.property(
      fc.nat({ max: Number.MAX_SAFE_INTEGER }),
      fc.constantFrom("CNY", "JPY", "USD", "EUR", "HKD"),
      (amount, currency) => {
        assert.equal(money.parseMajor(money.formatMinor(amount, currency, "en"), currency), amount);
        assert.equal(money.parseMajor(money.majorText(amount, currency), currency), amount);
      },
    ),
  );
});
