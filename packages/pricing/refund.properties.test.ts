import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { PricedOrder } from "./record.ts";
import { orders } from "./refund.fixture.ts";
import type { Refund, RefundPolicy, RefundState, Returned } from "./refund-model.ts";
import { refund } from "./refund.ts";

const policies: readonly RefundPolicy[] = ["keep", "reprice", "charge_gift"];
const numRuns = Number(process.env.BIHUAN_REFUND_RUNS ?? 3000);

/** Every unit of an order as a return of its own. */
function unitsOf({ cart, priced }: PricedOrder): Returned[] {
  const goods = cart.lines.flatMap(({ lineId, quantity }) =>
    Array.from({ length: quantity }, () => ({ lineId, quantity: 1 })),
  );
  const gifts = priced.gifts.flatMap(({ quantity }, gift) =>
    Array.from({ length: quantity }, () => ({ gift, quantity: 1 })),
  );
  return [...goods, ...gifts];
}

/** Returns in the order of `keys`, cut into steps where a key is even. */
function steps(units: readonly Returned[], keys: readonly number[]): Returned[][] {
  const keyOf = (at: number) => keys[at % keys.length]! + at * 0.001;
  const shuffled = units
    .map((unit, at) => ({ unit, key: keyOf(at) }))
    .sort((a, b) => (a.key % 7) - (b.key % 7) || a.key - b.key);
  const list: Returned[][] = [[]];
  for (const { unit, key } of shuffled) {
    list.at(-1)!.push(unit);
    if (Math.floor(key) % 2 === 0) list.push([]);
  }
  return list.filter((step) => step.length > 0);
}

function run(order: PricedOrder, policy: RefundPolicy, list: readonly Returned[][]): Refund[] {
  const refunds: Refund[] = [];
  let state: RefundState | undefined;
  for (const step of list) {
    refunds.push(refund(order, step, policy, state));
    state = refunds.at(-1)!.state;
  }
  return refunds;
}

const keys = fc.array(fc.nat(1000), { minLength: 5, maxLength: 12 });

test("any sequence: never below zero, never above what was paid, in the end exactly that", () => {
  fc.assert(
    fc.property(orders, keys, fc.constantFrom(...policies), (order, list, policy) => {
      const { totalMinor, dueMinor, pointsUsed, storedValueMinor } = order.priced.payable;
      let sum = 0;
      const back = { money: 0, stored: 0, points: 0 };
      for (const one of run(order, policy, steps(unitsOf(order), list))) {
        assert.ok(one.refundMinor >= 0 && one.carriedMinor >= 0);
        sum += one.refundMinor;
        back.money += one.payback.moneyMinor;
        back.stored += one.payback.storedValueMinor;
        back.points += one.payback.points;
        assert.equal(one.paidBackMinor, sum);
        assert.ok(sum <= totalMinor && back.money <= dueMinor);
        assert.ok(back.stored <= storedValueMinor && back.points <= pointsUsed);
        agrees(one);
      }
      assert.equal(sum, totalMinor);
      assert.deepEqual(back, { money: dueMinor, stored: storedValueMinor, points: pointsUsed });
    }),
    { numRuns },
  );
});

function agrees(one: Refund): void {
  const changes = [...one.lines, one.delivery, one.gifts];
  const off = changes.reduce((total, part) => total + part.beforeMinor - part.afterMinor, 0);
  assert.equal(off, one.refundMinor, "lines, delivery and gifts come to the refund");
  const { moneyMinor, storedValueMinor, pointsMinor } = one.payback;
  assert.equal(moneyMinor + storedValueMinor + pointsMinor, one.refundMinor);
  for (const { beforeMinor, afterMinor, shares } of one.benefits) {
    assert.equal(
      shares.reduce((total, { amountMinor }) => total + amountMinor, 0), beforeMinor - afterMinor,
    );
  }
}

test("any two ways to the same returned units end in the same state", () => {
  fc.assert(
    fc.property(
      orders, keys, keys, fc.constantFrom(...policies), fc.nat(100),
      (order, one, other, policy, cut) => {
        const units = unitsOf(order);
        const some = units.slice(0, 1 + (cut % units.length));
        const [left, right] = [one, other].map((list) => run(order, policy, steps(some, list)));
        const last = left!.at(-1)!;
        assert.deepEqual(last.state, right!.at(-1)!.state);
        const atOnce = refund(order, some, policy);
        assert.deepEqual(atOnce.state, last.state);
        assert.equal(atOnce.carriedMinor, last.carriedMinor);
      },
    ),
    { numRuns },
  );
});

test("benefits taken back add up to what they were, party by party", () => {
  fc.assert(
    fc.property(orders, keys, fc.constantFrom(...policies), (order, list, policy) => {
      const taken = new Map<string, number>();
      for (const one of run(order, policy, steps(unitsOf(order), list))) {
        for (const { offerId, shares } of one.benefits) {
          for (const { party, amountMinor } of shares) {
            const key = `${offerId} ${party}`;
            taken.set(key, (taken.get(key) ?? 0) + amountMinor);
          }
        }
      }
      for (const { offerId, shares } of order.priced.applied) {
        for (const { party, amountMinor } of shares) {
          assert.equal(taken.get(`${offerId} ${party}`) ?? 0, amountMinor);
        }
      }
    }),
    { numRuns },
  );
});
