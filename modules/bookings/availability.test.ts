import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type Busy, type Candidate, choose, sessionOf, slotsOf, type Wanted,
} from "./availability.ts";
import type { ResourceKind } from "./tables.ts";

const minute = 60_000;
const hour = 60 * minute;
/** A day at nine o'clock, in plain hours: zones are the schedule's. */
const base = Temporal.Instant.from("2026-03-02T00:00:00Z").epochMilliseconds;
const at = (hours: number) => base + hours * hour;

const service = (more: Partial<Wanted> = {}): Wanted => ({
  serviceId: "cut",
  needs: ["staff"],
  durationMs: hour,
  beforeMs: 0,
  afterMs: 0,
  gridMs: hour,
  capacity: 1,
  shared: false,
  ...more,
});

const busy = (from: number, to: number, more: Partial<Busy> = {}): Busy => ({
  bookingId: "b",
  place: 1,
  seat: 1,
  session: "b",
  from: at(from),
  to: at(to),
  ...more,
});

const one = (
  resourceId: string,
  uses: readonly Busy[] = [],
  more: Partial<Candidate> = {},
): Candidate => ({
  resourceId,
  kind: "staff" as ResourceKind,
  places: 1,
  windows: [{ from: at(9), to: at(13) }],
  busy: uses,
  ...more,
});

const whole = { from: at(0), to: at(24) };
/** "9:1 10:0": hour of the start and people who still fit. */
const told = (wanted: Wanted, candidates: readonly Candidate[], only: string | null = null) =>
  slotsOf(wanted, candidates, whole, only)
    .map((slot) => `${(slot.startsAt - base) / hour}:${slot.left}`)
    .join(" ");

const pilates = service({ serviceId: "pilates", capacity: 3, shared: true });
const class10 = sessionOf(pilates, at(10), "");
const seat = (number: number, more: Partial<Busy> = {}) =>
  busy(10, 11, { seat: number, session: class10, ...more });
const room = (uses: readonly Busy[] = []) => one("room", uses, { kind: "room" });

const rows: [string, Wanted, Candidate[], string][] = [
  ["nobody there", service(), [], ""],
  ["all free", service(), [one("a")], "9:1 10:1 11:1 12:1"],
  ["one taken", service(), [one("a", [busy(10, 11)])], "9:1 10:0 11:1 12:1"],
  ["the other is free", service(), [one("a", [busy(10, 11)]), one("b")], "9:1 10:1 11:1 12:1"],
  ["buffer after a slot", service({ afterMs: 30 * minute }), [one("a", [busy(10, 11)])],
    "9:0 10:0 11:1 12:1"],
  ["buffer before a slot", service({ beforeMs: 30 * minute }), [one("a", [busy(10, 11)])],
    "9:1 10:0 11:0 12:1"],
  ["another's buffer", service(), [one("a", [busy(9.75, 11.25)])], "9:0 10:0 11:0 12:1"],
  ["touching is free", service(), [one("a", [busy(9, 10), busy(11, 12)])], "9:0 10:1 11:0 12:1"],
  ["longer than what is left of the day", service({ durationMs: 2 * hour }), [one("a")],
    "9:1 10:1 11:1"],
  ["a finer grid", service({ gridMs: 90 * minute }), [one("a")], "9:1 10.5:1 12:1"],
  ["two places beside each other", service(), [one("a", [busy(10, 11)], { places: 2 })],
    "9:1 10:1 11:1 12:1"],
  ["both places taken", service(), [one("a", [busy(10, 11), busy(10, 11, { place: 2 })],
    { places: 2 })], "9:1 10:0 11:1 12:1"],
  ["staff and room", service({ needs: ["staff", "room"] }),
    [one("a", [busy(10, 11)]), room([busy(11, 12)])], "9:1 10:0 11:0 12:1"],
  ["staff, and no room is there", service({ needs: ["staff", "room"] }), [one("a")], ""],
  ["a group", pilates, [one("a")], "9:3 10:3 11:3 12:3"],
  ["a group with one in it", pilates, [one("a", [seat(1)])], "9:3 10:2 11:3 12:3"],
  ["a full group", pilates, [one("a", [seat(1), seat(2), seat(3)])], "9:3 10:0 11:3 12:3"],
  ["another service has the teacher", pilates, [one("a", [busy(10, 11)])], "9:3 10:0 11:3 12:3"],
  ["the group has the teacher of another service", service(), [one("a", [seat(1)])],
    "9:1 10:0 11:1 12:1"],
  ["four at one table, booked by one", service({ capacity: 4 }), [one("a", [busy(10, 11)])],
    "9:4 10:0 11:4 12:4"],
];

for (const [name, wanted, candidates, expected] of rows) {
  test(`${name}: ${expected || "no slot"}`, () => assert.equal(told(wanted, candidates), expected));
}

test("one who is asked for by name: their slots alone, with any room", () => {
  const staff = [one("a", [busy(10, 11)]), one("b")];
  assert.equal(told(service(), staff, "a"), "9:1 10:0 11:1 12:1");
  assert.equal(told(service({ needs: ["staff", "room"] }), [...staff, room()], "a"),
    "9:1 10:0 11:1 12:1");
  assert.equal(told(service(), staff, "nobody"), "");
});

test("who has least to do is chosen; people of one group sit together", () => {
  const pick = (wanted: Wanted, some: Candidate[], people = 1) =>
    choose(wanted, some, { startsAt: at(10), people })?.map((free) => free.resourceId).join();
  assert.equal(pick(service(), [one("a", [busy(12, 13)]), one("b")]), "b");
  assert.equal(pick(pilates, [one("a", [seat(1)]), one("b")]), "a");
  assert.equal(pick(pilates, [one("a", [seat(1), seat(2)]), one("b")], 2), "b");
  assert.equal(pick(service(), [one("a", [busy(10, 11)])]), undefined);
});

test("seats that are free are told by number, the lowest first", () => {
  const [free] = choose(pilates, [one("a", [seat(2)])], { startsAt: at(10), people: 2 }) ?? [];
  assert.deepEqual(free?.seats, [1, 3]);
});

test("a month of slots every five minutes with fifty who serve is reckoned in seconds", () => {
  const month = 31 * 24;
  const many = Array.from({ length: 50 }, (_, turn) =>
    one(`r${turn}`, Array.from({ length: month / 2 }, (_day, i) => busy(2 * i, 2 * i + 1)), {
      windows: [{ from: at(0), to: at(month) }],
    }));
  const began = performance.now();
  const slots = slotsOf(service({ gridMs: 5 * minute }), many, { from: at(0), to: at(month) });
  assert.equal(slots.length, month * 12 - 11);
  assert.ok(performance.now() - began < 5_000);
});
