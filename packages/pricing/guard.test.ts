import assert from "node:assert/strict";
import { test } from "node:test";
import { indexOffers } from "./book.ts";
import { checkItems, guardBook, type GuardedItem, touchingOffers } from "./guard.ts";
import { type Offer, type OfferRule, tradePolicy } from "./model.ts";
import { price } from "./price.ts";
import { touches } from "./worst-case-effect.ts";
import { itemLineId } from "./worst-case.ts";

const offer = (offerId: string, rule: Partial<OfferRule>): Offer => ({
  offerId,
  name: "",
  sinceMs: 0,
  trigger: "automatic",
  category: "item",
  scope: {},
  when: {},
  benefit: { kind: "each_off", bps: 2_000 },
  payers: [{ party: "store", bps: 10_000 }],
  ...rule,
});
const off = (offerId: string, fromMinor: number, amountMinor: number): Offer =>
  offer(offerId, {
    category: "order",
    benefit: {
      kind: "tiers",
      base: "after_items",
      tiers: [{ fromMinor, give: { kind: "amount", amountMinor } }],
    },
  });
const goods = (number: number, more: Partial<GuardedItem> = {}): GuardedItem => ({
  productId: `p${number}`,
  listMinor: 10_000,
  floorMinor: 7_000,
  categoryIds: [`c${number % 3}`],
  ...more,
});

test("the goods below their floor are found, each with a cart of its own", () => {
  const offers = [offer("fifth", { scope: { categories: ["c1"] } }), off("order", 16_000, 3_000)];
  const items = Array.from({ length: 300 }, (_, number) => goods(number));
  const { breaches, checked, quick, exact } = checkItems(guardBook(offers, tradePolicy), items);
  assert.deepEqual([checked, quick, exact], [300, 200, true]);
  assert.equal(breaches.length, 100);
  for (const { item, found } of breaches) {
    assert.equal(found.attainableMinor, 6_500);
    const options = { choose: found.choose, ignoreFloors: true };
    const priced = price(found.cart, indexOffers(offers), found.facts, found.now, options);
    const line = priced.lines.find((one) => one.lineId === itemLineId);
    assert.deepEqual([line?.productId, line?.payableMinor], [item.productId, found.paidMinor]);
  }
});

test("only what one offer makes possible, when it is asked about", () => {
  const offers = [offer("fifth", {}), off("order", 16_000, 3_000), off("small", 50_000, 100)];
  const below = (withOffer: string) =>
    checkItems(guardBook(offers, tradePolicy, { withOffer }), [goods(1)]).breaches.length;
  assert.deepEqual(["order", "small", "fifth"].map(below), [1, 0, 1]);
  const cheap = goods(1, { listMinor: 6_000 });
  const idle = offer("late", { when: { toMs: 5 } });
  const book = guardBook([idle], tradePolicy, { withOffer: "late", fromMs: 10 });
  assert.equal(checkItems(book, [cheap]).breaches.length, 0, "its own list price is to blame");
  assert.equal(checkItems(guardBook([], tradePolicy), [cheap]).breaches.length, 1);
});

test("the index finds just the offers that touch an item", () => {
  const scopes: OfferRule["scope"][] = [
    {}, { products: ["p1"] }, { categories: ["c1", "c2"] }, { brands: ["b"] }, { tags: ["t"] },
    { except: { products: ["p1"] } }, { products: ["p2"], tags: ["t"] },
  ];
  const offers = [
    ...scopes.map((scope, index) => offer(`o${index}`, { scope })),
    offer("get", { benefit: { kind: "buy_get", buy: 1, get: 1, bps: 1, getScope: { tags: ["t"] } },
      scope: { products: ["p2"] } }),
    offer("add", { scope: { products: ["p9"] }, benefit: { kind: "add_on", goods: { brands: ["b"] },
      unitMinor: 1, maxUnits: 1, base: "initial", fromMinor: 1 } }),
  ];
  const book = guardBook(offers, tradePolicy);
  const items = [
    goods(1), goods(2), goods(0, { tags: ["t"] }), goods(0, { brandLabel: "b", tags: ["t", "u"] }),
  ];
  for (const item of items) {
    const expected = book.offers.filter((one) => touches(one, item));
    assert.deepEqual(touchingOffers(book, item), expected);
  }
});
