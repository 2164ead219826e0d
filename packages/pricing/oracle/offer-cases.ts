// Offers of every kind for the properties.
import fc from "fast-check";
import type { Moment } from "../cart.ts";
import type { Benefit, Category, Conditions, Give, JoinRule, Offer, Scope } from "../model.ts";

/** A Sunday, 23:30: after midnight counts for hours that go past it. */
export const now: Moment = { atMs: 1_800_000_000_000, weekday: 7, minuteOfDay: 1_410 };

const named: fc.Arbitrary<Omit<Scope, "except">> = fc.constantFrom(
  { products: ["p0"] }, { products: ["p1", "p2"] }, { products: ["p3", "p4", "p9"] },
  { categories: ["c0"] }, { categories: ["c1"] }, { brands: ["b0"] }, { tags: ["t0"] },
  { products: ["p2"], tags: ["t0"] },
);

const scope: fc.Arbitrary<Scope> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 4, arbitrary: named },
  { weight: 1, arbitrary: fc.tuple(named, named).map(([all, except]) => ({ ...all, except })) },
  { weight: 1, arbitrary: named.map((except) => ({ except })) },
);

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const base = fc.constantFrom("initial" as const, "after_items" as const, "after_previous" as const);
const bps = fc.oneof(fc.constantFrom(10_000, 5_000, 1_500), fc.integer({ min: 1, max: 9_999 }));
const few = fc.integer({ min: 1, max: 3 });
const times = fc.option(few, { freq: 2 });

interface Money {
  /** Up to the price of a few goods; from 1. */
  readonly off: fc.Arbitrary<number>;
  readonly price: fc.Arbitrary<number>;
  readonly threshold: fc.Arbitrary<number>;
}

function moneyOf(scale: number): Money {
  return {
    off: fc.integer({ min: 1, max: scale }),
    price: fc.integer({ min: 0, max: scale }),
    threshold: fc.integer({ min: 1, max: scale * 4 }),
  };
}

function giveOf({ off }: Money): fc.Arbitrary<Give> {
  return fc.oneof(
    { weight: 3, arbitrary: off.map((amountMinor) => ({ kind: "amount" as const, amountMinor })) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("percent" as const), bps, capMinor: fc.option(off),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("gifts" as const),
        gifts: fc.array(fc.record({
          productId: fc.constant(null), label: fc.constant("gift"), quantity: few,
          valueMinor: fc.option(fc.integer({ min: 0, max: 5 })),
        }), { minLength: 1, maxLength: 2 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("delivery" as const), capMinor: fc.option(off) }),
    },
  );
}

function tiersOf(money: Money): fc.Arbitrary<Benefit> {
  const give = giveOf(money);
  const counted = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 });
  const measured = fc.uniqueArray(money.threshold, { minLength: 1, maxLength: 3 });
  const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);
  const tiers = fc.oneof(
    { weight: 3, arbitrary: measured.map((from) =>
      ascending(from).map((fromMinor) => ({ fromMinor }))) },
    { weight: 2, arbitrary: counted.map((from) =>
      ascending(from).map((fromCount) => ({ fromCount }))) },
    { weight: 1, arbitrary: fc.constant([{}]) },
  ).chain((from) => fc.tuple(...from.map((one) => give.map((what) => ({ ...one, give: what })))));
  const common = { base, capMinor: fc.option(money.off, { freq: 3 }) };
  const every = fc.tuple(
    fc.oneof(
      money.off.map((fromMinor) => ({ fromMinor })),
      fc.integer({ min: 1, max: 6 }).map((fromCount) => ({ fromCount })),
    ),
    give.filter(({ kind }) => kind === "amount" || kind === "gifts"),
  ).map(([from, what]) => [{ ...from, give: what }]);
  const kind = fc.constant("tiers" as const);
  return fc.oneof(
    { weight: 3, arbitrary: fc.record(
      { kind, ...common, tiers, percentOf: base }, { requiredKeys: ["kind", "base", "tiers"] }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind, ...common, tiers: every, every: fc.constant(true) }),
    },
  );
}

function singleGoodsOf({ off, price, threshold }: Money): fc.Arbitrary<Benefit>[] {
  const part = fc.record({ scope, quantity: few });
  return [
    fc.record({
      kind: fc.constant("unit_price" as const),
      level: fc.constantFrom("member" as const, "activity" as const),
      unitMinor: fc.option<number, null>(price, { nil: null }),
    }),
    fc.record({ kind: fc.constant("each_off" as const), amountMinor: off, maxUnits: times }),
    fc.record({ kind: fc.constant("each_off" as const), bps, maxUnits: times }),
    fc.record({
      kind: fc.constant("nth_off" as const),
      n: fc.integer({ min: 2, max: 4 }), bps, maxTimes: times,
    }),
    fc.record({
      kind: fc.constant("buy_get" as const), buy: few, get: few, bps, maxTimes: times,
    }),
    fc.record({
      kind: fc.constant("buy_get" as const), buy: few, get: few, bps, getScope: scope,
      maxTimes: times,
    }),
    fc.record({
      kind: fc.constant("bundle" as const),
      parts: fc.array(part, { minLength: 1, maxLength: 3 }),
      priceMinor: price, maxTimes: times,
    }),
    fc.record({
      kind: fc.constant("add_on" as const), goods: named, unitMinor: price, maxUnits: few, base,
      fromMinor: threshold,
    }),
    fc.record({ kind: fc.constant("exchange" as const), units: few, payMinor: price }),
  ];
}

const voucherLevels: readonly Category[] = [
  "category_voucher", "store_voucher", "subsidy_voucher",
];

const anyLevel: readonly Category[] = [
  "price", "item", "order", "gift", "delivery", ...voucherLevels,
];
const mostly = (...usual: readonly Category[]): fc.Arbitrary<Category> => fc.oneof(
  { weight: 7, arbitrary: fc.constantFrom(...usual) },
  { weight: 1, arbitrary: fc.constantFrom(...anyLevel) },
);
const levels = {
  price: mostly("price"), item: mostly("item"), delivery: mostly("delivery"), gift: mostly("gift"),
  voucher: mostly(...voucherLevels), order: mostly("order", ...voucherLevels),
};

/** The level that a benefit usually has; one in eight has any other. */
function levelOf(benefit: Benefit): keyof typeof levels {
  if (benefit.kind === "unit_price") return "price";
  if (benefit.kind === "exchange") return "voucher";
  if (benefit.kind !== "tiers") return "item";
  const { kind } = benefit.tiers[0]!.give;
  return kind === "delivery" ? "delivery" : kind === "gifts" ? "gift" : "order";
}

const joins: fc.Arbitrary<JoinRule | undefined> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<JoinRule | undefined>(undefined, "policy") },
  { weight: 1, arbitrary: fc.constantFrom<JoinRule>("always", "always", "never") },
  {
    weight: 1,
    arbitrary: fc.subarray(["o0", "o1", "o2", "o3", "order", "item", "store_voucher"])
      .map((only) => ({ only })),
  },
);

const when: fc.Arbitrary<Conditions> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Conditions>(
      { fromMs: now.atMs }, { fromMs: now.atMs + 1 }, { toMs: now.atMs + 1 }, { toMs: now.atMs },
      { stores: ["s0"] }, { channels: ["h0"] }, { segments: ["member", "new_member"] },
      { firstOrder: true }, { weekdays: [6, 7] }, { weekdays: [1] },
      { hours: [{ from: 1_380, to: 60 }] }, { hours: [{ from: 0, to: 1_410 }] },
      { hours: [{ from: 0, to: 60 }, { from: 1_410, to: 1_411 }] },
    ),
  },
);

const payers = fc.constantFrom<Offer["payers"]>(
  [{ party: "store", bps: 10_000 }],
  [{ party: "group", bps: 3_333 }, { party: "region", bps: 3_333 }, { party: "store", bps: 3_334 }],
  [{ party: "platform", bps: 5_000 }, { party: "supplier", bps: 5_000 }],
);

/** An offer without its id, which comes from its place in the list; `free`: see `Sizes`. */
export function arbitraryOffer(
  scale: number, free: boolean,
): fc.Arbitrary<Omit<Offer, "offerId">> {
  const money = moneyOf(scale);
  const single = singleGoodsOf(money).map((arbitrary) => ({ weight: 1, arbitrary }));
  const benefit = fc.oneof(...single, { weight: 7, arbitrary: tiersOf(money) });
  const terms = fc.record({
    groups: maybe(fc.constantFrom(["g0"], ["g1"], ["g0", "g1"])),
    joins: free ? fc.constant<JoinRule>("always") : joins,
    scope,
    when: free ? fc.constant({}) : when,
    payers,
    sinceMs: few,
    perOrder: fc.constantFrom(1, 1, 2),
    often: free ? fc.constant(3) : fc.constantFrom(0, 1, 2, 3, 4),
  });
  return benefit.chain((what) => fc.tuple(levels[levelOf(what)], terms).map(
    ([category, { groups, often, perOrder, ...rest }]) => {
      const byVoucher = (category.endsWith("_voucher") && !free) || often === 0;
      const trigger = byVoucher ? "voucher" : "automatic";
      return {
        name: what.kind, category, benefit: what, trigger, ...rest,
        ...(groups && often < 2 ? { groups } : {}),
        ...(trigger === "voucher" ? { perOrder } : {}),
      };
    },
  ));
}
