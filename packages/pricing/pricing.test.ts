import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Check } from "typebox/value";
import * as pricing from "./index.ts";
import type { VoucherBenefit, OfferTerms, Payer } from "./index.ts";

const groupPays: Payer[] = [{ party: "group", bps: 10_000 }];
const base: OfferTerms = {
  benefit: { kind: "amount_off", amountMinor: 1000 },
  thresholdMinor: null,
  productScope: "all",
  usesTotal: 1,
  stackable: false,
  validity: { kind: "days", days: 30 },
  payers: groupPays,
};

const minor = (yuan: number) => Math.round(yuan * 100);
const off = (yuan: number): VoucherBenefit => ({ kind: "amount_off", amountMinor: minor(yuan) });
const percent = (share: number, cap?: number): VoucherBenefit => ({
  kind: "percent_off",
  bps: share * 100,
  capMinor: cap === undefined ? null : minor(cap),
});
const swap = (value: number | "?", pay = 0): VoucherBenefit => ({
  kind: "exchange",
  label: "中杯奶茶",
  productIds: ["p1"],
  payMinor: minor(pay),
  valueMinor: value === "?" ? null : minor(value),
});
const gift = (value: number | "?"): VoucherBenefit => ({
  kind: "gift",
  label: "帆布袋",
  productIds: [],
  valueMinor: value === "?" ? null : minor(value),
});
const unstated: VoucherBenefit = { kind: "unstated", label: "厂家券" };

/** "30/70" is group 30 %, store 70 %; "1/1/1" are three parties, almost a third each. */
const payers: Record<string, Payer[]> = {
  "100": groupPays,
  "30/70": [{ party: "group", bps: 3000 }, { party: "store", bps: 7000 }],
  "50/50": [{ party: "store", bps: 5000 }, { party: "supplier", bps: 5000 }],
  "1/1/1": [
    { party: "group", bps: 3334 },
    { party: "region", bps: 3333 },
    { party: "store", bps: 3333 },
  ],
};

type Row = [string, VoucherBenefit, number | "-", string, number | "?", string];

/** "discount → payable by shares", in yuan; "?" is unknown. */
function told(result: pricing.BenefitResult): string {
  if (!result.ok) {
    return result.reason === "bill_needed" ? "bill needed" : `short ${result.missingMinor / 100}`;
  }
  const yuan = (amount: number | null) => (amount === null ? "?" : String(amount / 100));
  const shares = result.shares?.map((share) => yuan(share.amountMinor)).join("+") ?? "?";
  return `${yuan(result.discountMinor)} → ${yuan(result.payableMinor)} by ${shares}`;
}

test("what each voucher does to a bill", () => {
  const rows: Row[] = [
    //what                         benefit         from paid by   bill result
    ["10 off",                     off(10),        "-", "100",     38, "10 → 28 by 10"],
    ["10 off a bill of 10",        off(10),        "-", "100",     10, "10 → 0 by 10"],
    ["10 off a smaller bill",      off(10),        "-", "100",      6, "6 → 0 by 6"],
    ["10 off nothing",             off(10),        "-", "100",      0, "0 → 0 by 0"],
    ["10 off an unknown bill",     off(10),        "-", "100",    "?", "? → ? by ?"],
    ["10 off from 50, above",      off(10),         50, "100",     80, "10 → 70 by 10"],
    ["10 off from 50, just there", off(10),         50, "100",     50, "10 → 40 by 10"],
    ["10 off from 50, cent short", off(10),         50, "100",  49.99, "short 0.01"],
    ["10 off from 50, nothing",    off(10),         50, "100",      0, "short 50"],
    ["10 off from 50, not told",   off(10),         50, "100",    "?", "bill needed"],
    ["15 % off",                   percent(15),    "-", "100",     40, "6 → 34 by 6"],
    ["15 % off, half a cent up",   percent(15),    "-", "100",    0.1, "0.02 → 0.08 by 0.02"],
    ["12 % off, less down",        percent(12),    "-", "100",    0.1, "0.01 → 0.09 by 0.01"],
    ["20 % off, at most 8: below", percent(20, 8), "-", "100",     30, "6 → 24 by 6"],
    ["20 % off, at most 8: there", percent(20, 8), "-", "100",     40, "8 → 32 by 8"],
    ["20 % off, at most 8: above", percent(20, 8), "-", "100",     99, "8 → 91 by 8"],
    ["all off",                    percent(100),   "-", "100",   25.5, "25.5 → 0 by 25.5"],
    ["20 % off from 30, short",    percent(20),     30, "100",     29, "short 1"],
    ["20 % off an unknown bill",   percent(20),    "-", "100",    "?", "? → ? by ?"],
    ["20 % off from 30, not told", percent(20),     30, "100",    "?", "bill needed"],
    ["a drink for the voucher",    swap(18),       "-", "100",    "?", "18 → ? by 18"],
    ["a drink beside a bill",      swap(18),       "-", "100",     12, "18 → 12 by 18"],
    ["a drink for 5 more",         swap(18, 5),    "-", "100",     12, "13 → 17 by 13"],
    ["a drink for over its worth", swap(18, 20),   "-", "100",     12, "0 → 32 by 0"],
    ["a drink of unknown worth",   swap("?"),      "-", "100",    "?", "? → ? by ?"],
    ["a drink from 20, short",     swap(18),        20, "100",     12, "short 8"],
    ["a gift",                     gift(9.9),      "-", "100",     60, "9.9 → 60 by 9.9"],
    ["a gift from 50, short",      gift(9.9),       50, "100",     49, "short 1"],
    ["a gift of unknown worth",    gift("?"),       50, "100",     60, "? → 60 by ?"],
    ["settled elsewhere",          unstated,       "-", "100",     60, "? → ? by ?"],
    ["group 30, store 70",         off(10),        "-", "30/70",   38, "10 → 28 by 3+7"],
    ["the odd cent to the first",  off(0.01),      "-", "50/50",   38, "0.01 → 37.99 by 0.01+0"],
    ["three thirds of ten",        off(10),        "-", "1/1/1",   38, "10 → 28 by 3.34+3.33+3.33"],
    ["three thirds of two cents",  off(0.02),      "-", "1/1/1", 1.02, "0.02 → 1 by 0.01+0.01+0"],
    ["capped, then shared",        percent(20, 8), "-", "30/70",   99, "8 → 91 by 2.4+5.6"],
    ["nothing to share",           off(10),        "-", "30/70",    0, "0 → 0 by 0+0"],
  ];
  for (const [what, benefit, from, paidBy, bill, expected] of rows) {
    const terms: OfferTerms = {
      ...base,
      benefit,
      thresholdMinor: from === "-" ? null : minor(from),
      payers: payers[paidBy]!,
    };
    assert.deepEqual(pricing.validateTerms(terms), [], what);
    const result = pricing.benefitFor(terms, bill === "?" ? null : minor(bill));
    assert.equal(told(result), expected, what);
  }
});

const amounts = fc.integer({ min: 1, max: 10_000_000 });
const benefits: fc.Arbitrary<VoucherBenefit> = fc.oneof(
  fc.record({ kind: fc.constant("amount_off" as const), amountMinor: amounts }),
  fc.record({
    kind: fc.constant("percent_off" as const),
    bps: fc.integer({ min: 1, max: 10_000 }),
    capMinor: fc.option(amounts),
  }),
  fc.record({
    kind: fc.constant("gift" as const),
    label: fc.constant("袋"),
    productIds: fc.constant<string[]>([]),
    valueMinor: fc.option(amounts),
  }),
);
const anyTerms: fc.Arbitrary<OfferTerms> = fc.record({
  benefit: benefits,
  thresholdMinor: fc.option(amounts),
  productScope: fc.constant("all" as const),
  usesTotal: fc.integer({ min: 1, max: 10 }),
  stackable: fc.boolean(),
  validity: fc.constant(base.validity),
  payers: fc.constantFrom(...Object.values(payers)),
});
const bills = fc.option(fc.nat({ max: 20_000_000 }));

test("no price below zero, nothing lost between discount and payable, shares add up", () => {
  fc.assert(fc.property(anyTerms, bills, (terms, bill) => {
    const result = pricing.benefitFor(terms, bill);
    if (!result.ok || result.discountMinor === null) return;
    assert.ok(result.discountMinor >= 0);
    assert.ok(result.payableMinor === null || result.payableMinor >= 0);
    if (terms.benefit.kind !== "gift") {
      assert.equal(result.discountMinor + result.payableMinor!, bill);
    }
    const total = result.shares!.reduce((sum, share) => sum + share.amountMinor, 0);
    assert.equal(total, result.discountMinor);
  }));
});

test("a larger bill is never refused where a smaller was not, nor discounted less", () => {
  fc.assert(fc.property(anyTerms, fc.nat(1e7), fc.nat(1e6), (terms, bill, more) => {
    const small = pricing.benefitFor(terms, bill);
    const large = pricing.benefitFor(terms, bill + more);
    if (!small.ok) return;
    assert.ok(large.ok && (large.discountMinor ?? 0) >= (small.discountMinor ?? 0));
  }));
});

test("terms that cannot be meant are named", () => {
  const fixed = (from: string, to: string) => ({ kind: "fixed", from, to }) as const;
  const rows: [Partial<OfferTerms>, pricing.TermsProblem[]][] = [
    [{}, []],
    [{ benefit: off(0) }, ["amount_not_positive"]],
    [{ benefit: percent(0) }, ["percent_out_of_range"]],
    [{ benefit: percent(101) }, ["percent_out_of_range"]],
    [{ benefit: percent(10, 0) }, ["cap_not_positive"]],
    [{ benefit: { ...swap(18), productIds: [] } as VoucherBenefit }, ["products_missing"]],
    [{ benefit: { ...gift(1), label: " " } as VoucherBenefit }, ["label_missing"]],
    [{ thresholdMinor: 0 }, ["threshold_not_positive"]],
    [{ usesTotal: 0 }, ["uses_not_positive"]],
    [{ validity: { kind: "days", days: 0 } }, ["days_not_positive"]],
    [{ validity: fixed("2026-05-01T00:00:00+08:00", "2026-05-06T00:00:00+08:00") }, []],
    [{ validity: fixed("2026-05-06T00:00:00Z", "2026-05-06T08:00:00+08:00") },
      ["validity_reversed"]],
    [{ validity: fixed("2026-05-01", "2026-05-06") }, ["validity_unreadable"]],
    [{ validity: fixed("2026-05-01T00:00:00", "2026-05-06T00:00:00") }, ["validity_unreadable"]],
    [{ validity: fixed("2026-13-01T00:00:00Z", "2026-14-06T00:00:00Z") }, ["validity_unreadable"]],
    [{ payers: [] }, ["payers_missing"]],
    [{ payers: [{ party: "group", bps: 9999 }] }, ["payers_not_whole"]],
    [{ payers: [...groupPays, { party: "store", bps: 0 }] }, ["payers_not_whole"]],
    [{ payers: [{ party: "store", bps: 5000 }, { party: "store", bps: 5000 }] }, ["payer_twice"]],
  ];
  for (const [change, problems] of rows) {
    const terms = { ...base, ...change };
    assert.deepEqual(pricing.validateTerms(terms), problems, JSON.stringify(change));
  }
});

test("the schema takes terms as they are stored and nothing beside them", () => {
  const stored: unknown = JSON.parse(JSON.stringify({ ...base, benefit: swap("?", 5) }));
  assert.ok(Check(pricing.OfferTermsSchema, stored));
  assert.ok(!Check(pricing.OfferTermsSchema, { ...base, usesTotal: 1.5 }));
  assert.ok(!Check(pricing.OfferTermsSchema, { ...base, extra: 1 }));
  assert.ok(!Check(pricing.OfferTermsSchema, { ...base, benefit: { kind: "free" } }));
});

test("a bill that is none is a mistake of the caller", () => {
  assert.throws(() => pricing.benefitFor(base, -1), RangeError);
  assert.throws(() => pricing.benefitFor(base, 1.5), RangeError);
});
