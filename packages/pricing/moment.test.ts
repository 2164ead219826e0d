import assert from "node:assert/strict";
import { test } from "node:test";
import { momentOf } from "./moment.ts";

const rows: [instant: string, timeZone: string, weekday: number, minuteOfDay: number][] = [
  ["2025-11-21T16:00:00Z", "Asia/Shanghai", 6, 0],
  ["2025-11-21T15:59:59.999Z", "Asia/Shanghai", 5, 1_439],
  ["2025-11-23T12:30:00Z", "UTC", 7, 750],
  ["2025-03-30T01:00:00Z", "Europe/Paris", 7, 180],
  ["2025-03-30T00:59:00Z", "Europe/Paris", 7, 119],
  ["2025-11-24T18:45:00Z", "Asia/Kathmandu", 2, 30],
];

for (const [instant, timeZone, weekday, minuteOfDay] of rows) {
  test(`${instant} in ${timeZone}`, () => {
    const atMs = Date.parse(instant);
    assert.deepEqual(momentOf(atMs, timeZone), { atMs, weekday, minuteOfDay });
  });
}

test("a zone that does not exist is refused", () => {
  assert.throws(() => momentOf(0, "Mars/Olympus"), RangeError);
});
