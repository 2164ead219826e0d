import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { splitByShares } from "../money/index.ts";
import { apply } from "./evaluate.ts";
import type { Benefit } from "./model.ts";
import { cartOf, offerOf, prepared, takenOf } from "./shop.fixture.ts";
import { greatestBut } from "./split.ts";
import { limits } from "./state.ts";

interface Line {
  readonly listMinor: number;
  readonly floorMinor: number;
}

function off(lines: readonly Line[], amountMinor: number, capMinor?: number) {
  const benefit: Benefit = {
    kind: "tiers",
    base: "initial",
    tiers: [{ give: { kind: "amount", amountMinor } }],
    capMinor: capMinor ?? null,
  };
  const made = prepared({ cart: cartOf(lines), offers: [offerOf("it", benefit)] });
  const given = apply(made, 0);
  return { off: takenOf(made, 0), limit: limits[given.limit]! };
}

/** The rule as the docstring says it, with splitByShares for each round. */
function byTheRule(lines: readonly Line[], amountMinor: number): number[] {
  const room = lines.map((line) => Math.max(0, line.listMinor - line.floorMinor));
  const taken = lines.map(() => 0);
  let rest = Math.min(amountMinor, room.reduce((sum, minor) => sum + minor, 0));
  let active = lines.map((_, at) => at).filter((at) => lines[at]!.listMinor > 0);
  while (rest > 0) {
    const parts = splitByShares(rest, active.map((at) => lines[at]!.listMinor));
    const full = active.filter((at, index) => parts[index]! > room[at]!);
    if (full.length === 0) {
      for (const [index, at] of active.entries()) taken[at] = parts[index]!;
      return taken;
    }
    for (const at of full) {
      taken[at] = room[at]!;
      rest -= room[at]!;
    }
    active = active.filter((at) => !full.includes(at));
  }
  return taken;
}

test("in proportion, the odd cent to the largest remainder, of equal ones to the earlier", () => {
  const line = (listMinor: number, floorMinor = 0) => ({ listMinor, floorMinor });
  assert.deepEqual(off([line(100), line(100), line(100)], 100).off, [34, 33, 33]);
  assert.deepEqual(off([line(1), line(2)], 2).off, [1, 1]);
  assert.deepEqual(off([line(0), line(5)], 3).off, [0, 3]);
});

test("what a floor holds back is taken from the others", () => {
  const lines = [{ listMinor: 100, floorMinor: 90 }, { listMinor: 100, floorMinor: 0 }];
  assert.deepEqual(off(lines, 50), { off: [10, 40], limit: null });
  assert.deepEqual(off(lines, 110), { off: [10, 100], limit: null });
  assert.deepEqual(off(lines, 120), { off: [10, 100], limit: "floor" });
  assert.deepEqual(off(lines, 500, 60), { off: [10, 50], limit: "cap" });
  assert.deepEqual(off([{ listMinor: 30, floorMinor: 0 }], 50), { off: [30], limit: "zero" });
});

const small = fc.nat(60);
const large = fc.nat(Math.floor(Number.MAX_SAFE_INTEGER / 40));
const lineOf = (amounts: fc.Arbitrary<number>) =>
  fc.record({ listMinor: amounts, floorMinor: fc.oneof(fc.constant(0), amounts) });

for (const [name, amounts] of [["cents", small], ["beyond 2^53", large]] as const) {
  test(`splitting is the rule, to the cent: ${name}`, () => {
    const lines = fc.array(lineOf(amounts), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(lines, fc.oneof(small, amounts), (these, amountMinor) => {
        const nameOf = (at: number) => String(at).padStart(2, "0");
        const named = these.map((line, at) => ({ ...line, productId: nameOf(at) }));
        assert.deepEqual(off(named, amountMinor).off, byTheRule(these, amountMinor));
      }),
      { numRuns: 1_500 },
    );
  });
}

test("a selection finds what sorting would", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 50 }), fc.nat(), (all, any) => {
      const rank = any % all.length;
      const sorted = all.toSorted((a, b) => b - a);
      assert.equal(greatestBut(Float64Array.from(all), all.length, rank), sorted[rank]);
    }),
  );
});
