import assert from "node:assert/strict";
import { test } from "node:test";
import { type CheckFacts, type Checked, publishChecks } from "./publish-checks.ts";
import type { PlayLimit, PrizeTerms } from "./terms.ts";

const offerId = "0190a0b0-0000-7000-8000-000000000001";
const nowMs = 1_000_000;
const facts: CheckFacts = {
  nowMs,
  currency: "CNY",
  offers: new Map([[offerId, { isPublished: true, knownWorthMinor: 1_000 }]]),
};

const voucher = (worthMinor: number | null, more: object = {}): PrizeTerms =>
  ({ kind: "voucher", name: "券", ppm: 1_000, pieces: null, offerId, worthMinor, ...more });
const packet = (money: object, pieces: number | null = 10, more: object = {}): PrizeTerms =>
  ({ kind: "money", name: "红包", ppm: 1_000, pieces, money, ...more }) as PrizeTerms;
const fixed = (minor: number) => packet({ kind: "fixed", minor });
const random = (minMinor: number, maxMinor: number, totalMinor: number, pieces = 10) =>
  packet({ kind: "random", minMinor, maxMinor, totalMinor }, pieces);
const daily: PlayLimit = { of: "member", per: "day", cap: 1 };

const good: Checked = {
  rules: "每人每天一次",
  startsAtMs: nowMs + 1,
  endsAtMs: nowMs + 2,
  prizes: [voucher(1_000), fixed(500)],
  limits: [daily],
};

function failing(more: Partial<Checked>, other: Partial<CheckFacts> = {}): string {
  return publishChecks({ ...good, ...more }, { ...facts, ...other })
    .filter((one) => !one.isMet)
    .map(({ code, prizes }) => [code, ...prizes].join(" "))
    .join(", ");
}
const prizes = (...list: PrizeTerms[]) => ({ prizes: list });

test("what keeps a draw from being published", () => {
  const rows: [Partial<Checked>, string][] = [
    [{}, ""],
    [{ startsAtMs: null }, "window"],
    [{ endsAtMs: null }, "window"],
    [{ startsAtMs: nowMs }, "window"],
    [{ endsAtMs: nowMs + 1 }, "window"],
    [{ rules: "  " }, "conditions"],
    [prizes(), "prizes"],
    [prizes(voucher(1_000, { ppm: 0 })), "odds"],
    [prizes(voucher(1_000, { ppm: 600_000 }), voucher(1_000, { ppm: 400_000 })), ""],
    [prizes(voucher(1_000, { ppm: 600_000 }), voucher(1_000, { ppm: 400_001 })), "odds"],
    [prizes(packet({ kind: "fixed", minor: 100 }, null)), "numbers 1"],
    [prizes(fixed(500), random(100, 900, 5_000)), ""],
    [prizes(fixed(500), random(100, 900, 999)), "money 2"],
    [prizes(random(100, 900, 9_000)), ""],
    [prizes(random(100, 900, 9_001)), "money 1"],
    [prizes(random(900, 100, 5_000)), "money 1"],
    [prizes(voucher(1_000, { offerId: "of nobody" })), "vouchers 1"],
    [prizes(voucher(null)), "worth 1"],
    [prizes(voucher(0)), "worth 1"],
    [prizes(voucher(999)), "worth 1"],
    [prizes(voucher(5_000_000)), ""],
    [prizes(voucher(5_000_001)), "top_worth 1"],
    [prizes(fixed(5_000_000)), ""],
    [prizes(fixed(100), fixed(5_000_001)), "top_worth 2"],
    [prizes(random(1, 5_000_001, 6_000_000)), "top_worth 1"],
    [prizes(packet({ kind: "fixed", minor: 5_000_000 }, 1_000_000)), "pool"],
    [{ limits: [] }, "limits"],
    [{ limits: [{ of: "device", per: "day", cap: 1 }] }, "limits"],
    [{ limits: [daily, { ...daily, cap: 2 }] }, "limits"],
    [{ limits: [daily, { ...daily, per: "ever" }] }, ""],
  ];
  for (const [more, wanted] of rows) assert.equal(failing(more), wanted);
});

test("the cap is China's: another currency has none, an unpublished offer is never given", () => {
  assert.equal(failing(prizes(fixed(9_000_000)), { currency: "USD" }), "");
  const offers = new Map([[offerId, { isPublished: false, knownWorthMinor: null }]]);
  assert.equal(failing({}, { offers }), "vouchers 1");
});
