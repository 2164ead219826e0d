import assert from "node:assert/strict";
import { test } from "node:test";
import {
  clockOf, dailyHours, hoursFault, hoursToday, isOpenAt, openMinutes, openWeekOf, parseClock,
} from "./opening-hours.ts";
import type { OpenSpan, SpecialDay } from "./opening-hours.ts";

const shanghai = "Asia/Shanghai";
const berlin = "Europe/Berlin";
const none: SpecialDay[] = [];
const day = dailyHours(540, 1260);
const night = dailyHours(1080, 1560);
const lateFriday: OpenSpan[] = [{ weekday: 5, opensMin: 1080, closesMin: 1620 }];
const untilThree = dailyHours(1080, 1620);
const split: OpenSpan[] = [
  { weekday: 1, opensMin: 600, closesMin: 840 },
  { weekday: 1, opensMin: 1020, closesMin: 1320 },
];

const rows: [string, OpenSpan[], SpecialDay[], string, string, boolean][] = [
  ["a minute before opening",          day,        none, shanghai, "2026-03-02T08:59:59", false],
  ["at opening",                       day,        none, shanghai, "2026-03-02T09:00:00", true],
  ["the last moment",                  day,        none, shanghai, "2026-03-02T20:59:59.999", true],
  ["at closing",                       day,        none, shanghai, "2026-03-02T21:00:00", false],
  ["past midnight",                    night,      none, shanghai, "2026-03-03T01:59:59", true],
  ["closed at two",                    night,      none, shanghai, "2026-03-03T02:00:00", false],
  ["Saturday night of Friday",         lateFriday, none, shanghai, "2026-03-07T02:59:00", true],
  ["Friday night of Thursday",         lateFriday, none, shanghai, "2026-03-06T02:59:00", false],
  ["the pause at noon",                split,      none, shanghai, "2026-03-02T15:00:00", false],
  ["after the pause",                  split,      none, shanghai, "2026-03-02T17:00:00", true],
  ["no hours known",                   [],         none, shanghai, "2026-03-02T12:00:00", false],
  ["whole day at midnight", dailyHours(0, 1440),   none, shanghai, "2026-03-03T00:00:00", true],
  ["special day: closed", day, [{ day: "2026-03-02", opensMin: null, closesMin: null }],
    shanghai, "2026-03-02T12:00:00", false],
  ["special day: other hours", day, [{ day: "2026-03-02", opensMin: 720, closesMin: 780 }],
    shanghai, "2026-03-02T11:59:00", false],
  ["special day past midnight", day, [{ day: "2026-03-02", opensMin: 720, closesMin: 1500 }],
    shanghai, "2026-03-03T00:59:00", true],
  ["eve of a closed day still runs", night,
    [{ day: "2026-03-03", opensMin: null, closesMin: null }], shanghai,
    "2026-03-03T01:00:00", true],
  // Berlin: 2026-03-29 02:00 becomes 03:00; 2026-10-25 03:00 becomes 02:00 again.
  ["DST begins: open until 03:00", untilThree, none, berlin, "2026-03-29T01:59:00", true],
  ["DST begins: closed at 03:00",  untilThree, none, berlin, "2026-03-29T03:00:00", false],
];

for (const [name, hours, specials, zone, wall, open] of rows) {
  test(`${name}: ${open ? "open" : "closed"}`, () => {
    const instant = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).toInstant();
    assert.equal(isOpenAt(hours, specials, zone, instant), open);
  });
}

test("DST ends: a store that closes at 02:30 does not open again in the second 02:15", () => {
  const hours = dailyHours(1080, 1590);
  const first = Temporal.Instant.from("2026-10-25T00:15:00Z");
  const second = Temporal.Instant.from("2026-10-25T01:15:00Z");
  assert.equal(isOpenAt(hours, none, berlin, first), true);
  assert.equal(isOpenAt(hours, none, berlin, second), false);
});

test("one instant, two zones", () => {
  const noonInShanghai = Temporal.Instant.from("2026-03-02T04:00:00Z");
  assert.equal(isOpenAt(day, none, shanghai, noonInShanghai), true);
  assert.equal(isOpenAt(day, none, "America/New_York", noonInShanghai), false);
});

test("today's hours are the span that runs or comes next", () => {
  const at = (wall: string) => clockOf(shanghai, Temporal.Instant.from(`${wall}+08:00`));
  assert.deepEqual(hoursToday(at("2026-03-02T09:00"), split, none), {
    opensMin: 600, closesMin: 840,
  });
  assert.equal(hoursToday(at("2026-03-02T15:00"), split, none)?.opensMin, 1020);
  assert.equal(hoursToday(at("2026-03-02T23:00"), split, none)?.opensMin, 1020);
  assert.equal(hoursToday(at("2026-03-03T23:00"), split, none), null);
});

test("times as people write them", () => {
  assert.equal(parseClock("09:30:00"), 570);
  assert.equal(parseClock("7:05"), 425);
  assert.equal(parseClock("24:00"), 1440);
  assert.equal(parseClock("26:00"), 1560);
  assert.equal(parseClock("9.30"), null);
  assert.equal(parseClock("49:00"), null);
  assert.equal(dailyHours(1320, 120)[0]?.closesMin, 1560);
  assert.equal(dailyHours(0, 0)[0]?.closesMin, 1440);
});

test("hours that cannot be are named", () => {
  assert.equal(hoursFault(day), null);
  assert.equal(hoursFault([{ weekday: 8, opensMin: 0, closesMin: 60 }]), "weekday 8");
  assert.equal(hoursFault([{ weekday: 1, opensMin: 60, closesMin: 60 }]), "closesMin 60");
  assert.equal(hoursFault([...split, { weekday: 1, opensMin: 800, closesMin: 900 }]), "weekday 1");
});

test("the minutes of the week that a search asks for", () => {
  assert.equal(openWeekOf(lateFriday), "{[6840,7380)}");
  const monday = clockOf(shanghai, Temporal.Instant.from("2026-03-02T09:30+08:00"));
  assert.deepEqual(openMinutes(monday), { from: 570, to: 571 });
  const shifting = clockOf(berlin, Temporal.Instant.from("2026-03-29T00:30Z"));
  assert.deepEqual(openMinutes(shifting), { from: 6 * 1440 + 90 - 120, to: 6 * 1440 + 90 + 121 });
});
