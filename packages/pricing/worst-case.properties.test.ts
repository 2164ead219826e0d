import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { indexOffers } from "./book.ts";
import type { Cart, Facts } from "./cart.ts";
import { type Benefit, type Category, type Offer, tradePolicy } from "./model.ts";
import { price } from "./price.ts";
import {
  type GuardItem, itemLineId, lookAt, quickBoundMinor, worstCase,
} from "./worst-case.ts";
import { momentInUtc } from "./worst-case-when.ts";

const item: GuardItem = {
  productId: "tea",
  listMinor: 10_000,
  categoryIds: ["leaves", "food"],
  tags: ["spring"],
  prices: { member: 9_200 },
};
const scopes = [
  {},
  { products: ["tea"] },
  { categories: ["leaves"] },
  { categories: ["food"] },
  { tags: ["spring"] },
  { products: ["tea", "cup"] },
  { products: ["cup"] },
];

const base = fc.constantFrom("initial", "after_items", "after_previous");
const money = (from: number, to: number) =>
  fc.integer({ min: from / 100, max: to / 100 }).map((whole) => whole * 100);
const bps = fc.integer({ min: 1, max: 60 }).map((tenth) => tenth * 100);
const give = fc.oneof(
  fc.record({ kind: fc.constant("amount" as const), amountMinor: money(100, 9_000) }),
  fc.record({ kind: fc.constant("percent" as const), bps }),
);
const tiers = fc
  .record({
    base,
    first: fc.tuple(money(0, 30_000), give),
    second: fc.tuple(money(100, 40_000), give),
    cap: fc.option(money(500, 9_000)),
    two: fc.boolean(),
    percentOf: fc.option(base, { nil: undefined }),
    count: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ base, first, second, cap, two, percentOf, count }): Benefit => {
    const more = { capMinor: cap, ...(percentOf ? { percentOf } : {}) };
    if (count > 6) {
      return { kind: "tiers", base, tiers: [{ fromCount: count - 5, give: first[1] }], ...more };
    }
    const tier = (fromMinor: number, give: typeof first[1]) => ({ fromMinor, give });
    const all = [tier(first[0], first[1]), tier(first[0] + second[0], second[1])];
    return { kind: "tiers", base, tiers: two ? all : all.slice(0, 1), ...more };
  });
const every = fc.record({ base, from: money(2_000, 20_000), off: money(100, 2_000) }).map(
  ({ base, from, off }): Benefit => ({
    kind: "tiers", base, every: true,
    tiers: [{ fromMinor: from, give: { kind: "amount", amountMinor: off } }],
  }));
const single = fc.oneof(
  bps.map((one): Benefit => ({ kind: "each_off", bps: one })),
  money(100, 4_000).map((amountMinor): Benefit => ({ kind: "each_off", amountMinor })),
  fc.record({ n: fc.integer({ min: 2, max: 4 }), bps }).map(
    (one): Benefit => ({ kind: "nth_off", ...one })),
  fc.record({ buy: fc.integer({ min: 1, max: 3 }), get: fc.integer({ min: 1, max: 2 }), bps }).map(
    (one): Benefit => ({ kind: "buy_get", ...one })),
  money(500, 9_900).map((unitMinor): Benefit => ({
    kind: "unit_price", level: "activity", unitMinor })),
  money(5_000, 28_000).map((priceMinor): Benefit => ({
    kind: "bundle", parts: [{ scope: { products: ["tea"] }, quantity: 3 }], priceMinor })),
  money(5_000, 28_000).map((priceMinor): Benefit => ({
    kind: "bundle", priceMinor, parts: [{ scope: { categories: ["leaves"] }, quantity: 2 }, {
      scope: {}, quantity: 1 }] })),
  money(0, 5_000).map((payMinor): Benefit => ({ kind: "exchange", units: 1, payMinor })),
  fc.record({ base, unitMinor: money(100, 9_000), fromMinor: money(100, 20_000) }).map(
    (one): Benefit => ({ kind: "add_on", goods: { tags: ["spring"] }, maxUnits: 2, ...one })),
  bps.map((one): Benefit => ({
    kind: "buy_get", buy: 1, get: 1, bps: one, getScope: { tags: ["spring"] } })),
);
const pair = (categories: readonly Category[], benefit: fc.Arbitrary<Benefit>) =>
  fc.tuple(fc.constantFrom(...categories), benefit);
const kinds = fc.oneof(
  pair(["item", "price"], single),
  pair(["order", "category_voucher", "store_voucher", "subsidy_voucher"], fc.oneof(tiers, every)),
  pair(["store_voucher"], single),
);
const anyOffers = fc
  .array(fc.record({ kind: kinds, scope: fc.constantFrom(...scopes), always: fc.nat(9),
    perOrder: fc.integer({ min: 1, max: 2 }) }), { minLength: 1, maxLength: 6 })
  .map((list) =>
    list.map(({ kind: [category, benefit], scope, always, perOrder }, index): Offer => {
      const trigger = category.endsWith("voucher") ? "voucher" : "automatic";
      return {
        offerId: `offer-${index}`, name: "", sinceMs: index, trigger, category, benefit, scope,
        when: {},
        ...(always === 0 ? { joins: "always" } : always === 1 ? { joins: "never" } : {}),
        ...(trigger === "voucher" ? { perOrder } : {}),
        payers: [{ party: "store", bps: 10_000 }],
      };
    }));

const others = fc.array(
  fc.record({
    product: fc.constantFrom("cup", "cake", "leaf"),
    quantity: fc.integer({ min: 1, max: 4 }),
    listMinor: fc.oneof(money(100, 30_000), fc.integer({ min: 1, max: 30_000 })),
    in: fc.subarray(["leaves", "food"]),
    tagged: fc.boolean(),
  }),
  { maxLength: 4 },
);
const carts = fc
  .record({
    quantities: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 2 }),
    others,
  })
  .map(({ quantities, others: list }): Cart => ({
    currency: "CNY",
    lines: [
      ...quantities.map((quantity, index) => ({
        ...item, lineId: `tea-${index}`, variantId: `v${index}`, quantity,
      })),
      ...list.map((one, index) => ({
        lineId: `other-${index}`, productId: one.product, quantity: one.quantity,
        listMinor: one.listMinor, categoryIds: one.in, tags: one.tagged ? ["spring"] : [],
      })),
    ],
  }));

function factsFor(offers: readonly Offer[]): Facts {
  return {
    vouchers: offers.flatMap((offer) =>
      offer.trigger === "automatic" ? [] : [1, 2].map((one) => ({
        voucherId: `${offer.offerId}~${one}`, offerId: offer.offerId, usesLeft: 1,
      }))),
  };
}

test("no cart gets the item below the bound, and what is found is proved by its cart", () => {
  let [exact, all] = [0, 0];
  fc.assert(
    fc.property(anyOffers, fc.array(fc.tuple(carts, fc.array(fc.nat(5), { maxLength: 6 })), {
      minLength: 4, maxLength: 8 }), (offers, tries) => {
      const found = worstCase(item, offers, tradePolicy, { budget: 400 });
      const quick = quickBoundMinor(lookAt(item, offers, tradePolicy));
      assert.ok(quick <= found.boundMinor && found.boundMinor <= found.attainableMinor);
      all += 1;
      if (found.exact) exact += 1;
      const book = indexOffers(offers);
      const again = price(found.cart, book, found.facts, found.now, {
        choose: found.choose, ignoreFloors: true,
      });
      const line = again.lines.find((one) => one.lineId === itemLineId);
      assert.equal(line?.payableMinor, found.paidMinor);
      for (const [cart, some] of tries) {
        const chosen = some.map((index) => `offer-${index}`);
        for (const options of [{}, { choose: chosen }]) {
          const priced = price(cart, book, factsFor(offers), momentInUtc(0), {
            ...options, ignoreFloors: true,
          });
          const lines = priced.lines.filter((one) => one.productId === item.productId);
          const paid = lines.reduce((sum, one) => sum + one.payableMinor, 0);
          const units = lines.reduce((sum, one) => sum + one.quantity, 0);
          assert.ok(paid >= found.boundMinor * units, `${paid} of ${units}: ${found.boundMinor}`);
        }
      }
    }),
    { numRuns: Number(process.env.GUARD_RUNS ?? 400) },
  );
  assert.ok(exact / all > 0.3, `the search was exact in ${exact} of ${all}`);
});
