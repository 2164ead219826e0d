import assert from "node:assert/strict";
import { test } from "node:test";
import { indexOffers, price } from "./index.ts";
import { bruteForce } from "./oracle/brute-force.ts";
import { differences } from "./oracle/compare.ts";
import { check } from "./scenarios/check.ts";
import { question, rows } from "./scenarios/index.ts";
import { validateRule } from "./validate-rule.ts";

/*
 * The tables of scenarios/: what a shop manager expects of a cart. The oracle answers every row
 * too, so that a row which only repeats the engine's mistake is found.
 */
test("there are as many rows as the tables have, some of them published examples", () => {
  assert.equal(rows.length, 339);
  assert.equal(new Set(rows.map(({ source }) => source).filter(Boolean)).size, 16);
  assert.equal(rows.filter(({ source }) => source !== null).length, 31);
});

for (const row of rows) {
  test(`${row.name}: ${row.shows}: ${row.goods.join(", ")} | ${row.offers.join(" | ")}`, () => {
    const { cart, offers, policy, facts, now, options } = question(row);
    assert.deepEqual(offers.flatMap((offer) => validateRule(offer)), [], "an offer is not valid");
    const priced = price(cart, indexOffers(offers, policy), facts, now, options);
    assert.deepEqual(check(row.pays, priced), []);
    assert.deepEqual(
      differences(priced, bruteForce(cart, offers, facts, now, options, policy)), [],
    );
    assert.equal(priced.proof.kind, "best");
  });
}
