import assert from "node:assert/strict";
import { test } from "node:test";
import type { Benefit } from "./api.ts";
import { billView } from "./bill.ts";

const none = { amountMinor: null, bps: null, capMinor: null, label: null, payMinor: null };
const tenOff: Benefit = { ...none, kind: "amount_off", amountMinor: 1000, thresholdMinor: 3000 };
const fifth: Benefit = {
  ...none, kind: "percent_off", bps: 2000, capMinor: 1500, thresholdMinor: null,
};
const swap: Benefit = {
  ...none, kind: "exchange", label: "杯", payMinor: 100, thresholdMinor: null,
};

const rows: [benefit: Benefit, typed: string, missing: number, off: number | null,
  pay: number | null][] = [
  // benefit, typed,    missing, discount, payable
  [tenOff,    "38",     0,       1000,     2800],
  [tenOff,    "29.99",  1,       null,     null],
  [tenOff,    "",       0,       null,     null],
  [tenOff,    "３８。５", 0,       1000,     2850],
  [fifth,     "38",     0,       760,      3040],
  [fifth,     "100",    0,       1500,     8500],
  [swap,      "20",     0,       null,     2100],
];

for (const [benefit, typed, missingMinor, discountMinor, payableMinor] of rows) {
  test(`${benefit.kind} on “${typed}”`, () => {
    const view = billView(typed, benefit, "CNY");
    assert.deepEqual(
      { missingMinor: view.missingMinor, off: view.discountMinor, pay: view.payableMinor },
      { missingMinor, off: discountMinor, pay: payableMinor },
    );
  });
}

test("what is no amount is said", () => {
  assert.equal(billView("12,5", tenOff, "CNY").unread, true);
  assert.equal(billView("", tenOff, "CNY").unread, false);
});
