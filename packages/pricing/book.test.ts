import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { indexOffers, offersAbout } from "./book.ts";
import type { Offer } from "./model.ts";
import { arbitraryCase } from "./oracle/cases.ts";
import { price } from "./price.ts";

const offer = (offerId: string, more: Partial<Offer>): Offer => ({
  offerId,
  name: offerId,
  sinceMs: 0,
  trigger: "automatic",
  category: "item",
  scope: {},
  when: {},
  benefit: { kind: "each_off", bps: 1_000 },
  payers: [{ party: "store", bps: 10_000 }],
  ...more,
});
const line = {
  lineId: "l", productId: "tea", quantity: 1, listMinor: 100, categoryIds: ["drinks"],
};

test("an offer is found by what has to be there for it", () => {
  const rows: [string, Partial<Offer>, boolean][] = [
    // name               offer                                                        found
    ["its product",       { scope: { products: ["tea", "milk"] } },                    true],
    ["another product",   { scope: { products: ["milk"] } },                           false],
    ["its category",      { scope: { categories: ["drinks"] } },                       true],
    ["nothing named",     { scope: { products: [] } },                                 false],
    ["its store",         { when: { stores: ["s1"] } },                                true],
    ["another store",     { when: { stores: ["s2"] } },                                false],
    ["another segment",   { when: { segments: ["staff"] } },                           false],
    ["a held voucher",    { trigger: "voucher" },                                      true],
    ["no voucher",        { trigger: "voucher" },                                      false],
    ["first orders",      { when: { firstOrder: true } },                              false],
    ["goods to get",      { scope: { products: ["milk"] }, benefit: { kind: "buy_get", buy: 1,
      get: 1, bps: 10_000, getScope: { products: ["tea"] } } },                        true],
    ["a bundle's part",   { benefit: { kind: "bundle", priceMinor: 1,
      parts: [{ scope: { products: ["milk"] }, quantity: 1 }] } },                     false],
  ];
  const book = indexOffers(rows.map(([name, more]) => offer(name, more)));
  const facts = {
    storeId: "s1",
    segments: ["member"],
    vouchers: [{ voucherId: "v", offerId: "a held voucher", usesLeft: 1 }],
  };
  const found = new Set(offersAbout(book, [line], facts).map(({ offerId }) => offerId));
  for (const [name, , expected] of rows) assert.equal(found.has(name), expected, name);
});

test("an index answers as a walk through all offers does", () => {
  fc.assert(fc.property(
    arbitraryCase({ maxLines: 6, minOffers: 1, maxOffers: 8 }),
    ({ cart, offers, policy, facts, now, options }) => {
      const book = indexOffers(offers, policy);
      const all = { ...book, everywhere: [...offers.keys()] };
      assert.deepEqual(
        price(cart, book, facts, now, options),
        price(cart, all, facts, now, options),
      );
    },
  ), { seed: 11, numRuns: 1_000 });
});

test("two offers of one id are refused", () => {
  assert.throws(() => indexOffers([offer("a", {}), offer("a", {})]), RangeError);
});
