// Orders for the tests of what happens after the sale.
import fc from "fast-check";
import { indexOffers } from "./book.ts";
import type { Cart, CartLine, Facts, HeldVoucher, Moment } from "./cart.ts";
import type { Benefit, Category, Offer } from "./model.ts";
import { price } from "./price.ts";
import { type PricedOrder, recordOf } from "./record.ts";

export const now: Moment = { atMs: Date.UTC(2026, 5, 18, 4), weekday: 4, minuteOfDay: 720 };

/** An offer for all goods, by its id; a voucher where the category says so. */
export function offer(offerId: string, category: Category, benefit: Benefit): Offer {
  return {
    offerId,
    name: offerId,
    category,
    benefit,
    sinceMs: 0,
    trigger: category.endsWith("_voucher") ? "voucher" : "automatic",
    scope: {},
    when: {},
    payers: [{ party: "group", bps: 6000 }, { party: "platform", bps: 4000 }],
  };
}

/** 满 from 减 off, tested after item benefits. */
export function reduction(fromMinor: number, amountMinor: number): Benefit {
  const give = { kind: "amount", amountMinor } as const;
  return { kind: "tiers", base: "after_items", tiers: [{ fromMinor, give }] };
}

export function gift(fromMinor: number, valueMinor: number | null): Benefit {
  const gifts = [{ productId: null, label: "茶杯", quantity: 1, valueMinor }];
  return { kind: "tiers", base: "initial", tiers: [{ fromMinor, give: { kind: "gifts", gifts } }] };
}

export function held(offers: readonly Offer[]): HeldVoucher[] {
  return offers.flatMap(({ offerId, trigger }) =>
    trigger === "voucher" ? [{ voucherId: `v-${offerId}`, offerId, usesLeft: 1 }] : [],
  );
}

/** A cart priced and recorded; `lines` as list price, or list price × quantity. */
export function orderOf(
  lines: readonly (number | readonly [listMinor: number, quantity: number])[],
  offers: readonly Offer[],
  more: { readonly deliveryMinor?: number; readonly facts?: Facts } = {},
): PricedOrder {
  const cart: Cart = {
    currency: "CNY",
    lines: lines.map((one, index) => {
      const [listMinor, quantity] = typeof one === "number" ? [one, 1] : one;
      return { lineId: `l${index}`, productId: `p${index}`, listMinor, quantity };
    }),
    deliveryMinor: more.deliveryMinor ?? 0,
  };
  return recorded(cart, offers, { vouchers: held(offers), ...more.facts });
}

function recorded(cart: Cart, offers: readonly Offer[], facts: Facts): PricedOrder {
  const book = indexOffers(offers);
  return recordOf(cart, book, facts, now, {}, price(cart, book, facts, now));
}

// ---- random orders ----------------------------------------------------------------------------

const minor = fc.integer({ min: 1, max: 12_000 });
const bps = fc.constantFrom(500, 1000, 2000, 5000, 10_000);

const benefits: fc.Arbitrary<readonly [Category, Benefit]> = fc.oneof(
  fc.record({ from: minor, off: minor }).map(({ from, off }) =>
    ["order", reduction(from + off, off)] as const),
  fc.record({ from: minor, off: minor }).map(({ from, off }) =>
    ["order", { ...reduction(from, Math.min(from, off)), every: true } as Benefit] as const),
  fc.record({ count: fc.integer({ min: 1, max: 5 }), bps }).map(({ count, bps }) =>
    ["order", { kind: "tiers", base: "after_items",
      tiers: [{ fromCount: count, give: { kind: "percent", bps, capMinor: 5000 } }] }] as const),
  fc.record({ from: minor, worth: fc.option(minor) }).map(({ from, worth }) =>
    ["gift", gift(from, worth)] as const),
  fc.record({ from: minor, off: minor, category:
    fc.constantFrom<Category>("category_voucher", "store_voucher", "subsidy_voucher"),
  }).map(({ from, off, category }) => [category, reduction(from, off)] as const),
  bps.map((bps) => ["item", { kind: "nth_off", n: 2, bps }] as const),
  fc.constant(["item", { kind: "buy_get", buy: 2, get: 1, bps: 10_000 }] as const),
  minor.map((priceMinor) =>
    ["item", { kind: "bundle", parts: [{ scope: {}, quantity: 2 }], priceMinor }] as const),
  minor.map((from) => ["delivery", { kind: "tiers", base: "after_previous",
    tiers: [{ fromMinor: from, give: { kind: "delivery" } }] }] as const),
);

const lines: fc.Arbitrary<CartLine[]> = fc.array(
  fc.record({
    productId: fc.constantFrom("a", "b", "c"),
    quantity: fc.integer({ min: 1, max: 3 }),
    listMinor: minor,
    floorMinor: fc.option(fc.integer({ min: 0, max: 300 })),
  }),
  { minLength: 1, maxLength: 4 },
).map((list) => list.map((line, index) => ({ ...line, lineId: `l${index}` })));

/** Orders with up to five offers, delivery, points and stored value. */
export const orders: fc.Arbitrary<PricedOrder> = fc
  .record({
    lines,
    said: fc.array(benefits, { maxLength: 5 }),
    deliveryMinor: fc.constantFrom(0, 800),
    points: fc.option(fc.record({
      balance: fc.integer({ min: 0, max: 5000 }),
      step: fc.constantFrom({ points: 100, minor: 100 }, { points: 3, minor: 7 }),
    })),
    storedValueMinor: fc.constantFrom(0, 1500),
  })
  .map(({ lines, said, deliveryMinor, points, storedValueMinor }) => {
    const offers = said.map(([category, benefit], index) => offer(`o${index}`, category, benefit));
    return recorded({ currency: "CNY", lines, deliveryMinor }, offers, {
      vouchers: held(offers),
      points: points && { ...points, use: "most" },
      storedValueMinor,
    });
  });
