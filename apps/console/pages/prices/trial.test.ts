import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyTrial, instantOf, type Priced, stepsOf, trialBody } from "./trial.ts";

const zone = { currency: "CNY", timeZone: "Asia/Shanghai" };

test("the wall clock of the brand, not of the browser", () => {
  assert.equal(instantOf("2025-06-18T20:00", "Asia/Shanghai"), Date.UTC(2025, 5, 18, 12));
  assert.equal(instantOf("2025-06-18T20:00", "UTC"), Date.UTC(2025, 5, 18, 20));
  assert.equal(instantOf("", "UTC"), undefined);
});

test("only what is supposed is sent; a trial price in minor units", () => {
  const line = { lineId: "1", productId: "p", name: "tea", quantity: 2, unit: 9.9 };
  const body = trialBody({ ...emptyTrial, lines: [line] }, zone);
  assert.deepEqual(body, {
    lines: [{ lineId: "1", productId: "p", quantity: 2, unitMinor: 990 }],
    segments: ["member"],
    vouchersOfOfferIds: [],
  });
  const known = trialBody({ ...emptyTrial, lines: [line], memberId: "m" }, zone);
  assert.deepEqual(known.member, { memberId: "m" });
  assert.equal(known.segments, undefined, "a real member brings a standing of their own");
});

test("the steps go from the list price down to what is due, and leave out what is a gift", () => {
  const steps = stepsOf({
    lines: [{ initialMinor: 10_000 }, { initialMinor: 2_001 }],
    delivery: { initialMinor: 600 },
    applied: [
      { offerId: "a", voucherId: null, amountMinor: 5_000 },
      { offerId: "gift", voucherId: null, amountMinor: 0 },
      { offerId: "b", voucherId: "v", amountMinor: 601 },
    ],
    payable: { pointsMinor: 1_000, storedValueMinor: 0, dueMinor: 6_000 },
  } as unknown as Priced);
  assert.deepEqual(
    steps.map((step) => [step.key, step.amountMinor, step.leftMinor]),
    [
      ["list", 12_601, 12_601],
      ["a", -5_000, 7_601],
      ["v", -601, 7_000],
      ["points", -1_000, 6_000],
      ["sum", 6_000, 6_000],
    ],
  );
});
