import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { jurisdictionOf, referencePriceAllowed, type PriceStep } from "./reference-price.ts";

const day = 86_400_000;
const at = 100 * day;
const asked = (...rows: [daysBefore: number, amount: number][]): PriceStep[] =>
  rows.map(([before, amountMinor]) => ({ fromMs: at - before * day, amountMinor }));

test("the lowest price of the window before the promotion", () => {
  const rows: [string, PriceStep[], "CN" | "EU", number | null][] = [
    // what was asked                            history                             where  allowed
    ["the same price for months",                asked([90, 10_000]),                "CN", 10_000],
    ["raised two days before the promotion",     asked([90, 8_000], [2, 10_000]),    "CN", 8_000],
    ["raised eight days before",                 asked([90, 8_000], [8, 10_000]),    "CN", 10_000],
    ["raised exactly seven days before",         asked([90, 8_000], [7, 10_000]),    "CN", 10_000],
    ["the same, of thirty days in the EU",       asked([90, 8_000], [8, 10_000]),    "EU", 8_000],
    ["raised exactly thirty days before",        asked([90, 8_000], [30, 10_000]),   "EU", 10_000],
    ["a short sale within the window",           asked([90, 10_000], [5, 7_000], [4, 10_000]),
                                                                                     "CN", 7_000],
    ["the sale itself does not count",           asked([90, 10_000], [0, 6_000]),    "CN", 10_000],
    ["a new product",                            asked([1, 9_000]),                  "CN", 9_000],
    ["nothing is known",                         [],                                 "CN", null],
  ];
  for (const [name, history, where, allowed] of rows) {
    assert.equal(referencePriceAllowed(history, at, where).allowedMinor, allowed, name);
  }
});

test("the boundary second: what began with the window counts, a moment later too", () => {
  const start = at - 7 * day;
  const old = { fromMs: 0, amountMinor: 5_000 };
  const held = (fromMs: number) =>
    referencePriceAllowed([old, { fromMs, amountMinor: 9_000 }], at, "CN").allowedMinor;
  assert.equal(held(start), 9_000);
  assert.equal(held(start + 1), 5_000);
});

test("no rule is known elsewhere, and none is made up", () => {
  assert.equal(referencePriceAllowed(asked([9, 100]), at, "other").allowedMinor, null);
  const rows: [string, string, string][] = [
    ["Asia/Shanghai",    "CNY", "CN"],
    ["Asia/Hong_Kong",   "CNY", "CN"],
    ["Europe/Berlin",    "EUR", "EU"],
    ["Europe/Stockholm", "SEK", "EU"],
    ["Europe/London",    "GBP", "other"],
    ["Asia/Tokyo",       "JPY", "other"],
    ["America/New_York", "USD", "other"],
  ];
  for (const [timeZone, currency, expected] of rows) {
    assert.equal(jurisdictionOf({ timeZone, currency }), expected, timeZone);
  }
});

test("the order of the history changes nothing, and it is never more than was asked last", () => {
  const steps = fc.array(
    fc.record({ fromMs: fc.integer({ min: 0, max: at }), amountMinor: fc.nat(100_000) }),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(fc.uniqueArray(steps.map((list) => list[0]!), { selector: (s) => s.fromMs }),
      (history) => {
        const one = referencePriceAllowed(history, at, "EU");
        assert.deepEqual(referencePriceAllowed([...history].reverse(), at, "EU"), one);
        const last = history.filter((s) => s.fromMs < at).sort((a, b) => b.fromMs - a.fromMs)[0];
        if (last) assert.ok(one.allowedMinor! <= last.amountMinor);
      }),
  );
});
