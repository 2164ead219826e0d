import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Cart } from "./cart.ts";
import { indexOffers } from "./book.ts";
import { cheapestAdditions } from "./additions.ts";
import { arbitraryCase } from "./oracle/cases.ts";
import { price } from "./price.ts";

const suggestions = [
  { productId: "p7", listMinor: 130, categoryIds: ["c1", "all"], tags: ["t0"] },
  { productId: "p8", listMinor: 4_900, categoryIds: ["c0", "all"] },
];

/** The cart with more of its own lines, or new lines of what was suggested. */
function withAddition(cart: Cart, add: readonly { productId: string; quantity: number }[]): Cart {
  const lines = cart.lines.map((line) => ({ ...line }));
  for (const { productId, quantity } of add) {
    const own = lines.find((line) => line.productId === productId);
    const product = suggestions.find((one) => one.productId === productId);
    if (own) own.quantity += quantity;
    else lines.push({ ...product!, lineId: `new ${productId}`, quantity });
  }
  return { ...cart, lines };
}

test("what a step says that the cart then costs is what it then costs", () => {
  let added = 0;
  fc.assert(fc.property(
    arbitraryCase({ maxLines: 4, minOffers: 1, maxOffers: 6 }),
    ({ cart, offers, policy, facts, now }) => {
      const distinct = new Set(cart.lines.map(({ productId }) => productId));
      fc.pre(distinct.size === cart.lines.length);
      const book = indexOffers(offers, policy);
      const before = price(cart, book, facts, now, { suggestions });
      for (const step of before.nextSteps) {
        if (!step.add) continue;
        added++;
        const after = price(withAddition(cart, step.add), book, facts, now);
        assert.equal(after.payable.totalMinor - before.payable.totalMinor, step.costsMinor);
        const applied = after.applied.find(({ offerId }) => offerId === step.offerId);
        assert.ok(applied && applied.tier! >= step.tier);
      }
    },
  ), { seed: 5, numRuns: 1_500 });
  assert.ok(added > 100, `${added} additions`);
});

test("the cheapest additions, of all multisets of three products", () => {
  const one = fc.record({
    listMinor: fc.integer({ min: 1, max: 30 }),
    bringsMinor: fc.integer({ min: 0, max: 30 }),
    mostUnits: fc.integer({ min: 0, max: 4 }),
  });
  const missing = fc.record({ minor: fc.nat({ max: 60 }), count: fc.nat({ max: 3 }) });
  fc.assert(fc.property(fc.array(one, { maxLength: 3 }), missing, (pool, wanted) => {
    fc.pre(wanted.minor + wanted.count > 0);
    let cheapest = Infinity;
    const counts = (at: number) => [...Array((pool[at]?.mostUnits ?? 0) + 1).keys()];
    for (const a of counts(0)) for (const b of counts(1)) for (const c of counts(2)) {
      const sum = (of: (at: number) => number) =>
        [a, b, c].reduce((total, n, at) => total + (n > 0 ? n * of(at) : 0), 0);
      if (sum((at) => pool[at]!.bringsMinor) < wanted.minor || a + b + c < wanted.count) continue;
      cheapest = Math.min(cheapest, sum((at) => pool[at]!.listMinor));
    }
    const [found] = cheapestAdditions(pool, wanted, 5);
    const worth = found?.reduce((sum, { at, units }) => sum + units * pool[at]!.listMinor, 0);
    assert.equal(worth ?? Infinity, cheapest);
  }), { seed: 2, numRuns: 3_000 });
});
