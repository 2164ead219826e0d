import assert from "node:assert/strict";
import { test } from "node:test";
import { decideTier, type Step } from "./decide-tier.ts";

const steps: readonly Step[] = [
  { tierId: "silver", place: 1, fromMinor: 1_000 },
  { tierId: "gold", place: 2, fromMinor: 5_000 },
];

// held tier, reached by; spent in the twelve months, since it was reached; its period; the result
type Row = readonly [
  string, string | null, number, number, number, "running" | "over", string | null,
];
const rows: readonly Row[] = [
  ["too little for any",             null,     0,     999,   0,     "running", null],
  ["the threshold itself is enough", null,     0,     1_000, 0,     "running", "silver spent"],
  ["past a tier at once",            null,     0,     5_000, 0,     "running", "gold spent"],
  ["up while a period runs",         "silver", 1_000, 5_000, 5_000, "running", "gold spent"],
  ["up when a period is over",       "silver", 1_000, 5_000, 5_000, "over",    "gold spent"],
  ["less now, the period runs",      "gold",   5_000, 2_000, 6_000, "running", null],
  ["less now, the period is over",   "gold",   5_000, 2_000, 6_000, "over",    "silver over"],
  ["nothing, the period is over",    "gold",   5_000, 0,     5_000, "over",    "— over"],
  ["earned again",                   "gold",   5_000, 5_000, 9_000, "over",    "gold kept"],
  ["returned what had reached it",   "gold",   5_000, 2_000, 2_000, "running", "silver returned"],
  ["returned all",                   "silver", 1_000, 0,     0,     "running", "— returned"],
  ["returned, and still enough",     "gold",   5_000, 4_000, 5_000, "running", null],
  ["it asks for more by now",        "gold",   3_000, 3_500, 3_500, "running", null],
  ["it asks for more, period over",  "gold",   3_000, 3_500, 3_500, "over",    "silver over"],
  ["the tier is gone",               "bronze", 500,   1_200, 1_200, "running", "silver tiers"],
  ["the tier is gone, none reached", "bronze", 500,   600,   600,   "running", "— tiers"],
];

const short: Readonly<Record<string, string>> = { period_over: "over", tiers_changed: "tiers" };

for (const [name, tierId, reachedMinor, inWindowMinor, sinceReachedMinor, period, wanted] of rows) {
  test(name, () => {
    const heldUntilMs = tierId === null ? null : period === "over" ? 100 : 101;
    const spent = { nowMs: 100, inWindowMinor, sinceReachedMinor };
    const got = decideTier(steps, { tierId, heldUntilMs, reachedMinor }, spent);
    assert.equal(got && `${got.tierId ?? "—"} ${short[got.why] ?? got.why}`, wanted);
  });
}
