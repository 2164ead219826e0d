import assert from "node:assert/strict";
import { test } from "node:test";
import { daysOf } from "./booking.ts";

const slot = (day: string, left: number) => ({ day, left, startsAt: 0, endsAt: 0 });

test("a day counts its free times; full and closed days are told apart", () => {
  const slots = [slot("2026-11-30", 2), slot("2026-11-30", 0), slot("2026-12-01", 0)];
  assert.deepEqual(daysOf(slots, "2026-11-30", 3), [
    { day: "2026-11-30", free: 1, closed: false },
    { day: "2026-12-01", free: 0, closed: false },
    { day: "2026-12-02", free: 0, closed: true },
  ]);
});
