import assert from "node:assert/strict";
import { test } from "node:test";
import { hoursShown, placed } from "./layout.ts";

const at = (startsAt: number, endsAt: number) => ({ startsAt, endsAt });
const lanesOf = (list: { startsAt: number; endsAt: number }[]) =>
  placed(list).map(({ lane, lanes }) => `${lane}/${lanes}`);

const rows: [what: string, list: { startsAt: number; endsAt: number }[], lanes: string[]][] = [
  ["one alone", [at(0, 10)], ["0/1"]],
  ["one after another", [at(0, 10), at(10, 20)], ["0/1", "0/1"]],
  ["two at once", [at(0, 10), at(5, 15)], ["0/2", "1/2"]],
  ["a lane that is free again is used again", [at(0, 10), at(5, 30), at(10, 20)],
    ["0/2", "1/2", "0/2"]],
  ["groups do not narrow each other", [at(0, 10), at(0, 10), at(10, 20)], ["0/2", "1/2", "0/1"]],
];

for (const [what, list, lanes] of rows) {
  test(what, () => assert.deepEqual(lanesOf(list), lanes));
}

test("what is too short to read is drawn longer, and makes room beside it", () => {
  const lanes = placed([at(0, 5), at(5, 30)], 10).map(({ lane, lanes: of }) => `${lane}/${of}`);
  assert.deepEqual(lanes, ["0/2", "1/2"]);
});

test("the day is drawn from nine to nine, and longer where something stands outside", () => {
  assert.deepEqual(hoursShown([]), { fromHour: 9, toHour: 21 });
  assert.deepEqual(hoursShown([{ from: 450, to: 1530 }]), { fromHour: 7, toHour: 26 });
});
