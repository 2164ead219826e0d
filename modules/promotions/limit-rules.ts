import { type Static, Type as T } from "typebox";
import {
  type LimitCode, limitCodes, type LimitRule, redeemable, widthOf,
} from "#modules/limits/index.ts";
import type { OfferProblem } from "./terms-problems.ts";

const claimable = [
  "all", "member", "phone", "device", "household", "store", "campaign",
] as const;
const declared = [...claimable, "staff", "counter"] as const;
const periods = ["ever", "day", "week", "month"] as const;
const mostRules = 12;

const oneOf = <S extends string>(words: readonly S[], description: string) =>
  T.Unsafe<S>(T.Union(words.map((one) => T.Literal(one)), { description }));

export const LimitRuleSchema = T.Object(
  {
    of: oneOf(declared, "whom it counts: everybody together, or each of them apart"),
    per: oneOf(periods, "a window of the brand's calendar; a week begins on Monday"),
    what: oneOf(["count", "money"], "money: what the redemptions take off"),
    cap: T.Integer({
      minimum: -1_000_000_000_000,
      maximum: 1_000_000_000_000,
      description: "how many; of money minor units. Positive",
    }),
  },
  { additionalProperties: false },
);

type DeclaredRule = Static<typeof LimitRuleSchema>;

const rules = T.Optional(T.Array(LimitRuleSchema, { maxItems: 100 }));

export const LimitsInput = T.Object(
  { claim: rules, redeem: rules },
  {
    additionalProperties: false,
    description: "beside totalStock and perMember; at most 12 together, money only for redeem",
  },
);

/** What is taken when a voucher is claimed, and when it is redeemed. */
export interface OfferLimits {
  readonly claim: readonly DeclaredRule[];
  readonly redeem: readonly DeclaredRule[];
}

export const LimitsSchema = T.Object({
  claim: T.Array(LimitRuleSchema),
  redeem: T.Array(LimitRuleSchema),
});

export function limitsOf(input: Static<typeof LimitsInput> | undefined): OfferLimits {
  return { claim: input?.claim ?? [], redeem: input?.redeem ?? [] };
}

const isTwice = (list: readonly LimitRule[]) => new Set(list.map(widthOf)).size < list.length;

/** The first thing that does not hold; null: they may be declared. */
export function limitsProblem({ claim, redeem }: OfferLimits): OfferProblem | null {
  const all = [...claim, ...redeem];
  if (all.length > mostRules) return "limits_too_many";
  if (all.some((rule) => rule.cap < 1)) return "limit_cap_not_positive";
  if (claim.some((rule) => rule.what === "money")) return "limit_money_of_claim";
  const known = (ofs: readonly string[]) => (rule: LimitRule) => ofs.includes(rule.of);
  if (!claim.every(known(claimable))) return "limit_unknown_at_claim";
  if (!redeem.every(known(redeemable))) return "limit_unknown_at_redemption";
  if (isTwice(claim) || isTwice(redeem)) return "limit_twice";
  return null;
}

/** Every refusal by a declared limit that a claim may meet. */
export const claimLimitCodes: readonly LimitCode[] = limitCodes(claimable, ["count"]);
