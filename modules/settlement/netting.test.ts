import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Net, netPayments } from "./netting.ts";

const netsOf = (said: Readonly<Record<string, number>>): Net[] =>
  Object.entries(said).map(([unitId, netMinor]) => ({ unitId, netMinor }));

const told = (said: Readonly<Record<string, number>>): string[] =>
  netPayments(netsOf(said))
    .map(({ fromUnitId, toUnitId, amountMinor }) => `${fromUnitId} → ${toUnitId} ${amountMinor}`)
    .sort();

// What each unit is owed (−: owes), and who pays whom.
test("who pays whom in the fewest payments", () => {
  const rows = [
    [{ A: -100, B: 100 }, ["A → B 100"]],
    [{ A: 0, B: 0 }, []],
    [{ A: -100, B: 60, C: 40 }, ["A → B 60", "A → C 40"]],
    // A paying B and C for D would be three payments.
    [{ A: -70, B: 70, C: -50, D: 50 }, ["A → B 70", "C → D 50"]],
    // Two groups of three: four payments, not five.
    [
      { A: -50, B: -30, C: 80, D: -25, E: -20, F: 45 },
      ["A → C 50", "B → C 30", "D → F 25", "E → F 20"],
    ],
  ] as const;
  for (const [nets, payments] of rows) assert.deepEqual(told(nets), payments);
});

test("every unit ends with nothing open, in fewer payments than units", () => {
  const amounts = fc.array(fc.integer({ min: -10_000, max: 10_000 }), {
    minLength: 1, maxLength: 22,
  });
  fc.assert(fc.property(amounts, (some) => {
    const all = [...some, -some.reduce((sum, one) => sum + one, 0)];
    const nets = all.map((netMinor, at) => ({ unitId: `u${at}`, netMinor }));
    const payments = netPayments(nets);
    const left = new Map(nets.map(({ unitId, netMinor }) => [unitId, netMinor]));
    for (const { fromUnitId, toUnitId, amountMinor } of payments) {
      assert.ok(amountMinor > 0);
      left.set(fromUnitId, left.get(fromUnitId)! + amountMinor);
      left.set(toUnitId, left.get(toUnitId)! - amountMinor);
    }
    assert.ok([...left.values()].every((one) => one === 0));
    const open = nets.filter(({ netMinor }) => netMinor !== 0).length;
    assert.ok(payments.length <= Math.max(0, open - 1));
    assert.deepEqual(netPayments(nets.toReversed()), payments);
  }), { numRuns: 60 });
});

test("nets that do not sum to zero are none", () => {
  assert.throws(() => netPayments(netsOf({ A: -100, B: 99 })), RangeError);
});
