import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { amountColumn, markColumn, numberColumn, sortFew } from "./columns.ts";
import { askedLines, askLines, lookUpLines, linesInScope } from "./goods.ts";
import { noon } from "./shop.fixture.ts";
import { prepare } from "./prepare.ts";
import { tradePolicy } from "./model.ts";

const name = fc.constantFrom("a", "b", "c", "d");
const names = fc.option(fc.uniqueArray(name, { maxLength: 3 }), { nil: undefined });
const lists = fc.record({ products: names, categories: names, brands: names, tags: names });
const scope = fc.tuple(lists, fc.option(lists, { nil: undefined }))
  .map(([of, except]) => (except ? { ...of, except } : of));
const line = fc.record({
  productId: name,
  quantity: fc.constant(1),
  listMinor: fc.integer({ min: 1, max: 3 }),
  categoryIds: fc.option(fc.uniqueArray(name), { nil: undefined }),
  brandLabel: fc.option(fc.oneof(name, fc.constant("")), { nil: null }),
  tags: fc.option(fc.uniqueArray(name), { nil: undefined }),
});

test("asking every line finds what looking up finds", () => {
  const goods = fc.array(line, { minLength: 1, maxLength: askedLines }).map((lines) => {
    const numbered = lines.map((one, at) => ({ ...one, lineId: `l${at}` }));
    const cart = { currency: "CNY", lines: numbered } as Parameters<typeof prepare>[0];
    return prepare(cart, [], tradePolicy, {}, noon).goods;
  });
  fc.assert(fc.property(goods, scope, (among, of) => {
    const given = of as Parameters<typeof linesInScope>[0];
    const found = linesInScope(given, among);
    const { products, categories, brands, tags } = given;
    if (products ?? categories ?? brands ?? tags ?? given.except) {
      assert.deepEqual([...askLines(given, among)], [...lookUpLines(given, among)]);
    }
    assert.deepEqual([...found], [...askLines(given, among)]);
  }), { numRuns: 3_000, seed: 618 });
});

test("few are sorted as many are", () => {
  const keyed = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 })
    .map((keys) => keys.map((key, at) => ({ key, at })));
  fc.assert(fc.property(keyed, (items) => {
    const compare = (a: { key: number }, b: { key: number }) => a.key - b.key;
    assert.deepEqual(sortFew(items.slice(), compare), items.toSorted(compare));
  }), { seed: 618 });
});

test("columns are zero and nobody else's, over the end of a sheet too", () => {
  for (const column of [amountColumn, numberColumn, markColumn]) {
    const columns = Array.from({ length: 300 }, (_, at) => column((at * 37) % 1_100));
    for (const [at, one] of columns.entries()) {
      assert.ok(one.every((value) => value === 0));
      one.fill((at % 100) + 1);
    }
    for (const [at, one] of columns.entries()) {
      assert.ok(one.every((value) => value === (at % 100) + 1));
    }
  }
});
