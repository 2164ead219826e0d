import assert from "node:assert/strict";
import { test } from "node:test";
import { type PointsRules, rulesBody, rulesDraft } from "./rules-draft.ts";

const rules: PointsRules = {
  active: true,
  earn: { points: 3, minor: 1_050 },
  pendingDays: 0,
  expiry: { kind: "day", month: 2, day: 9, years: 2 },
  step: { points: 50, minor: 5 },
  capBps: 3_333,
};

test("what is read is saved again as it was, in any currency", () => {
  for (const scale of [1, 100, 1_000]) {
    assert.deepEqual(rulesBody(rulesDraft(rules, scale), scale), rules);
    const months = { ...rules, expiry: { kind: "months", months: 18 } } as const;
    assert.deepEqual(rulesBody(rulesDraft(months, scale), scale), months);
    const never = { ...rules, expiry: { kind: "never" } } as const;
    assert.deepEqual(rulesBody(rulesDraft(never, scale), scale), never);
  }
});

test("a brand without rules is offered some that may be saved", () => {
  assert.deepEqual(rulesBody(rulesDraft(null, 100), 100), {
    active: true,
    earn: { points: 1, minor: 100 },
    pendingDays: 7,
    expiry: { kind: "months", months: 12 },
    step: { points: 100, minor: 100 },
    capBps: 5_000,
  });
});
