import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, dayName, dayOfInstant, dayStart, instantOfWall, wallTime } from "./days.ts";

test("a day begins at midnight of the brand's zone, also on a day whose clock changes", () => {
  const rows: readonly (readonly [day: string, zone: string, start: string])[] = [
    ["2026-11-21", "Asia/Shanghai", "2026-11-20T16:00:00.000Z"],
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
    ["2026-11-01", "America/New_York", "2026-11-01T04:00:00.000Z"],
    ["2026-11-02", "America/New_York", "2026-11-02T05:00:00.000Z"],
  ];
  for (const [day, zone, start] of rows) {
    assert.equal(new Date(dayStart(day, zone)).toISOString(), start, `${day} ${zone}`);
    assert.equal(dayOfInstant(dayStart(day, zone), zone), day);
  }
});

test("days are counted over months and years", () => {
  assert.equal(addDays("2026-12-31", 1), "2027-01-01");
  assert.equal(addDays("2028-03-01", -1), "2028-02-29");
});

test("a day is named as people say it", () => {
  assert.equal(dayName("2026-11-21", "zh"), "11月21日");
  assert.equal(dayName("2026-11-21", "en"), "21 Nov");
});

test("a time on the wall and its instant are each other's, in summer and winter", () => {
  const rows: readonly (readonly [wall: string, zone: string, instant: string])[] = [
    ["2026-11-22T20:00:05", "Asia/Shanghai", "2026-11-22T12:00:05.000Z"],
    ["2026-03-29T03:30:00", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
    ["2026-07-01T00:00:00", "Europe/Berlin", "2026-06-30T22:00:00.000Z"],
  ];
  for (const [wall, zone, instant] of rows) {
    assert.equal(new Date(instantOfWall(wall, zone)).toISOString(), instant);
    assert.equal(wallTime(Date.parse(instant), zone), wall);
    const minute = Date.parse(instant) - (Date.parse(instant) % 60_000);
    assert.equal(instantOfWall(wall.slice(0, 16), zone), minute);
  }
});
