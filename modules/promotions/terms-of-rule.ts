import type { OfferTerms, VoucherBenefit } from "#packages/pricing/index.ts";
import type { RuleInput } from "./rule-input.ts";

type CounterTerms = Pick<OfferTerms, "benefit" | "thresholdMinor">;

/** The least of the caps that are set; null: none. */
function capOf(...caps: readonly (number | null | undefined)[]): number | null {
  const set = caps.filter((cap) => typeof cap === "number");
  return set.length === 0 ? null : Math.min(...set);
}

/** A counter knows the bill's total, the store and the voucher's window, and nothing else. */
function isForCartsOnly({ when = {}, perOrder = 1 }: RuleInput): boolean {
  const { stores, channels, segments, firstOrder, weekdays, hours, fromDay, toDay } = when;
  const more = [stores, channels, segments, weekdays, hours, fromDay, toDay];
  return more.some((one) => one !== undefined && one !== null) || firstOrder || perOrder > 1;
}

function fromTiers(
  benefit: Extract<RuleInput["benefit"], { kind: "tiers" }>,
): CounterTerms | null {
  const [tier] = benefit.tiers;
  const plain = benefit.tiers.length === 1 && !benefit.every && tier?.fromCount === undefined;
  if (!tier || !plain) return null;
  const with_ = (given: VoucherBenefit): CounterTerms => ({
    benefit: given,
    thresholdMinor: tier.fromMinor || null,
  });
  const { give } = tier;
  switch (give.kind) {
    case "amount": {
      const cap = capOf(benefit.capMinor) ?? give.amountMinor;
      return with_({ kind: "amount_off", amountMinor: Math.min(give.amountMinor, cap) });
    }
    case "percent": {
      const capMinor = capOf(give.capMinor, benefit.capMinor);
      return with_({ kind: "percent_off", bps: give.bps, capMinor });
    }
    case "gifts": {
      const label = give.gifts.map(labelOf).join("、").slice(0, 60);
      const productIds = give.gifts.flatMap(({ productId }) => productId ?? []);
      const values = give.gifts.map((gift) => (gift.valueMinor ?? Number.NaN) * gift.quantity);
      const total = values.reduce((sum, value) => sum + value, 0);
      const valueMinor = Number.isNaN(total) ? null : total;
      return with_({ kind: "gift", label, productIds, valueMinor });
    }
    case "delivery":
      return null;
  }
}

const labelOf = ({ label, quantity }: { label: string; quantity: number }): string =>
  quantity === 1 ? label : `${label} ×${quantity}`;

function fromExchange(
  { scope, benefit }: RuleInput,
  title: string,
): CounterTerms | null {
  const { products, ...rest } = scope;
  if (benefit.kind !== "exchange" || benefit.units !== 1) return null;
  if (!products || Object.keys(rest).length > 0 || products.length > 200) return null;
  const { payMinor } = benefit;
  const given = { kind: "exchange" as const, label: title, productIds: products, payMinor };
  return { benefit: { ...given, valueMinor: null }, thresholdMinor: null };
}

/** A counter hands over what has a name and a value there, which the rule need not say. */
function named(benefit: VoucherBenefit, said: VoucherBenefit | undefined): VoucherBenefit {
  if (benefit.kind === "exchange" && said?.kind === "exchange") {
    return { ...benefit, label: said.label, valueMinor: said.valueMinor };
  }
  if (benefit.kind === "gift" && said?.kind === "gift") {
    return { ...benefit, label: said.label, valueMinor: said.valueMinor };
  }
  return benefit;
}

/** What a counter makes of a rule: the same from a bill's total, or that only a cart can tell. */
export function counterTerms(
  rule: RuleInput,
  title: string,
  said?: VoucherBenefit,
): CounterTerms {
  const { benefit } = rule;
  const reckoned = isForCartsOnly(rule)
    ? null
    : benefit.kind === "tiers"
      ? fromTiers(benefit)
      : fromExchange(rule, title);
  if (reckoned) return { ...reckoned, benefit: named(reckoned.benefit, said) };
  return { benefit: { kind: "cart_only", label: title }, thresholdMinor: null };
}
