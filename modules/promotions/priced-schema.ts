import { type Static, type TSchema, Type as T } from "typebox";
import {
  BaseSchema, CategorySchema, GiftSchema, PartySchema, type Priced, RuleBenefitSchema,
} from "#packages/pricing/index.ts";
import { Minor, Nullable } from "#platform/schema.ts";

const id = T.String();
const reduction = T.Object({ offerId: id, voucherId: Nullable(id), amountMinor: Minor });
const kindOf = <const K extends string>(kind: K) => ({ kind: T.Literal(kind) });
const why = <const K extends string>(kind: K) => T.Object(kindOf(kind));
const words = <const W extends string>(...all: readonly W[]) =>
  T.Union(all.map((one) => T.Literal(one))) as TSchema as ReturnType<typeof T.Unsafe<W>>;

const ReasonSchema = T.Union([
  T.Object({ ...kindOf("below_amount"), missingMinor: Minor, base: BaseSchema }),
  T.Object({ ...kindOf("below_count"), missing: T.Integer() }),
  T.Object({ ...kindOf("goods_missing"), missing: T.Integer() }),
  why("no_goods"),
  T.Object({ ...kindOf("not_with"), offerIds: T.Array(id) }),
  T.Object({ ...kindOf("not_better"), worseByMinor: Minor }),
  why("not_chosen"),
  T.Object({ ...kindOf("not_started"), fromMs: T.Integer() }),
  T.Object({ ...kindOf("ended"), toMs: T.Integer() }),
  why("not_at_store"),
  why("not_in_channel"),
  why("not_in_segment"),
  why("not_first_order"),
  T.Object({ ...kindOf("not_today"), weekdays: T.Array(T.Integer()) }),
  T.Object({
    ...kindOf("not_now"),
    hours: T.Array(T.Object({ from: T.Integer(), to: T.Integer() })),
  }),
  why("no_voucher"),
  why("voucher_used_up"),
  T.Object({ ...kindOf("nothing_left"), why: words("floor", "zero", "delivery") }),
]);

const kinds = words(...RuleBenefitSchema.anyOf.map((one) => one.properties.kind.const));

const AppliedSchema = T.Object({
  offerId: id,
  voucherId: Nullable(id),
  category: CategorySchema,
  kind: kinds,
  amountMinor: T.Integer({ description: "on goods and delivery together" }),
  deliveryMinor: Minor,
  byLine: T.Array(T.Object({ lineId: id, amountMinor: Minor })),
  baseMinor: Nullable(T.Integer({ description: "what its threshold was tested on" })),
  base: Nullable(BaseSchema),
  tier: Nullable(T.Integer()),
  times: T.Integer(),
  limitedBy: Nullable(words("cap", "floor", "zero")),
  shares: T.Array(T.Object({ party: PartySchema, amountMinor: Minor })),
});

const NextStepSchema = T.Object({
  offerId: id,
  tier: T.Integer(),
  missingMinor: Nullable(Minor),
  missingCount: Nullable(T.Integer()),
  add: Nullable(T.Array(T.Object({ productId: id, quantity: T.Integer() }))),
  costsMinor: Nullable(T.Integer({ description: "the whole cart then costs this much more" })),
  worthMinor: Nullable(Minor),
});

/** The engine's answer, member by member as packages/pricing says it. */
export const PricedSchema = T.Object({
  currency: T.String(),
  lines: T.Array(
    T.Object({
      lineId: id,
      productId: id,
      quantity: T.Integer(),
      initialMinor: Minor,
      payableMinor: Minor,
      reductions: T.Array(reduction),
      pointsMinor: Minor,
    }),
  ),
  delivery: T.Object({
    initialMinor: Minor,
    payableMinor: Minor,
    reductions: T.Array(reduction),
  }),
  gifts: T.Array(T.Object({ ...GiftSchema.properties, offerId: id })),
  payable: T.Object({
    goodsMinor: Minor,
    deliveryMinor: Minor,
    totalMinor: Minor,
    pointsUsed: T.Integer(),
    pointsMinor: Minor,
    storedValueMinor: Minor,
    dueMinor: Minor,
  }),
  applied: T.Array(AppliedSchema),
  notApplied: T.Array(
    T.Object({ offerId: id, voucherId: Nullable(id), reason: ReasonSchema }),
  ),
  nextSteps: T.Array(NextStepSchema),
  proof: T.Object({
    kind: words("best", "bounded"),
    candidates: T.Integer(),
    evaluated: T.Integer(),
    couldStillSaveMinor: Minor,
  }),
});

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Loose<V> = V extends readonly (infer One)[]
  ? Loose<One>[]
  : V extends object
    ? { -readonly [Name in keyof V]: Loose<V[Name]> }
    : V;
true satisfies Same<Loose<Static<typeof PricedSchema>>, Loose<Priced>>;

const title = { title: T.String(), titleEn: Nullable(T.String()) };
const sentences = T.Array(T.String());

const answer = {
  priced: PricedSchema,
  names: T.Record(T.String(), T.Object(title), { description: "by offer id" }),
  products: T.Record(
    T.String(),
    T.Object({ name: T.String(), nameEn: Nullable(T.String()), externalCode: T.String() }),
    { description: "by product id: of lines, gifts and additions" },
  ),
  sentences: T.Object(
    { applied: sentences, notApplied: sentences, nextSteps: sentences },
    { description: "in the caller's language, one for each member of priced.…" },
  ),
};

const AnswerSchema = T.Object(answer);
export const CartPriceSchema = T.Object({
  ...answer,
  nextStepsBrief: T.Array(T.String(), { description: "what is missing, without what to add" }),
  asMember: Nullable(
    T.Object(
      { totalMinor: Minor },
      { description: "to a visitor: what a member without vouchers pays, where that is less" },
    ),
  ),
});
export const TrialPriceSchema = T.Object({
  ...answer,
  lineSentences: T.Record(T.String(), sentences, {
    description: "by line id: which offer took how much, and why this cent",
  }),
});
export type PriceAnswer = Static<typeof AnswerSchema>;
export type CartPrice = Static<typeof CartPriceSchema>;
export type TrialPrice = Static<typeof TrialPriceSchema>;
