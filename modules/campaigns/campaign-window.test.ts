import assert from "node:assert/strict";
import { test } from "node:test";
import { campaignName, campaignWindow, isInside } from "./campaign-window.ts";
import "./errors.ts";

const at = (text: string) => Temporal.Instant.from(text);

function zoned(now: string, timeZone = "Asia/Shanghai", capabilities: string[] = []) {
  const grants = capabilities.map((capability) => ({ capability, unitId: "u" }));
  return { brand: { timeZone } as never, now: at(now), grants };
}

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
  return "accepted";
}

test("a name has 1 to 20 characters as people see them", () => {
  const rows: [string, string][] = [
    ["春".repeat(20),             "accepted"],
    ["春".repeat(21),             "campaign_name_length"],
    ["👨‍👩‍👧".repeat(20),             "accepted"],
    ["👨‍👩‍👧".repeat(21),             "campaign_name_length"],
    [`  ${"a".repeat(20)}  `,     "accepted"],
    ["",                          "campaign_name_length"],
    ["   ",                       "campaign_name_length"],
  ];
  for (const [name, outcome] of rows) {
    assert.equal(refusal(() => campaignName(name)), outcome, name);
  }
});

test("it ends at the midnight after its last day: 23:59:59.999 is inside", () => {
  const window = campaignWindow(zoned("2026-11-21T03:00:00Z"), { endDay: "2026-11-30" }, 180);
  const rows: [string, boolean][] = [
    ["2026-11-21T02:59:59.999999999Z", false],
    ["2026-11-21T03:00:00Z",           true],
    ["2026-11-30T15:59:59Z",           true],
    ["2026-11-30T15:59:59.999Z",       true],
    ["2026-11-30T16:00:00Z",           false],
  ];
  for (const [moment, inside] of rows) assert.equal(isInside(window, at(moment)), inside, moment);
});

test("the longest is counted in days, both ends within", () => {
  const rows: [string, string, string][] = [
    ["2026-11-21", "2026-11-21", "accepted"],
    ["2026-11-21", "2027-05-19", "accepted"],
    ["2026-11-21", "2027-05-20", "campaign_too_long"],
    ["2026-11-22", "2026-11-21", "campaign_ends_early"],
    ["2026-11-20", "2026-11-30", "campaign_starts_in_past"],
    ["2026-02-30", "2026-11-30", "invalid_input"],
    ["2026-11-21", "2026-13-01", "invalid_input"],
  ];
  for (const [startDay, endDay, outcome] of rows) {
    const run = () => campaignWindow(zoned("2026-11-21T03:00:00Z"), { startDay, endDay }, 180);
    assert.equal(refusal(run), outcome, `${startDay} ${endDay}`);
  }
});

test("today is the brand's today, and a day abroad may have 23 or 25 hours", () => {
  const berlin = zoned("2026-10-24T23:30:00Z", "Europe/Berlin");
  const window = campaignWindow(berlin, { endDay: "2026-10-25" }, 180);
  assert.equal(window.endsAt.toString(), "2026-10-25T23:00:00Z");
  const spring = zoned("2026-03-20T12:00:00Z", "Europe/Berlin");
  const whole = campaignWindow(spring, { startDay: "2026-03-29", endDay: "2026-03-29" }, 180);
  assert.equal(whole.endsAt.since(whole.startsAt).total("hours"), 23);
});

test("only a trusted import starts in the past, at the start of that day", () => {
  const trusted = zoned("2026-11-21T03:00:00Z", "Asia/Shanghai", ["import.backdate"]);
  const days = { startDay: "2017-08-08", endDay: "2017-09-24" };
  assert.equal(campaignWindow(trusted, days, 180).startsAt.toString(), "2017-08-07T16:00:00Z");
});
