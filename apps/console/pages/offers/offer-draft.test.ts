import assert from "node:assert/strict";
import { test } from "node:test";
import { benefitOf, newDraft, type OfferDraft, versionBody } from "./offer-draft.ts";

test("typed amounts become minor units of the currency, without a float's dust", () => {
  const rows: readonly (readonly [typed: number, currency: string, minor: number])[] = [
    [10, "CNY", 1000],
    [9.9, "CNY", 990],
    [0.29, "USD", 29],
    [1.15, "EUR", 115],
    [500, "JPY", 500],
  ];
  for (const [amount, currency, amountMinor] of rows) {
    const benefit = benefitOf({ ...newDraft, amount }, currency);
    assert.deepEqual(benefit, { kind: "amount_off", amountMinor }, `${amount} ${currency}`);
  }
});

test("a percentage keeps two decimals and its cap", () => {
  const draft: OfferDraft = { ...newDraft, kind: "percent_off", percent: 12.5, cap: 30 };
  assert.deepEqual(benefitOf(draft, "CNY"), { kind: "percent_off", bps: 1250, capMinor: 3000 });
});

test("what is left empty is no limit, and shares are ten-thousandths", () => {
  const body = versionBody(
    {
      ...newDraft,
      title: "新店见面礼",
      unitId: "u1",
      totalStock: null,
      payers: [
        { party: "group", percent: 66.67 },
        { party: "store", percent: 33.33 },
      ],
    },
    "CNY",
  );
  assert.equal(body?.totalStock, null);
  assert.deepEqual(body?.stores, { unitId: "u1" });
  assert.deepEqual(body?.payers.map((one) => one.bps), [6667, 3333]);
});
