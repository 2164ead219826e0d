// Carts, offers and facts of all kinds for the properties: small numbers, so that they meet.
import fc from "fast-check";
import type { Cart, CartLine, Facts, Moment, Options } from "../cart.ts";
import { type StackingPolicy, tradePolicy } from "../model.ts";
import { arbitraryOffer, now } from "./offer-cases.ts";
import type { Offer } from "../model.ts";

export interface Case {
  readonly cart: Cart;
  readonly offers: readonly Offer[];
  readonly facts: Facts;
  readonly now: Moment;
  readonly policy: StackingPolicy;
  readonly options: Options;
}

export interface Sizes {
  readonly maxLines: number;
  readonly minOffers: number;
  readonly maxOffers: number;
  /** Everything meets everything and holds here and now: the most combinations. */
  readonly free?: boolean;
}

type Product = Omit<CartLine, "lineId" | "quantity">;

const currencies = ["CNY", "JPY", "KWD", "EUR"];

/** How much things cost: cents that round, shop prices, and sums near the limit of numbers. */
const scales = [
  { weight: 3, arbitrary: fc.constant(12) },
  { weight: 6, arbitrary: fc.constant(20_000) },
  { weight: 1, arbitrary: fc.constantFrom(20_000_000_000, 10_000_000_000_000) },
];

function product(index: number, scale: number): fc.Arbitrary<Product> {
  const price = fc.integer({ min: 0, max: scale });
  const maybe = (arbitrary: fc.Arbitrary<number>) => fc.option(arbitrary, { nil: undefined });
  return fc.record({ list: price, member: maybe(price), activity: maybe(price), floor: price,
    floored: fc.constantFrom(true, false, false, false) })
    .map(({ list, member, activity, floor, floored }) => ({
      productId: `p${index}`,
      listMinor: list,
      ...(member === undefined && activity === undefined ? {} : {
        prices: {
          ...(member === undefined ? {} : { member }),
          ...(activity === undefined ? {} : { activity }),
        },
      }),
      ...(floored ? { floorMinor: floor } : {}),
      categoryIds: [`c${index % 2}`, "all"],
      brandLabel: index % 3 === 0 ? "b0" : null,
      tags: index % 3 === 1 ? ["t0"] : [],
    }));
}

function cartOf(scale: number, sizes: Sizes): fc.Arbitrary<Cart> {
  const products = fc.tuple(...Array.from({ length: 5 }, (_, index) => product(index, scale)));
  const picks = fc.array(
    fc.record({
      which: fc.integer({ min: 0, max: 4 }),
      quantity: fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 1, max: 3 }) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }) },
      ),
    }),
    { minLength: 1, maxLength: sizes.maxLines, size: "max" },
  );
  const delivery = fc.option(fc.integer({ min: 0, max: scale }), { nil: undefined });
  return fc.tuple(products, picks, delivery, fc.constantFrom(...currencies)).map(
    ([goods, lines, deliveryMinor, currency]) => ({
      currency,
      lines: lines.map(({ which, quantity }, index) => ({
        ...goods[which]!, lineId: `l${index}`, quantity,
      })),
      ...(deliveryMinor === undefined ? {} : { deliveryMinor }),
    }),
  );
}

const per = fc.constantFrom("cart" as const, "line" as const);
const category = fc.constantFrom(...tradePolicy.order);

const arbitraryPolicy: fc.Arbitrary<StackingPolicy> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(tradePolicy) },
  {
    weight: 1,
    arbitrary: fc.record({
      order: fc.shuffledSubarray([...tradePolicy.order], { minLength: tradePolicy.order.length }),
      apart: fc.array(fc.record({ a: category, b: category, per }), { maxLength: 6 }),
      groups: fc.array(
        fc.record({ group: fc.constantFrom("g0", "g1"), per }),
        { maxLength: 1 },
      ),
    }),
  },
);

const heldVoucher = fc.record({
  held: fc.constantFrom(1, 1, 1, 1, 2, 2, 0),
  uses: fc.constantFrom(1, 1, 1, 2, 5, 0),
  end: fc.constantFrom(null, null, now.atMs + 1, now.atMs + 2, now.atMs + 2, now.atMs),
});

function arbitraryVouchers(offers: readonly Offer[]) {
  const ids = offers.filter(({ trigger }) => trigger === "voucher").map(({ offerId }) => offerId);
  return fc.array(heldVoucher, { minLength: ids.length, maxLength: ids.length }).map((held) =>
    held.flatMap((each, index) => Array.from({ length: each.held }, (_, n) => ({
      voucherId: `v${index}-${n}`,
      offerId: ids[index]!,
      usesLeft: each.uses,
      toMs: n === 0 ? each.end : now.atMs + 1,
    }))));
}

function factsOf(scale: number): (offers: readonly Offer[]) => fc.Arbitrary<Facts> {
  const points = fc.record({
    balance: fc.integer({ min: 0, max: 5_000 }),
    step: fc.record({
      points: fc.integer({ min: 1, max: 100 }),
      minor: fc.integer({ min: 1, max: Math.max(1, Math.floor(scale / 20)) }),
    }),
    capBps: fc.integer({ min: 0, max: 10_000 }),
    capMinor: fc.option(fc.integer({ min: 0, max: scale })),
    use: fc.oneof(fc.constant("most" as const), fc.integer({ min: 0, max: 5_000 })),
  });
  const rest = {
    storeId: fc.constantFrom("s0", "s1", null),
    channelId: fc.constantFrom("h0", null),
    segments: fc.constantFrom([], ["member"]),
    firstOrder: fc.boolean(),
  };
  const last = {
    points: fc.option(points, { freq: 2 }),
    storedValueMinor: fc.integer({ min: 0, max: scale }),
  };
  return (offers) => fc.record({ ...rest, vouchers: arbitraryVouchers(offers), ...last });
}

/** Everything that a price depends on; the sizes bound how long trying everything takes. */
export function arbitraryCase(sizes: Sizes): fc.Arbitrary<Case> {
  const made = new Map<number, fc.Arbitrary<Case>>();
  return fc.oneof(...scales).chain((scale) => {
    const known = made.get(scale) ?? caseOf(scale, sizes);
    made.set(scale, known);
    return known;
  });
}

function caseOf(scale: number, sizes: Sizes): fc.Arbitrary<Case> {
  const facts = factsOf(scale);
  return fc.tuple(
    cartOf(scale, sizes),
    fc.array(arbitraryOffer(scale, sizes.free === true), {
      minLength: sizes.minOffers, maxLength: sizes.maxOffers, size: "max",
    }),
    arbitraryPolicy,
  ).chain(([cart, bare, policy]) => {
    const offers = bare.map((offer, index) => ({ ...offer, offerId: `o${index}` }));
    return facts(offers).map((known) =>
      ({ cart, offers, facts: known, now, policy, options: {} }));
  });
}
