import assert from "node:assert/strict";
import { test } from "node:test";
import { endOfDayIn, type Expiry, expiresAt, maturesAt } from "./expiry.ts";

const shanghai = "Asia/Shanghai";
const newYork = "America/New_York";
const auckland = "Pacific/Auckland";
const months = (count: number): Expiry => ({ kind: "months", months: count });
const yearEnd = (years: number): Expiry => ({ kind: "day", month: 12, day: 31, years });
const leapDay: Expiry = { kind: "day", month: 2, day: 29, years: 0 };

const instant = (text: string, timeZone: string) =>
  Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).toInstant();

// spendable from, in the brand's zone; rule; the first moment without them
type Row = readonly [string, string, Expiry, string | null];
const rows: readonly Row[] = [
  [shanghai, "2026-01-31T23:59:59.999", months(1),  "2026-03-01T00:00"],
  [shanghai, "2026-02-01T00:00",        months(1),  "2026-04-01T00:00"],
  [shanghai, "2026-12-31T23:59:59.999", months(12), "2028-01-01T00:00"],
  [shanghai, "2027-01-01T00:00",        months(12), "2028-02-01T00:00"],
  [shanghai, "2027-11-30T12:00",        months(3),  "2028-03-01T00:00"],
  [newYork,  "2026-12-31T23:59:59.999", months(1),  "2027-02-01T00:00"],
  [auckland, "2026-09-26T23:30",        months(0),  "2026-10-01T00:00"],
  [shanghai, "2026-12-31T23:59:59.999", yearEnd(0), "2027-01-01T00:00"],
  [shanghai, "2027-01-01T00:00",        yearEnd(0), "2028-01-01T00:00"],
  [shanghai, "2026-01-01T00:00",        yearEnd(1), "2028-01-01T00:00"],
  [newYork,  "2026-12-31T23:00",        yearEnd(1), "2028-01-01T00:00"],
  [shanghai, "2027-01-15T00:00",        leapDay,    "2027-03-01T00:00"],
  [shanghai, "2028-01-15T00:00",        leapDay,    "2028-03-01T00:00"],
  [shanghai, "2028-03-01T00:00",        leapDay,    "2029-03-01T00:00"],
  [shanghai, "2026-05-05T05:05",        { kind: "never" }, null],
];

for (const [timeZone, from, expiry, wanted] of rows) {
  test(`${timeZone} ${from} ${JSON.stringify(expiry)}`, () => {
    const got = expiresAt({ brand: { timeZone } }, instant(from, timeZone), expiry);
    assert.equal(got?.toString() ?? null, wanted && instant(wanted, timeZone).toString());
  });
}

test("points mature with the beginning of a day of the brand, also where clocks change", () => {
  const at = (text: string, zone: string, days: number) =>
    maturesAt({ brand: { timeZone: zone } }, instant(text, zone), days).toString();
  assert.equal(at("2026-12-25T23:59:59", shanghai, 7), instant("2027-01-01T00:00", shanghai)
    .toString());
  assert.equal(at("2026-03-07T23:59", newYork, 1), "2026-03-08T05:00:00Z");
  assert.equal(at("2026-03-07T23:59", newYork, 2), "2026-03-09T04:00:00Z");
  assert.equal(at("2026-03-07T23:59", newYork, 0), instant("2026-03-07T23:59", newYork).toString());
  const end = endOfDayIn({ brand: { timeZone: newYork } }, instant("2026-10-31T10:00", newYork), 1);
  assert.equal(end.toString(), "2026-11-02T05:00:00Z");
});
