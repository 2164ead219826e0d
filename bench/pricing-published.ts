// Many published offers, and a cart that few of them say anything about.
import type { Cart, CartLine, Facts } from "#packages/pricing/cart.ts";
import type { Offer } from "#packages/pricing/model.ts";
import { sequence } from "./pricing-rules.ts";

const payers: Offer["payers"] = [{ party: "group", bps: 10_000 }];
const base = { when: {}, payers } as const;

/** Ten lines of tea and cakes, for a member in store s0 who holds two vouchers. */
export const tenLines: Cart = {
  currency: "CNY",
  deliveryMinor: 800,
  lines: Array.from({ length: 10 }, (_, at) => ({
    lineId: `l${at}`,
    productId: `p${at}`,
    quantity: 1 + (at % 3),
    listMinor: 1_800 + at * 370,
    categoryIds: [`c${at % 4}`, "root"],
    brandLabel: `b${at % 2}`,
    tags: at % 5 === 0 ? ["new"] : [],
  })),
};

export const inStore: Facts = {
  storeId: "s0",
  segments: ["member"],
  vouchers: [
    { voucherId: "v0", offerId: "store-voucher", usesLeft: 1 },
    { voucherId: "v1", offerId: "category-voucher", usesLeft: 1 },
  ],
};

function tiers(...steps: readonly (readonly [number, number])[]): Offer["benefit"] {
  return {
    kind: "tiers",
    base: "after_items",
    tiers: steps.map(([fromMinor, amountMinor]) =>
      ({ fromMinor, give: { kind: "amount", amountMinor } })),
  };
}

/** The twelve that matter: item benefits, two total-price promotions, a gift, two vouchers. */
function thatMatter(): Offer[] {
  const item = (at: number, benefit: Offer["benefit"], scope: Offer["scope"]): Offer => ({
    ...base, offerId: `item-${at}`, name: `item ${at}`, sinceMs: at, trigger: "automatic",
    category: "item", scope, benefit,
  });
  const whole = (offerId: string, category: Offer["category"], benefit: Offer["benefit"]): Offer =>
    ({ ...base, offerId, name: offerId, sinceMs: 50, trigger: "automatic", category, scope: {},
      benefit });
  return [
    item(0, { kind: "nth_off", n: 2, bps: 5_000 }, { products: ["p1", "p2"] }),
    item(1, { kind: "each_off", bps: 1_000 }, { categories: ["c0"] }),
    item(2, { kind: "each_off", amountMinor: 300 }, { brands: ["b1"] }),
    item(3, { kind: "each_off", amountMinor: 500 }, { tags: ["new"] }),
    item(4, { kind: "buy_get", buy: 2, get: 1, bps: 10_000 }, { categories: ["c3"] }),
    whole("order-amount", "order", tiers([10_000, 1_000], [30_000, 4_000])),
    whole("order-percent", "order", {
      kind: "tiers", base: "after_items",
      tiers: [{ fromMinor: 20_000, give: { kind: "percent", bps: 1_200, capMinor: 5_000 } }],
    }),
    whole("gift", "gift", {
      kind: "tiers", base: "after_items",
      tiers: [{ fromMinor: 20_000, give: { kind: "gifts", gifts: [
        { productId: null, label: "cup", quantity: 1, valueMinor: 3_000 },
      ] } }],
    }),
    { ...whole("store-voucher", "store_voucher", tiers([15_000, 2_000])), trigger: "voucher" },
    { ...whole("category-voucher", "category_voucher", tiers([5_000, 800])), trigger: "voucher",
      scope: { categories: ["c1", "c2"] } },
    { ...whole("in-store", "subsidy_voucher", tiers([8_000, 600])), when: { stores: ["s0"] } },
    { ...whole("delivery", "delivery", {
      kind: "tiers", base: "after_items", tiers: [{ fromMinor: 9_900, give: { kind: "delivery" } }],
    }) },
  ];
}

/**
 * `count` published offers: the twelve, and others in the shares of a chain: for other products
 * and categories, other stores, other segments, vouchers that this member does not hold.
 */
export function published(count: number): Offer[] {
  const next = sequence(5);
  const offers = thatMatter();
  for (let at = offers.length; at < count; at++) {
    const kind = next(20);
    const benefit: Offer["benefit"] = kind % 2 === 0 ? { kind: "each_off", bps: 500 + next(2_000) }
      : tiers([5_000 + next(20_000), 200 + next(1_000)]);
    const offer: Offer = {
      ...base, offerId: `x${at}`, name: `x${at}`, sinceMs: 1_000 + at, trigger: "automatic",
      category: kind % 2 === 0 ? "item" : "order", scope: {}, benefit,
    };
    offers.push(elsewhere(offer, kind, next));
  }
  return offers;
}

function elsewhere(offer: Offer, kind: number, next: (below: number) => number): Offer {
  if (kind < 9) return { ...offer, scope: { products: [`q${next(5_000)}`, `q${next(5_000)}`] } };
  if (kind < 12) return { ...offer, scope: { categories: [`d${next(400)}`] } };
  if (kind < 16) return { ...offer, when: { stores: [`t${next(7_000)}`] } };
  if (kind < 18) return { ...offer, trigger: "voucher", category: "store_voucher" };
  return { ...offer, when: { segments: [`g${next(200)}`] } };
}

/** Long carts, and vouchers of which each applies to some of the lines or to all. */
export function longCart(lineCount: number): Cart {
  const next = sequence(lineCount);
  const lines: CartLine[] = Array.from({ length: lineCount }, (_, at) => ({
    lineId: `l${at}`,
    productId: `p${at}`,
    quantity: 1 + next(4),
    listMinor: 990 + next(20_000),
    categoryIds: [`c${at % 20}`, "root"],
    brandLabel: `b${at % 7}`,
    ...(at % 5 === 0 ? { floorMinor: 900 } : {}),
  }));
  return { currency: "CNY", lines };
}

/** A third each of category, store and subsidy vouchers, amounts and percentages, two tiers. */
export function heldVouchers(count: number): { offers: Offer[]; facts: Facts } {
  const categories = ["category_voucher", "store_voucher", "subsidy_voucher"] as const;
  const offers = Array.from({ length: count }, (_, at): Offer => {
    const give = (minor: number, bps: number) => at % 2 === 0
      ? { kind: "percent" as const, bps: bps + at * 10, capMinor: at % 4 === 0 ? 50_000 : null }
      : { kind: "amount" as const, amountMinor: minor + at * 300 };
    const category = categories[at % 3]!;
    return {
      ...base, offerId: `o${at}`, name: `o${at}`, sinceMs: at, trigger: "voucher", category,
      scope: at % 3 === 0 ? { categories: [`c${at % 20}`, `c${(at * 7) % 20}`] } : {},
      benefit: {
        kind: "tiers",
        base: at % 4 === 0 ? "after_previous" : "after_items",
        tiers: [
          { fromMinor: 10_000, give: give(1_000, 500) },
          { fromMinor: 30_000, give: give(3_000, 800) },
        ],
      },
    };
  });
  const vouchers = offers.map(({ offerId }, at) => ({ voucherId: `v${at}`, offerId, usesLeft: 1 }));
  return { offers, facts: { vouchers } };
}
