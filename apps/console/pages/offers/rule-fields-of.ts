import type { Benefit, Scope, Tier } from "#packages/pricing/browser.ts";
import type { OfferDraft } from "./offer-draft.ts";
import { categoryOf, isVoucherKind, type OfferKind } from "./offer-kinds.ts";
import {
  type GoodsDraft,
  newRule,
  type RuleBody,
  ruleOf,
  type ScopeDraft,
  type TierRow,
} from "./rule-draft.ts";

type ToMajor = (minor: number | null | undefined) => number | null;
type ToMinor = (major: number | null | undefined) => number | null;
type Fields = { -readonly [Name in keyof OfferDraft]?: OfferDraft[Name] };

/**
 * A stored rule as the form's fields. A rule that the fields cannot say again, word for word,
 * is `custom`: it is shown in words and kept as it is.
 */
export function fieldsOfRule(
  rule: RuleBody,
  voucher: boolean,
  money: { readonly major: ToMajor; readonly minor: ToMinor },
): Fields {
  const kind = kindOf(rule.benefit, voucher);
  const fields: Fields = {
    ...newRule,
    kind,
    ...benefitFields(rule.benefit, kind, money.major),
    ...scopeFields(rule, kind),
    ...whenFields(rule),
    ...joinFields(rule),
    needsVoucher: voucher && !isVoucherKind(kind),
  };
  if (rule.category !== categoryOf(kind, fields.needsVoucher === true)) {
    fields.category = rule.category;
  }
  const { payers: _, ...said } = rule;
  const again = ruleOf({ ...(fields as OfferDraft), payers: [] }, money.minor);
  if (same(again, said)) return fields;
  return { ...fields, kind: "custom", custom: said };
}

function kindOf(benefit: Benefit, voucher: boolean): OfferKind {
  if (benefit.kind === "unit_price") return "price_level";
  if (benefit.kind !== "tiers") return benefit.kind;
  const give = benefit.tiers[0]?.give.kind;
  const plain = voucher && benefit.tiers.length === 1 && !benefit.every;
  if (give === "percent") return plain ? "percent_off" : "full_percent";
  if (give === "gifts") return plain ? "gift" : "full_gift";
  if (give === "delivery") return plain ? "delivery_voucher" : "free_delivery";
  if (benefit.every) return "every_cut";
  return plain ? "amount_off" : "full_cut";
}

function rowOf(tier: Tier, major: ToMajor): TierRow {
  const from = tier.fromCount ?? major(tier.fromMinor);
  const { give } = tier;
  switch (give.kind) {
    case "amount":
      return { from, amount: major(give.amountMinor) };
    case "percent":
      return { from, percent: give.bps / 100, cap: major(give.capMinor) };
    case "delivery":
      return { from, cap: major(give.capMinor) };
    case "gifts":
      return {
        from,
        gifts: give.gifts.map((one) => ({
          productId: one.productId,
          label: one.label,
          quantity: one.quantity,
          value: major(one.valueMinor),
        })),
      };
  }
}

function tiersFields(
  benefit: Extract<Benefit, { kind: "tiers" }>,
  kind: OfferKind,
  major: ToMajor,
): Fields {
  const rows = benefit.tiers.map((tier) => rowOf(tier, major));
  const shared: Fields = { base: benefit.base, percentBase: benefit.percentOf };
  const [row] = rows;
  if (!isVoucherKind(kind) || !row) {
    const counted = benefit.tiers.some((tier) => tier.fromCount !== undefined);
    return {
      ...shared,
      tiers: rows,
      tierBy: counted ? "count" : "amount",
      most: major(benefit.capMinor),
    };
  }
  const gift = row.gifts?.[0];
  return {
    ...shared,
    threshold: row.from,
    ...(row.amount === undefined ? {} : { amount: row.amount }),
    ...(row.percent === undefined ? {} : { percent: row.percent }),
    ...(row.cap === undefined ? {} : { cap: row.cap }),
    ...(gift
      ? {
          label: gift.label,
          value: gift.value,
          productIds: gift.productId ? [gift.productId] : [],
        }
      : {}),
  };
}

function benefitFields(benefit: Benefit, kind: OfferKind, major: ToMajor): Fields {
  switch (benefit.kind) {
    case "tiers":
      return tiersFields(benefit, kind, major);
    case "unit_price":
      return {
        level: benefit.level,
        unitBy: benefit.unitMinor === null ? "own" : "fixed",
        unit: major(benefit.unitMinor),
      };
    case "each_off":
      return {
        offBy: benefit.bps === undefined ? "amount" : "percent",
        off: major(benefit.amountMinor),
        ...(benefit.bps === undefined ? {} : { rate: benefit.bps / 100 }),
        maxUnits: benefit.maxUnits ?? null,
      };
    case "nth_off":
      return { n: benefit.n, rate: benefit.bps / 100, maxTimes: benefit.maxTimes ?? null };
    case "buy_get":
      return {
        buy: benefit.buy,
        get: benefit.get,
        getRate: benefit.bps / 100,
        getBy: benefit.getScope ? "other" : "same",
        ...(benefit.getScope ? { other: scopeDraftOf(benefit.getScope) } : {}),
        maxTimes: benefit.maxTimes ?? null,
      };
    case "bundle":
      return {
        parts: benefit.parts.map((part) => ({
          quantity: part.quantity,
          goods: scopeDraftOf(part.scope),
        })),
        price: major(benefit.priceMinor),
        maxTimes: benefit.maxTimes ?? null,
      };
    case "add_on":
      return {
        goods: scopeDraftOf(benefit.goods),
        unit: major(benefit.unitMinor),
        maxUnits: benefit.maxUnits,
        base: benefit.base,
        threshold: major(benefit.fromMinor),
      };
    case "exchange":
      return { units: benefit.units, pay: major(benefit.payMinor) };
  }
}

function goodsDraftOf(goods: NonNullable<Scope["except"]>): GoodsDraft {
  const { products, categories, tags, brands } = goods;
  return {
    ...(products ? { products } : {}),
    ...(categories ? { categories } : {}),
    ...(tags ? { tags } : {}),
    ...(brands ? { brands } : {}),
  };
}

export function scopeDraftOf(scope: Scope): ScopeDraft {
  return {
    ...goodsDraftOf(scope),
    ...(scope.except ? { except: goodsDraftOf(scope.except) } : {}),
  };
}

function scopeFields(rule: RuleBody, kind: OfferKind): Fields {
  if (kind === "exchange") return { productIds: rule.scope.products ?? [], productScope: "all" };
  if (Object.keys(rule.scope).length === 0) return { productScope: "all" };
  return { productScope: "some", scope: scopeDraftOf(rule.scope) };
}

const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

function whenFields({ when = {} }: RuleBody): Fields {
  return {
    ...(when.fromDay ? { whenFromDay: when.fromDay } : {}),
    ...(when.toDay ? { whenToDay: when.toDay } : {}),
    ...(when.channels ? { channels: when.channels } : {}),
    ...(when.segments ? { segments: when.segments } : {}),
    ...(when.firstOrder === undefined ? {} : { firstOrder: when.firstOrder }),
    ...(when.weekdays ? { weekdays: when.weekdays } : {}),
    ...(when.hours
      ? { hours: when.hours.map((one) => ({ from: clockOf(one.from), to: clockOf(one.to) })) }
      : {}),
  };
}

function joinFields(rule: RuleBody): Fields {
  const { joins = "policy" } = rule;
  return {
    ...(typeof joins === "string" ? { joins } : { joins: "only", joinsOnly: joins.only }),
    ...(rule.groups ? { groups: rule.groups } : {}),
    perOrder: rule.perOrder ?? 1,
  };
}

/** Equal but for what is empty: null, no list, an empty list say the same. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value)
    .map(([name, one]) => [name, plain(one)] as const)
    .filter(([name, one]) => !empty(one) && unsaid[name] !== one)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(kept);
}

/** What says the same as not being said. */
const unsaid: Readonly<Record<string, unknown>> = { joins: "policy", perOrder: 1, every: false };

const empty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === "object" && Object.keys(value).length === 0) ||
  (Array.isArray(value) && value.length === 0);
