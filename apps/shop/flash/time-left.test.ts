import assert from "node:assert/strict";
import { test } from "node:test";
import { spokenMark, timeLeft, type TimeLeft } from "./time-left.ts";

const of = (days: number, hours: number, minutes: number, seconds: number): TimeLeft =>
  ({ days, hours, minutes, seconds });

const rows: [leftMs: number, shown: TimeLeft, spoken: number | null][] = [
  [-5, of(0, 0, 0, 0), 0],
  [0, of(0, 0, 0, 0), 0],
  [1, of(0, 0, 0, 1), 10],
  [999, of(0, 0, 0, 1), 10],
  [1_000, of(0, 0, 0, 1), 10],
  [10_000, of(0, 0, 0, 10), 10],
  [10_001, of(0, 0, 0, 11), 30],
  [60_000, of(0, 0, 1, 0), 60],
  [299_500, of(0, 0, 5, 0), 300],
  [3_600_000, of(0, 1, 0, 0), 3_600],
  [3_600_001, of(0, 1, 0, 1), null],
  [90_061_000, of(1, 1, 1, 1), null],
];

for (const [leftMs, shown, spoken] of rows) {
  test(`${leftMs} ms before the start`, () => {
    assert.deepEqual(timeLeft(5e12, 5e12 - leftMs), shown);
    assert.equal(spokenMark(5e12, 5e12 - leftMs), spoken);
  });
}
