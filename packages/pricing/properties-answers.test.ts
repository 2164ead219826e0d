import { test } from "node:test";
import fc from "fast-check";
import {
  boundIsTrue, explainsAll, nextStepsAreTrue, reasonsAreTrue,
} from "./oracle/answers.fixture.ts";
import { arbitraryCase, type Case, type Sizes } from "./oracle/cases.ts";
import { answer } from "./oracle/properties.fixture.ts";

/*
 * What an answer says beside its amounts: that its reasons and next steps are true, and what a
 * search that had to stop promises.
 */
const seed = 618;
const small: Sizes = { maxLines: 5, minOffers: 0, maxOffers: 6 };
const large: Sizes = { maxLines: 8, minOffers: 8, maxOffers: 12 };

function holds(
  name: string, sizes: Sizes, carts: number, property: (one: Case, number: number) => void,
): void {
  test(`${name}: ${carts} carts of ${sizes.maxLines} lines × ${sizes.maxOffers} offers`, () => {
    const number = fc.integer({ min: 0, max: 0xfffff });
    fc.assert(fc.property(arbitraryCase(sizes), number, property), { numRuns: carts, seed });
  });
}

holds("a search that stops says how much could still be saved", large, 2_000, (one, number) =>
  boundIsTrue(one, number % 200));
holds("reasons are true", large, 2_000, (one) => reasonsAreTrue(one, answer(one)));
holds("every offer is explained", small, 3_000, (one) => explainsAll(one, answer(one)));
holds("next steps are true", small, 1_500, nextStepsAreTrue);
