import { type Static, type TSchema, Type as T } from "typebox";
import type { OfferRule } from "./model.ts";

const most = Number.MAX_SAFE_INTEGER;
const amount = T.Integer({ minimum: 0, maximum: most });
const bps = T.Integer({ minimum: 0, maximum: 10_000 });
const count = T.Integer({ minimum: 0, maximum: 9_999 });
const times = T.Optional(T.Union([T.Integer({ minimum: 1, maximum: 9_999 }), T.Null()]));
const capMinor = T.Optional(T.Union([amount, T.Null()]));
const name = T.String({ minLength: 1, maxLength: 120 });
const group = T.String({ minLength: 1, maxLength: 60 });
const names = T.Optional(T.Array(name, { maxItems: 20_000 }));

function object<Properties extends Parameters<typeof T.Object>[0]>(properties: Properties) {
  return T.Object(properties, { additionalProperties: false });
}

function oneOf<const Names extends readonly string[]>(...words: Names) {
  return T.Union(words.map((word) => T.Literal(word))) as TSchema as ReturnType<
    typeof T.Unsafe<Names[number]>
  >;
}

export const CategorySchema = oneOf(
  "price",
  "item",
  "order",
  "gift",
  "category_voucher",
  "store_voucher",
  "subsidy_voucher",
  "delivery",
);
export const BaseSchema = oneOf("initial", "after_items", "after_previous");
export const PartySchema = oneOf("group", "region", "store", "supplier", "platform");

const listed = { products: names, categories: names, brands: names, tags: names };
export const ScopeSchema = object({ ...listed, except: T.Optional(object(listed)) });

const segments = T.Optional(T.Array(name, { maxItems: 200 }));
const places = T.Optional(T.Array(name, { maxItems: 20_000 }));

/** Conditions apart from the window, which is said in days or in instants. */
export const conditionFields = {
  stores: places,
  channels: places,
  segments,
  firstOrder: T.Optional(T.Boolean()),
  weekdays: T.Optional(T.Array(T.Integer({ minimum: 1, maximum: 7 }), { maxItems: 7 })),
  hours: T.Optional(
    T.Array(
      object({
        from: T.Integer({ minimum: 0, maximum: 1_440 }),
        to: T.Integer({ minimum: 0, maximum: 1_440 }),
      }),
      { maxItems: 24 },
    ),
  ),
};
const instant = T.Optional(T.Union([T.Integer(), T.Null()]));
export const ConditionsSchema = object({ fromMs: instant, toMs: instant, ...conditionFields });

export const GiftSchema = object({
  productId: T.Union([name, T.Null()]),
  label: T.String({ maxLength: 60 }),
  quantity: count,
  valueMinor: T.Union([amount, T.Null()]),
});

const GiveSchema = T.Union([
  object({ kind: T.Literal("amount"), amountMinor: amount }),
  object({ kind: T.Literal("percent"), bps, capMinor }),
  object({ kind: T.Literal("gifts"), gifts: T.Array(GiftSchema, { maxItems: 20 }) }),
  object({ kind: T.Literal("delivery"), capMinor }),
]);

const TierSchema = object({
  fromMinor: T.Optional(amount),
  fromCount: T.Optional(count),
  give: GiveSchema,
});

export const RuleBenefitSchema = T.Union([
  object({
    kind: T.Literal("unit_price"),
    level: oneOf("member", "activity"),
    unitMinor: T.Union([amount, T.Null()]),
  }),
  object({
    kind: T.Literal("each_off"),
    amountMinor: T.Optional(amount),
    bps: T.Optional(bps),
    maxUnits: times,
  }),
  object({ kind: T.Literal("nth_off"), n: count, bps, maxTimes: times }),
  object({
    kind: T.Literal("buy_get"),
    buy: count,
    get: count,
    bps,
    getScope: T.Optional(ScopeSchema),
    maxTimes: times,
  }),
  object({
    kind: T.Literal("bundle"),
    parts: T.Array(object({ scope: ScopeSchema, quantity: count }), { maxItems: 20 }),
    priceMinor: amount,
    maxTimes: times,
  }),
  object({
    kind: T.Literal("add_on"),
    goods: ScopeSchema,
    unitMinor: amount,
    maxUnits: count,
    base: BaseSchema,
    fromMinor: amount,
  }),
  object({ kind: T.Literal("exchange"), units: count, payMinor: amount }),
  object({
    kind: T.Literal("tiers"),
    base: BaseSchema,
    percentOf: T.Optional(BaseSchema),
    tiers: T.Array(TierSchema, { maxItems: 20 }),
    every: T.Optional(T.Boolean()),
    capMinor,
  }),
]);

export const JoinSchema = T.Union([
  oneOf("policy", "always", "never"),
  object({ only: T.Array(name, { maxItems: 1_000 }) }),
]);

export const PayersSchema = T.Array(object({ party: PartySchema, bps }), { maxItems: 5 });

/** An offer's rule apart from `when` and `payers`. */
export const ruleFields = {
  category: CategorySchema,
  groups: T.Optional(T.Array(group, { maxItems: 20 })),
  joins: T.Optional(JoinSchema),
  scope: ScopeSchema,
  benefit: RuleBenefitSchema,
  perOrder: T.Optional(T.Integer({ minimum: 1, maximum: 100 })),
};

/** The shape of an {@link OfferRule}; what the shape cannot say is in `validateRule`. */
export const OfferRuleSchema = object({
  ...ruleFields,
  when: ConditionsSchema,
  payers: PayersSchema,
});

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Loose<V> = V extends readonly (infer One)[]
  ? Loose<One>[]
  : V extends object
    ? { -readonly [Name in keyof V]: Loose<V[Name]> }
    : V;
// The compiler refuses this line when the schema and the type part.
true satisfies Same<Loose<Static<typeof OfferRuleSchema>>, Loose<OfferRule>>;

export const StackingPolicySchema = object({
  order: T.Array(CategorySchema, { maxItems: 20 }),
  apart: T.Array(object({ a: CategorySchema, b: CategorySchema, per: oneOf("cart", "line") }), {
    maxItems: 100,
  }),
  groups: T.Optional(T.Array(object({ group, per: oneOf("cart", "line") }), { maxItems: 100 })),
});
