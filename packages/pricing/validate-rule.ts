import type { Benefit, Category, Conditions, Give, OfferRule, Scope, Tier } from "./model.ts";

export type RuleProblemCode =
  | "amount_not_positive"
  | "category_unfit"
  | "cap_not_positive"
  | "channels_missing"
  | "count_not_positive"
  | "discount_missing"
  | "discount_twice"
  | "every_needs_one_tier"
  | "every_not_percent"
  | "gift_unnamed"
  | "gifts_missing"
  | "goods_missing"
  | "hours_missing"
  | "hours_empty"
  | "join_list_empty"
  | "nth_too_small"
  | "parts_missing"
  | "payer_twice"
  | "payers_missing"
  | "payers_not_whole"
  | "percent_out_of_range"
  | "scope_empty"
  | "segments_missing"
  | "stores_missing"
  | "threshold_twice"
  | "thresholds_mixed"
  | "tiers_missing"
  | "tiers_not_ascending"
  | "weekdays_missing"
  | "window_reversed";

/** What is wrong, and where in the rule: `benefit.tiers.1.give`. */
export interface RuleProblem {
  readonly code: RuleProblemCode;
  readonly path: string;
}

type Found = RuleProblem[];

/** Rules that the schema cannot say, for a rule that fits the schema; empty when all is well. */
export function validateRule(rule: OfferRule): RuleProblem[] {
  const { joins } = rule;
  const noneNamed = typeof joins === "object" && joins.only.length === 0;
  return [
    ...when(!fits(rule.category, rule.benefit), "category_unfit", "category"),
    ...scopeProblems(rule.scope, "scope"),
    ...conditionProblems(rule.when),
    ...benefitProblems(rule),
    ...when(noneNamed, "join_list_empty", "joins"),
    ...payerProblems(rule.payers),
  ];
}

const isVoucherCategory = (category: Category): boolean => category.endsWith("_voucher");

/** What is subtracted as a price, or from the delivery, must be a price, or about delivery. */
function fits(category: Category, benefit: Benefit): boolean {
  if (isVoucherCategory(category)) return true;
  const gives = benefit.kind === "tiers" ? benefit.tiers.map((tier) => tier.give.kind) : [];
  const aboutDelivery = gives.length > 0 && gives.every((kind) => kind === "delivery");
  if (category === "delivery") return aboutDelivery;
  if (category === "price") return benefit.kind === "unit_price" || benefit.kind === "each_off";
  return benefit.kind !== "unit_price" && !gives.includes("delivery");
}

function scopeProblems(scope: Scope, path: string): Found {
  const { products, categories, brands, tags, except = {} } = scope;
  const lists = [products, categories, brands, tags, ...Object.values(except)];
  return when(lists.some((list) => list?.length === 0), "scope_empty", path);
}

const namesGoods = ({ products, categories, brands, tags }: Scope): boolean =>
  [products, categories, brands, tags].some((list) => (list?.length ?? 0) > 0);

function conditionProblems(given: Conditions): Found {
  const { fromMs, toMs, stores, channels, segments, weekdays, hours = [] } = given;
  const reversed = typeof fromMs === "number" && typeof toMs === "number" && fromMs >= toMs;
  const empty = (list: readonly unknown[] | undefined) => list?.length === 0;
  return [
    ...when(reversed, "window_reversed", "when"),
    ...when(empty(stores), "stores_missing", "when.stores"),
    ...when(empty(channels), "channels_missing", "when.channels"),
    ...when(empty(segments), "segments_missing", "when.segments"),
    ...when(empty(weekdays), "weekdays_missing", "when.weekdays"),
    ...when(empty(given.hours), "hours_missing", "when.hours"),
    ...hours.flatMap(({ from, to }, n) => when(from === to, "hours_empty", `when.hours.${n}`)),
  ];
}

function benefitProblems({ benefit, scope }: OfferRule): Found {
  const at = "benefit";
  switch (benefit.kind) {
    case "unit_price":
      return [];
    case "each_off":
      return eachOffProblems(benefit);
    case "nth_off":
      return [...when(benefit.n < 2, "nth_too_small", at), ...percentProblems(benefit.bps, at)];
    case "buy_get":
      return [
        ...when(benefit.buy < 1 || benefit.get < 1, "count_not_positive", at),
        ...percentProblems(benefit.bps, at),
        ...(benefit.getScope ? scopeProblems(benefit.getScope, "benefit.getScope") : []),
      ];
    case "bundle":
      return [
        ...when(benefit.parts.length === 0, "parts_missing", "benefit.parts"),
        ...benefit.parts.flatMap((part, n) => [
          ...when(part.quantity < 1, "count_not_positive", `benefit.parts.${n}`),
          ...scopeProblems(part.scope, `benefit.parts.${n}.scope`),
        ]),
      ];
    case "add_on":
      return [
        ...when(benefit.maxUnits < 1, "count_not_positive", at),
        ...when(!namesGoods(benefit.goods), "goods_missing", "benefit.goods"),
        ...scopeProblems(benefit.goods, "benefit.goods"),
      ];
    case "exchange":
      return [
        ...when(benefit.units < 1, "count_not_positive", at),
        ...when(!namesGoods(scope), "goods_missing", "scope"),
      ];
    case "tiers":
      return tiersProblems(benefit);
  }
}

function eachOffProblems({ amountMinor, bps }: Extract<Benefit, { kind: "each_off" }>): Found {
  const at = "benefit";
  if (amountMinor === undefined && bps === undefined) return when(true, "discount_missing", at);
  if (amountMinor !== undefined && bps !== undefined) return when(true, "discount_twice", at);
  if (bps !== undefined) return percentProblems(bps, at);
  return when(!isPositive(amountMinor), "amount_not_positive", at);
}

function tiersProblems(benefit: Extract<Benefit, { kind: "tiers" }>): Found {
  const { tiers, every, capMinor } = benefit;
  const gives = tiers.map((tier) => tier.give.kind);
  const first = tiers[0];
  const oneStep = tiers.length === 1 && first !== undefined && thresholdOf(first) > 0;
  const notRepeatable = gives.includes("percent") || gives.includes("delivery");
  return [
    ...when(tiers.length === 0, "tiers_missing", "benefit.tiers"),
    ...when(every === true && !oneStep, "every_needs_one_tier", "benefit.every"),
    ...when(every === true && notRepeatable, "every_not_percent", "benefit.every"),
    ...capProblems(capMinor, "benefit"),
    ...ladderProblems(tiers),
    ...tiers.flatMap(({ give }, n) => giveProblems(give, `benefit.tiers.${n}.give`)),
  ];
}

const thresholdOf = ({ fromMinor, fromCount }: Tier): number => fromMinor ?? fromCount ?? 0;

/** Of the tiers the last one that is reached gives: each must ask for more than the one before. */
function ladderProblems(tiers: readonly Tier[]): Found {
  const twice = tiers.flatMap(({ fromMinor, fromCount }, n) => {
    const both = fromMinor !== undefined && fromCount !== undefined;
    return when(both, "threshold_twice", `benefit.tiers.${n}`);
  });
  if (twice.length > 0) return twice;
  const byAmount = tiers.some((tier) => tier.fromMinor !== undefined);
  const byCount = tiers.some((tier) => tier.fromCount !== undefined);
  if (byAmount && byCount) return when(true, "thresholds_mixed", "benefit.tiers");
  return tiers.flatMap((tier, n) => {
    const before = tiers[n - 1];
    const descends = before !== undefined && thresholdOf(tier) <= thresholdOf(before);
    return when(descends, "tiers_not_ascending", `benefit.tiers.${n}`);
  });
}

function giveProblems(give: Give, path: string): Found {
  switch (give.kind) {
    case "amount":
      return when(!isPositive(give.amountMinor), "amount_not_positive", path);
    case "percent":
      return [...percentProblems(give.bps, path), ...capProblems(give.capMinor, path)];
    case "gifts":
      return [
        ...when(give.gifts.length === 0, "gifts_missing", path),
        ...give.gifts.flatMap((gift, n) => [
          ...when(gift.label.trim() === "", "gift_unnamed", `${path}.gifts.${n}`),
          ...when(!isPositive(gift.quantity), "count_not_positive", `${path}.gifts.${n}`),
        ]),
      ];
    case "delivery":
      return capProblems(give.capMinor, path);
  }
}

function percentProblems(bps: number, path: string): Found {
  return when(!isPositive(bps) || bps > 10_000, "percent_out_of_range", path);
}

function capProblems(capMinor: number | null | undefined, path: string): Found {
  return when(typeof capMinor === "number" && !isPositive(capMinor), "cap_not_positive", path);
}

function payerProblems(payers: OfferRule["payers"]): Found {
  if (payers.length === 0) return when(true, "payers_missing", "payers");
  const parties = new Set(payers.map((payer) => payer.party));
  const total = payers.reduce((sum, payer) => sum + payer.bps, 0);
  const readable = payers.every((payer) => isPositive(payer.bps));
  return [
    ...when(parties.size < payers.length, "payer_twice", "payers"),
    ...when(total !== 10_000 || !readable, "payers_not_whole", "payers"),
  ];
}

function when(wrong: boolean, code: RuleProblemCode, path: string): Found {
  return wrong ? [{ code, path }] : [];
}

const isPositive = (value: number | undefined): boolean =>
  value !== undefined && Number.isSafeInteger(value) && value > 0;
