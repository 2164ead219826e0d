import type { BodyOf } from "#packages/sdk/index.ts";

type Limits = NonNullable<NonNullable<BodyOf<"saveOfferDraft">>["limits"]>;
type Rule = NonNullable<Limits["redeem"]>[number];

/** What is counted, and when: vouchers claimed, uses, or what the uses took off. */
export const limitWhats = ["claim_count", "redeem_count", "redeem_money"] as const;
export const limitPers = ["ever", "day", "week", "month"] as const;

/** One limit in the form; money in major units. */
export interface LimitDraft {
  readonly what?: (typeof limitWhats)[number];
  readonly of?: Rule["of"];
  readonly per?: Rule["per"];
  readonly cap?: number | null;
}

const atBoth = ["all", "member", "phone", "household", "store", "campaign"] as const;

/** Whom a limit can count at that moment. */
export const limitOfs = (what: LimitDraft["what"]): readonly Rule["of"][] =>
  what === "claim_count" ? [...atBoth, "device"] : [...atBoth, "staff", "counter"];

export const newLimit: LimitDraft = { what: "claim_count", of: "member", per: "day", cap: 1 };

type Amount = (value: number | null | undefined) => number | null;

/** What the server is sent; nothing where nothing is set. */
export function limitsBody(rows: readonly LimitDraft[], toMinor: Amount): { limits?: Limits } {
  if (rows.length === 0) return {};
  const rules = rows.map((row): { at: "claim" | "redeem"; rule: Rule } => {
    const money = row.what === "redeem_money";
    const cap = money ? (toMinor(row.cap) ?? 0) : (row.cap ?? 0);
    const rule = { of: row.of ?? "all", per: row.per ?? "ever", cap };
    return {
      at: row.what === "claim_count" ? "claim" : "redeem",
      rule: { ...rule, what: money ? "money" : "count" },
    };
  });
  const those = (at: "claim" | "redeem") =>
    rules.filter((one) => one.at === at).map(({ rule }) => rule);
  return { limits: { claim: those("claim"), redeem: those("redeem") } };
}

/** A stored version's limits as the form shows them. */
export function limitRows(
  limits: { readonly claim: readonly Rule[]; readonly redeem: readonly Rule[] },
  toMajor: Amount,
): LimitDraft[] {
  const row = (at: "claim" | "redeem") => (rule: Rule): LimitDraft => ({
    what: at === "claim" ? "claim_count" : rule.what === "money" ? "redeem_money" : "redeem_count",
    of: rule.of,
    per: rule.per,
    cap: rule.what === "money" ? toMajor(rule.cap) : rule.cap,
  });
  return [...limits.claim.map(row("claim")), ...limits.redeem.map(row("redeem"))];
}
