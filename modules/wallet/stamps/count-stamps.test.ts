import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addStamps, removeStamps } from "./count-stamps.ts";

test("stamps come: held, needed, count → held, rewards", () => {
  const rows = [
    [0, 10, 1, 1, 0],
    [9, 10, 1, 0, 1],
    [8, 10, 7, 5, 1],
    [3, 10, 27, 0, 3],
    [-2, 10, 1, -1, 0],
    [-2, 10, 12, 0, 1],
  ] as const;
  for (const [held, needed, count, ...after] of rows) {
    const got = addStamps(held, needed, count);
    assert.deepEqual([got.held, got.rewards], after, `${held} of ${needed} + ${count}`);
  }
});

test("stamps go: held, needed, count, unused rewards → held, rewards taken back", () => {
  const rows = [
    [3, 10, 1, 0, 2, 0],
    [3, 10, 1, 5, 2, 0],
    [0, 10, 1, 1, 9, 1],
    [0, 10, 1, 0, -1, 0],
    [2, 10, 25, 1, -13, 1],
    [2, 10, 25, 9, 7, 3],
    [-1, 10, 1, 0, -2, 0],
  ] as const;
  for (const [held, needed, count, unused, ...after] of rows) {
    const got = removeStamps(held, needed, count, unused);
    assert.deepEqual([got.held, got.rewards], after, `${held} of ${needed} - ${count}`);
  }
});

test("whatever comes and goes, stamps and rewards in force are the same sum", () => {
  const step = fc.record({ count: fc.integer({ min: 1, max: 40 }), goes: fc.boolean() });
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 30 }), fc.array(step, { maxLength: 40 }),
      (needed, steps) => {
        let [held, rewards, sum] = [0, 0, 0];
        for (const { count, goes } of steps) {
          if (goes && count > sum) continue;
          const got = goes
            ? removeStamps(held, needed, count, rewards)
            : addStamps(held, needed, count);
          held = got.held;
          rewards += goes ? -got.rewards : got.rewards;
          sum += goes ? -count : count;
          assert.equal(held + rewards * needed, sum);
          // With every reward unused, the path leaves no trace: the sum alone says it all.
          assert.deepEqual([held, rewards], [sum % needed, Math.floor(sum / needed)]);
        }
      }),
  );
});

test("a used reward is never taken back, and its stamps are owed by the next card", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 30 }), fc.integer({ min: 1, max: 30 }),
      (needed, back) => {
        const full = addStamps(0, needed, needed);
        const gone = removeStamps(full.held, needed, Math.min(back, needed), 0);
        assert.equal(gone.rewards, 0);
        const again = addStamps(gone.held, needed, Math.min(back, needed));
        assert.deepEqual([again.held, again.rewards], [0, 0]);
      }),
  );
});
