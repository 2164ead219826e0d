import assert from "node:assert/strict";
import { test } from "node:test";
import type { SpecialDay } from "#modules/stores/index.ts";
import { slotsOf, type Candidate, type Wanted } from "./availability.ts";
import { type Schedule, spansFault, weekFault, windowsOf } from "./schedule.ts";
import type { Span, WeekSpan } from "./tables.ts";

const every = (opensMin: number, closesMin: number): WeekSpan[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMin, closesMin }));
const day = every(540, 1080); // 09:00–18:00
const night = every(1080, 1560); // 18:00–02:00
const closed = (on: string): SpecialDay[] => [{ day: on, opensMin: null, closesMin: null }];
const other = (on: string, opensMin: number, closesMin: number): SpecialDay[] =>
  [{ day: on, opensMin, closesMin }];

interface Given {
  readonly store?: WeekSpan[];
  readonly special?: SpecialDay[];
  readonly own?: WeekSpan[] | null;
  readonly days?: Record<string, Span[]>;
}

const scheduleOf = ({ store = day, special = [], own = null, days = {} }: Given): Schedule => ({
  storeHours: store,
  storeDays: special,
  hours: own,
  days: new Map(Object.entries(days)),
});

const wanted = (more: Partial<Wanted> = {}): Wanted => ({
  serviceId: "s",
  needs: ["staff"],
  durationMs: 3_600_000,
  beforeMs: 0,
  afterMs: 0,
  gridMs: 3_600_000,
  capacity: 1,
  shared: false,
  ...more,
});

/** Starts of hour-long slots on a calendar day, as the wall clock shows them. */
function starts(zone: string, on: string, given: Given, more: Partial<Wanted> = {}): string {
  const from = Temporal.PlainDate.from(on);
  const candidate: Candidate = {
    resourceId: "r",
    kind: "staff",
    places: 1,
    windows: windowsOf(scheduleOf(given), zone, from, 1),
    busy: [],
  };
  const range = {
    from: from.toZonedDateTime(zone).epochMilliseconds,
    to: from.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
  };
  const found = slotsOf(wanted(more), [candidate], range);
  const clock = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainTime()
      .toString({ smallestUnit: "minute" });
  return found.map((slot) => clock(slot.startsAt)).join(" ");
}

const sh = "Asia/Shanghai";
const be = "Europe/Berlin";
const ho = "Australia/Lord_Howe";
const monday = "2026-03-02";
const tuesday = "2026-03-03";

const rows: [string, string, string, Given, string][] = [
  ["the store's hours", sh, monday, {}, "09:00 10:00 11:00 12:00 13:00 14:00 15:00 16:00 17:00"],
  ["their own hours stand before the store's", sh, monday, { own: every(600, 720) },
    "10:00 11:00"],
  ["an hour that does not fit is no slot", sh, monday, { own: every(600, 750) }, "10:00 11:00"],
  ["a pause", sh, monday, { own: [...every(540, 660), ...every(720, 780)] }, "09:00 10:00 12:00"],
  ["away on that day", sh, monday, { days: { [monday]: [] } }, ""],
  ["their own day stands before all", sh, monday,
    { special: closed(monday), days: { [monday]: [{ opensMin: 600, closesMin: 660 }] } }, "10:00"],
  ["the store is closed", sh, monday, { special: closed(monday) }, ""],
  ["the store is closed: their own hours do not count", sh, monday,
    { special: closed(monday), own: every(600, 720) }, ""],
  ["the store's other hours are taken over", sh, monday,
    { special: other(monday, 720, 840) }, "12:00 13:00"],
  ["the store's other hours cut their own", sh, monday,
    { special: other(monday, 660, 840), own: every(600, 720) }, "11:00"],
  ["past midnight: the evening", sh, monday, { store: night },
    "00:00 01:00 18:00 19:00 20:00 21:00 22:00 23:00"],
  ["past midnight: the eve of a closed day still runs", sh, tuesday,
    { store: night, special: closed(tuesday) }, "00:00 01:00"],
  ["past midnight: a closed eve leaves the night free", sh, tuesday,
    { store: night, special: closed(monday) }, "18:00 19:00 20:00 21:00 22:00 23:00"],
  // Berlin: 2026-03-29 02:00 becomes 03:00; 2026-10-25 03:00 becomes 02:00 again.
  ["clocks put on: the hour that is not is no slot", be, "2026-03-29",
    { own: every(0, 300) }, "00:00 01:00 03:00 04:00"],
  ["clocks put on: an opening in the hour that is not is its end", be, "2026-03-29",
    { own: every(150, 270) }, "03:30"],
  ["clocks put on: a night that ends in it is shorter", be, "2026-03-29",
    { own: every(1320, 1620) }, "00:00 01:00 22:00 23:00"],
  ["clocks put back: the hour that comes twice is two slots", be, "2026-10-25",
    { own: every(0, 240) }, "00:00 01:00 02:00 02:00 03:00"],
  ["clocks put back: a night over it is longer", be, "2026-10-25",
    { own: every(1380, 1620) }, "00:00 01:00 02:00 02:00 23:00"],
  // Lord Howe Island moves by half an hour: 2026-04-05 02:00 becomes 01:30 again.
  ["half an hour put back", ho, "2026-04-05", { own: every(0, 240) },
    "00:00 01:00 01:30 02:30"],
];

for (const [name, zone, on, given, expected] of rows) {
  test(`${name}: ${expected || "none"}`, () => {
    assert.equal(starts(zone, on, given), expected);
  });
}

test("round the clock there is no seam at midnight", () => {
  const always = every(0, 1440);
  const found = starts(sh, monday, { own: always }, { durationMs: 7_200_000 });
  assert.equal(found.split(" ").at(-1), "23:00");
});

test("slots count from each opening, not from the full hour", () => {
  assert.equal(starts(sh, monday, { own: every(555, 690) }), "09:15 10:15");
});

test("spans that end before they begin or overlap are told", () => {
  const second = { opensMin: 120, closesMin: 180 };
  assert.equal(spansFault([{ opensMin: 60, closesMin: 120 }, second]), null);
  assert.equal(spansFault([{ opensMin: 60, closesMin: 130 }, second]), "120");
  assert.equal(spansFault([{ opensMin: 60, closesMin: 60 }]), "60–60");
  assert.equal(weekFault([{ weekday: 2, opensMin: 60, closesMin: 30 }]), "2: 60–30");
});
