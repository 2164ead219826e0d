import assert from "node:assert/strict";
import { test } from "node:test";
import { type Booking, mainStep, newlyHere, sectionsOf } from "./sections.ts";

const now = Date.parse("2026-11-24T06:00:00Z");
const minute = 60_000;

const rows: [state: Booking["state"], startsInMin: number, section: string][] = [
  ["confirmed", -6, "late"],
  ["confirmed", -4, "next"],
  ["confirmed", 60, "next"],
  ["confirmed", 61, "later"],
  ["held", -10, "next"],
  ["arrived", -30, "waiting"],
  ["arrived", 40, "waiting"],
  ["serving", -30, "serving"],
  ["served", -90, "over"],
  ["no_show", -90, "over"],
  ["cancelled", 90, "over"],
];

for (const [state, startsInMin, section] of rows) {
  test(`${state}, beginning in ${startsInMin} min, stands under ${section}`, () => {
    const one = { state, startsAt: now + startsInMin * minute, arrivedAt: null };
    const filled = Object.entries(sectionsOf([one], now)).filter(([, list]) => list.length > 0);
    assert.deepEqual(filled.map(([name]) => name), [section]);
  });
}

test("who came first is first among those waiting, whatever was booked", () => {
  const early = { state: "arrived" as const, startsAt: now, arrivedAt: now - 5 * minute };
  const late = { state: "arrived" as const, startsAt: now - 20 * minute, arrivedAt: now };
  assert.deepEqual(sectionsOf([late, early], now).waiting, [early, late]);
});

test("the nearest step is the big button", () => {
  assert.equal(mainStep({ may: ["move", "cancel", "check_in", "no_show"] }), "check_in");
  assert.equal(mainStep({ may: ["start", "cancel"] }), "start");
  assert.equal(mainStep({ may: [] }), undefined);
});

test("only a check-in without the desk that is new is told", () => {
  const of = (bookingId: string, arrivedBy: "member" | "staff" | null, arrivedAt: number | null) =>
    ({ bookingId, arrivedBy, arrivedAt }) as unknown as Booking;
  const before = [of("a", null, null), of("b", "member", 1), of("c", null, null)];
  const after = [of("a", "member", 2), of("b", "member", 1), of("c", "staff", 2)];
  assert.deepEqual(newlyHere(before, after).map((one) => one.bookingId), ["a"]);
  assert.deepEqual(newlyHere(undefined, after), []);
});
