import {
  type Cart,
  type Category,
  indexOffers,
  type Offer,
  type OfferRule,
  price,
  type Priced,
  type StackingPolicy,
} from "#packages/pricing/browser.ts";

export type SampleId = Exclude<Category, "gift" | "delivery"> | "order2";

/** What a promotion day holds: one offer of each category that lowers goods. */
const plan: readonly (readonly [id: SampleId, rule: Partial<OfferRule>])[] = [
  ["price", { benefit: { kind: "unit_price", level: "member", unitMinor: null } }],
  ["item", { benefit: { kind: "nth_off", n: 2, bps: 5_000 }, scope: { products: ["cup"] } }],
  ["order", { benefit: tier(30_000, 5_000) }],
  ["order2", { benefit: percent(20_000, 500) }],
  ["category_voucher", { benefit: tier(10_000, 1_500), scope: { products: ["tea"] } }],
  ["store_voucher", { benefit: tier(20_000, 2_000) }],
  ["subsidy_voucher", { benefit: tier(10_000, 1_000) }],
];

function tier(fromMinor: number, amountMinor: number): OfferRule["benefit"] {
  const give = { kind: "amount", amountMinor } as const;
  return { kind: "tiers", base: "after_items", tiers: [{ fromMinor, give }] };
}

function percent(fromMinor: number, bps: number): OfferRule["benefit"] {
  const give = { kind: "percent", bps } as const;
  return { kind: "tiers", base: "after_items", tiers: [{ fromMinor, give }] };
}

const offers: readonly Offer[] = plan.map(([id, rule], at) => {
  const category: Category = id === "order2" ? "order" : id;
  return {
    scope: {},
    benefit: tier(0, 0),
    ...rule,
    category,
    when: {},
    payers: [{ party: "group", bps: 10_000 }],
    offerId: id,
    name: id,
    sinceMs: at,
    trigger: category.endsWith("voucher") ? "voucher" : "automatic",
  };
});

const cart: Cart = {
  currency: "CNY",
  lines: [
    { lineId: "tea", productId: "tea", quantity: 2, listMinor: 12_800, prices: { member: 11_800 } },
    { lineId: "cup", productId: "cup", quantity: 2, listMinor: 5_900 },
  ],
};

const facts = {
  segments: ["member"],
  vouchers: offers
    .filter((one) => one.trigger === "voucher")
    .map((one) => ({ voucherId: one.offerId, offerId: one.offerId, usesLeft: 1 })),
};

/** The same cart on a promotion day under a policy. */
export function sampleUnder(policy: StackingPolicy): Priced {
  const now = { atMs: 1, weekday: 1, minuteOfDay: 720 };
  return price(cart, indexOffers(offers, policy), facts, now);
}
