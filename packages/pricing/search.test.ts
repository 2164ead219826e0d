import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { evaluate } from "./evaluate.ts";
import { tradePolicy } from "./model.ts";
import { arbitraryCase, type Case } from "./oracle/cases.ts";
import { prepare } from "./prepare.ts";
import { searchAll } from "./search-all.ts";
import { search } from "./search.ts";

const seeded = { seed: 3, numRuns: 1_500 };
const sizes = { maxLines: 8, minOffers: 1, maxOffers: 12 };

function prepared({ cart, offers, policy, facts, now, options }: Case) {
  return prepare(cart, offers, policy, facts, now, options);
}

test("the search finds what trying every combination finds, total and members", () => {
  fc.assert(fc.property(arbitraryCase(sizes), (one) => {
    const expected = searchAll(prepared(one));
    const found = search(prepared(one));
    assert.deepEqual(found.chosen, expected.chosen);
    assert.deepEqual(found.evaluation, expected.evaluation);
    assert.equal(found.couldStillSaveMinor, 0);
  }), seeded);
});

test("also where all twelve touch all eight lines and little is held apart", () => {
  const twelve = { maxLines: 8, minOffers: 12, maxOffers: 12 };
  const policies = [{ ...tradePolicy, apart: [] }, tradePolicy];
  fc.assert(fc.property(arbitraryCase(twelve), fc.constantFrom(...policies), (one, policy) => {
    const offers = one.offers.map((offer) => ({
      ...offer, trigger: "automatic" as const, scope: {}, when: {}, groups: [],
    }));
    const dense = { ...one, offers, policy };
    const found = search(prepared(dense));
    assert.deepEqual(found.chosen, searchAll(prepared(dense)).chosen);
    assert.equal(found.couldStillSaveMinor, 0);
  }), { ...seeded, numRuns: 150 });
});

test("a search that is stopped says truly what could still be saved", () => {
  fc.assert(fc.property(arbitraryCase(sizes), fc.nat({ max: 60 }), (one, budget) => {
    const { totalMinor } = searchAll(prepared(one)).evaluation;
    const found = search(prepared(one), budget);
    assert.ok(found.evaluation.totalMinor - found.couldStillSaveMinor <= totalMinor);
    assert.ok(found.evaluation.totalMinor >= totalMinor);
  }), seeded);
});

test("the state is left as the best combination makes it", () => {
  fc.assert(fc.property(arbitraryCase(sizes), (one) => {
    const ready = prepared(one);
    const { chosen } = search(ready);
    const remaining = ready.state.remaining.slice();
    evaluate(ready, []);
    evaluate(ready, chosen);
    assert.deepEqual(ready.state.remaining, remaining);
  }), { ...seeded, numRuns: 200 });
});
