import assert from "node:assert/strict";
import { test } from "node:test";
import { paceMs } from "./pace.ts";

const slots = [{ startsAt: 1_000_000, endsAt: 1_600_000 }];
const rows: [says: string, state: "announced" | "open" | "settled", entry: string | null,
  now: number, pace: number | null][] = [
  ["long before, seldom", "announced", null, 900_000, 15_000],
  ["shortly before, soon", "announced", null, 990_000, 1_500],
  ["never past the opening", "announced", null, 999_500, 800],
  ["a moment after the opening", "open", null, 1_000_100, 1_500],
  ["while it is open", "open", null, 1_300_000, 4_000],
  ["on the list when all is over for others", "settled", "waiting", 1_900_000, 4_000],
  ["settled and not in it: never", "settled", null, 1_900_000, null],
  ["settled and won: never", "settled", "won", 1_900_000, null],
];

for (const [says, state, entry, now, pace] of rows) {
  test(says, () => {
    const own = entry ? { state: entry as "waiting", holdEndsAt: null } : undefined;
    assert.equal(paceMs({ state, mode: "rush" }, slots, own, now), pace);
  });
}
