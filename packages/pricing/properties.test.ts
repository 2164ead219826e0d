import { test } from "node:test";
import fc from "fast-check";
import { arbitraryCase, type Sizes } from "./oracle/cases.ts";
import {
  addsUp, answer, choiceIsNoBetter, explainsEachCent, isBest, lineIdsDecideOnlyTies,
  orderDecidesNothing, withoutFloors,
} from "./oracle/properties.fixture.ts";

/*
 * The promises of packages/pricing on carts that nobody thought of. The seed is fixed, so that a
 * failure here is a failure everywhere; `node tests/scenarios/properties.run.ts` looks further.
 */
const seed = 618;
const small: Sizes = { maxLines: 5, minOffers: 0, maxOffers: 6 };
const large: Sizes = { maxLines: 8, minOffers: 8, maxOffers: 12 };
const free: Sizes = { maxLines: 8, minOffers: 10, maxOffers: 12, free: true };

function holds(name: string, sizes: Sizes, carts: number, property: Parameters<typeof check>[2]) {
  test(`${name}: ${carts} carts of ${sizes.maxLines} lines × ${sizes.maxOffers} offers`, () => {
    check(sizes, carts, property);
  });
}

function check(
  sizes: Sizes, carts: number,
  property: (one: Parameters<typeof answer>[0], number: number) => void,
): void {
  const number = fc.integer({ min: 0, max: 0xfffff });
  fc.assert(fc.property(arbitraryCase(sizes), number, property), { numRuns: carts, seed });
}

holds("promise 1, the best combination with its proof", small, 12_000, (one) => isBest(one));
holds("promise 1, the best combination with its proof", large, 4_000, (one) => isBest(one));
holds("promise 1 where everything stacks", free, 150, (one) => isBest(one));
holds("promise 1 where the terms ignore the floors", small, 2_000, withoutFloors);

holds("promise 3, the money adds up", small, 6_000, (one) => {
  const priced = answer(one);
  addsUp(one, priced);
  explainsEachCent(priced);
});
holds("promise 3, the money adds up", large, 3_000, (one) => addsUp(one, answer(one)));

holds("promise 4, order decides nothing", small, 4_000, (one, turns) =>
  orderDecidesNothing(one, answer(one), turns));
holds("promise 4, order decides nothing", large, 2_000, (one, turns) =>
  orderDecidesNothing(one, answer(one), turns));
holds("promise 4, line ids decide only the last tie", small, 3_000, (one, turns) =>
  lineIdsDecideOnlyTies(one, answer(one), turns));

holds("a choice is priced rightly and never beats the best", large, 2_000, (one, keep) =>
  choiceIsNoBetter(one, answer(one), keep));
