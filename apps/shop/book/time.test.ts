import assert from "node:assert/strict";
import { test } from "node:test";
import { byDayPart, dayPart, dayWords } from "./time.ts";

const zone = "Asia/Shanghai";
const at = (clock: string, day = "2026-11-24") => Date.parse(`${day}T${clock}:00+08:00`);

test("times stand under the part of the day they begin in, and late ones after midnight", () => {
  const times = [at("09:30"), at("12:00"), at("18:00"), at("00:30", "2026-11-25")];
  const found = byDayPart(times.map((startsAt) => ({ startsAt })), "2026-11-24", zone);
  assert.deepEqual(
    found.map(({ part, slots }) => [part, slots.length]),
    [["morning", 1], ["afternoon", 1], ["evening", 1], ["night", 1]],
  );
});

test("a part of the day without times is not shown", () => {
  const found = byDayPart([{ startsAt: at("19:00") }], "2026-11-24", zone);
  assert.deepEqual(found.map(({ part }) => part), ["evening"]);
});

test("half past midnight is the morning of its own day and the night of the day before", () => {
  assert.equal(dayPart(at("00:30", "2026-11-25"), "2026-11-25", zone), "morning");
  assert.equal(dayPart(at("00:30", "2026-11-25"), "2026-11-24", zone), "night");
});

test("a day is written as its own calendar has it, wherever the phone is", () => {
  assert.deepEqual(dayWords("2026-11-24", "zh"), { weekday: "周二", date: "11/24" });
});
