import assert from "node:assert/strict";
import { test } from "node:test";
import { dropSteps } from "./drop.ts";

const step = (amountMinor: number) => ({
  offerId: "o", voucher: false, title: "满减", titleEn: null, amountMinor,
});

test("the steps of one unit lead from the list price to the attainable one, to the cent", () => {
  const rows: [number, number, number[], number[], number][] = [
    // list, units, off all of them   off one            attainable
    [10_000, 1,     [2_000, 1_500],   [2_000, 1_500],    6_500],
    [10_000, 2,     [4_000, 3_000],   [2_000, 1_500],    6_500],
    [10_000, 3,     [5_000],          [1_667],           8_333],
    [10_000, 3,     [5_000, 1_000],   [1_667, 333],      8_000],
    [5_000,  1,     [],               [],                5_000],
  ];
  for (const [listMinor, quantity, off, units, attainableMinor] of rows) {
    const combination = off.map(step);
    const drop = { listMinor, floorMinor: 0, attainableMinor, quantity, combination };
    const steps = dropSteps(drop);
    assert.deepEqual(steps.map((one) => one.unitMinor), units);
    assert.equal(steps.at(-1)?.leftMinor ?? listMinor, attainableMinor);
  }
});
