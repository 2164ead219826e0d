import assert from "node:assert/strict";
import { test } from "node:test";
import { validityWindow } from "./validity-window.ts";
import { type StateFacts, stateOf } from "./voucher-state.ts";

const at = (text: string) => Temporal.Instant.from(text);

test("N days are days of the brand's calendar, the claim's own is the first", () => {
  // [zone, claimed at, days, from, to (exclusive)]
  const rows: [string, string, number, string, string][] = [
    ["Asia/Shanghai", "2026-11-21T23:59:59+08:00", 1, "2026-11-20T16:00Z", "2026-11-21T16:00Z"],
    ["Asia/Shanghai", "2026-11-22T00:00:00+08:00", 1, "2026-11-21T16:00Z", "2026-11-22T16:00Z"],
    ["Asia/Shanghai", "2026-02-27T12:00:00+08:00", 3, "2026-02-26T16:00Z", "2026-03-01T16:00Z"],
    // 29 March 2026 has 23 hours in Berlin, 25 October 25.
    ["Europe/Berlin", "2026-03-29T01:30:00+01:00", 1, "2026-03-28T23:00Z", "2026-03-29T22:00Z"],
    ["Europe/Berlin", "2026-10-25T03:30:00+01:00", 1, "2026-10-24T22:00Z", "2026-10-25T23:00Z"],
    // Here the clocks change at midnight: the day begins at 01:00.
    ["Africa/Cairo",  "2026-04-23T20:00:00+02:00", 2, "2026-04-22T22:00Z", "2026-04-24T21:00Z"],
  ];
  for (const [timeZone, claimed, days, from, to] of rows) {
    const claim = { brand: { timeZone }, now: at(claimed) };
    const window = validityWindow(claim, { kind: "days", days });
    const got = [window.from, window.to].map(String);
    assert.deepEqual(got, [at(from), at(to)].map(String), `${timeZone} ${claimed}`);
  }
});

test("the state follows from the row and the clock", () => {
  const base = {
    valid_from: at("2026-11-20T16:00:00Z"),
    valid_to: at("2026-11-21T16:00:00Z"),
    uses_left: 1,
    recalled_at: null,
    given_at: null,
    gift_until: null,
  };
  const noon = "2026-11-21T04:00:00Z";
  const rows: [string, Partial<StateFacts>, string][] = [
    ["2026-11-20T15:59:59.999Z", {},                       "not_yet"],
    ["2026-11-20T16:00:00Z",     {},                       "usable"],
    ["2026-11-21T15:59:59.999Z", {},                       "usable"],
    ["2026-11-21T16:00:00Z",     {},                       "expired"],
    [noon,                       { uses_left: 0 },         "used"],
    ["2027-01-01T00:00:00Z",     { uses_left: 0 },         "used"],
    [noon,                       { recalled_at: at(noon) }, "recalled"],
    [noon,                       { gift_until: at("2026-11-21T04:00:00.001Z") }, "gift_open"],
    [noon,                       { gift_until: at(noon) }, "usable"],
    [noon,                       { given_at: at(noon) },   "given"],
  ];
  for (const [now, more, state] of rows) {
    assert.equal(stateOf({ ...base, ...more }, at(now)), state, `${now} ${state}`);
  }
});
