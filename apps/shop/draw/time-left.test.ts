import assert from "node:assert/strict";
import { test } from "node:test";
import { oddsText, timeLeft } from "./time-left.ts";

test("what is left is counted in days, hours, minutes and seconds, never below zero", () => {
  const rows = [
    // ms left       days  clock
    [0,              0,    "00:00:00"],
    [-5,             0,    "00:00:00"],
    [1,              0,    "00:00:01"],
    [59_999,         0,    "00:01:00"],
    [3_600_000,      0,    "01:00:00"],
    [86_399_000,     0,    "23:59:59"],
    [86_400_000,     1,    "00:00:00"],
    [200_000_000,    2,    "07:33:20"],
  ] as const;
  for (const [ms, days, clock] of rows) {
    assert.deepEqual(timeLeft(1_000 + ms, 1_000), { days, clock });
  }
});

test("odds are printed to the last part of a million that they have", () => {
  const rows = [
    [1_000_000, "100%"], [250_000, "25%"], [125_000, "12.5%"], [3_000, "0.3%"], [1, "0.0001%"],
    [0, "0%"],
  ] as const;
  for (const [ppm, text] of rows) assert.equal(oddsText(ppm), text);
});
