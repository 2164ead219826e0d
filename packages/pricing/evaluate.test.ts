import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { apply, claimLines, compare, evaluate, measure, undo } from "./evaluate.ts";
import type { Benefit, Offer } from "./model.ts";
import { cartOf, offerOf, prepared, takenOf } from "./shop.fixture.ts";
import { areApart } from "./stacking.ts";

const half = 5_000;
const benefits: Benefit[] = [
  { kind: "unit_price", level: "activity", unitMinor: 40 },
  { kind: "each_off", bps: 1_000 },
  { kind: "nth_off", n: 2, bps: half },
  { kind: "bundle", parts: [{ scope: {}, quantity: 2 }], priceMinor: 70 },
  { kind: "tiers", base: "after_items",
    tiers: [{ fromMinor: 100, give: { kind: "amount", amountMinor: 33 } }] },
  { kind: "tiers", base: "after_previous", tiers: [{ give: { kind: "percent", bps: 777 } }] },
  { kind: "exchange", units: 1, payMinor: 5 },
  { kind: "tiers", base: "initial", tiers: [{ give: { kind: "delivery", capMinor: 3 } }] },
];

const offers: Offer[] = benefits.map((benefit, at) =>
  offerOf(`o${at}`, benefit, {
    joins: at === 1 ? "never" : "always",
    scope: at === 1 ? { products: ["b"] } : {},
    category: at < 4 ? "item" : "order",
  }),
);

const lines = fc.array(
  fc.record({
    listMinor: fc.nat(120),
    quantity: fc.integer({ min: 1, max: 4 }),
    floorMinor: fc.oneof(fc.constant(null), fc.nat(60)),
  }),
  { minLength: 2, maxLength: 5 },
);
const combination = fc.subarray(offers.map((_, at) => at));

test("an evaluation is the same after any other evaluations", () => {
  fc.assert(
    fc.property(lines, fc.array(combination, { minLength: 1, maxLength: 6 }), (these, all) => {
      const cart = cartOf(these, 9);
      const used = prepared({ cart, offers });
      for (const chosen of all) {
        const fresh = prepared({ cart, offers });
        const one = evaluate(used, chosen);
        assert.deepEqual(one, evaluate(fresh, chosen));
        if (one.idle >= 0) continue;
        assert.deepEqual(used.state.remaining, fresh.state.remaining);
        assert.deepEqual(used.state.itemOff, fresh.state.itemOff);
      }
    }),
  );
});

test("what is taken back leaves nothing behind, and measuring tells what a turn gives", () => {
  fc.assert(
    fc.property(lines, combination, (these, chosen) => {
      const made = prepared({ cart: cartOf(these, 9), offers });
      const start = made.state.remaining.slice();
      claimLines(made, chosen);
      for (const index of chosen) {
        const { goodsMinor, deliveryMinor, giftMinor } = measure(made, index);
        const given = apply(made, index);
        assert.equal(given.goodsMinor, takenOf(made, index).reduce((sum, minor) => sum + minor));
        assert.deepEqual(
          [goodsMinor, deliveryMinor, giftMinor],
          [given.goodsMinor, given.deliveryMinor, given.giftMinor],
        );
      }
      while (made.state.applied.length > 0) undo(made);
      assert.deepEqual(made.state.remaining, start);
      assert.ok(made.state.itemOff.every((minor) => minor === 0));
      assert.equal(made.state.deliveryMinor, 9);
    }),
  );
});

test("one that joins nothing takes its lines away from the others", () => {
  const made = prepared({ cart: cartOf([{ listMinor: 100 }, { listMinor: 100 }]), offers });
  assert.equal(areApart(made.conflicts, 1, 4), false);
  const { idle } = evaluate(made, [1, 4]);
  assert.equal(idle, -1);
  assert.deepEqual(Array.from(made.state.remaining), [67, 90]);
});

test("the better combination: cheaper, gifts, vouchers, members, the older", () => {
  const one = { totalMinor: 5, giftMinor: 1, vouchers: 1, members: 2, idle: -1 };
  const order = (change: Partial<typeof one>, chosen = [0, 1]) =>
    Math.sign(compare({ ...one, ...change }, chosen, one, [0, 1]));
  assert.equal(order({ totalMinor: 4, giftMinor: 0 }), -1);
  assert.equal(order({ giftMinor: 2, vouchers: 2 }), -1);
  assert.equal(order({ vouchers: 0, members: 3 }), -1);
  assert.equal(order({ members: 1 }, [7]), -1);
  assert.equal(order({}, [0, 2]), 1);
  assert.equal(order({}), 0);
});
