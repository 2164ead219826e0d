import type { Base, Benefit, Gift, Scope, Tier } from "#packages/pricing/browser.ts";
import { percentOff } from "#packages/ui/format.ts";
import type { Lang } from "#packages/ui/i18n.ts";
import { dayName } from "../../parts/days.ts";
import type { useText } from "../../text.ts";
import type { RuleBody } from "./rule-draft.ts";

/** What is not typed yet. */
export const gap = "…";

const rateOf = (bps: number, lang: Lang): string => (bps === 0 ? gap : percentOff(bps, lang));

export interface Speaker {
  readonly t: ReturnType<typeof useText>["t"];
  readonly lang: Lang;
  money(minor: number): string;
  /** The name behind an id of a product, category, channel or offer. */
  name(id: string): string;
}

/** The whole offer in one sentence. */
export function ruleInWords(rule: RuleBody, voucher: boolean, speaker: Speaker): string {
  const { t } = speaker;
  const parts = [
    t("words.offer", {
      goods: goodsOfRule(rule, speaker),
      benefit: benefitInWords(rule.benefit, speaker),
    }),
    ...whenInWords(rule.when ?? {}, speaker),
    voucher ? t("words.voucher") : t("words.automatic"),
    joinInWords(rule, speaker),
  ];
  return t("words.sentence", { parts: parts.filter(Boolean).join(t("words.then")) });
}

function goodsOfRule(rule: RuleBody, speaker: Speaker): string {
  if (rule.benefit.kind === "bundle") return speaker.t("words.bundleGoods");
  return scopeInWords(rule.scope, speaker);
}

/** `茶饮、标签“新品”（套餐除外）`; all products where nothing is said. */
export function scopeInWords(scope: Scope, speaker: Speaker): string {
  const { t } = speaker;
  const { except, ...named } = scope;
  const goods = listGoods(named, speaker) || t("words.allGoods");
  const without = except ? listGoods(except, speaker) : "";
  return without ? t("words.except", { goods, without }) : goods;
}

const namedAtMost = 3;

function listGoods(goods: NonNullable<Scope["except"]>, speaker: Speaker): string {
  const { t } = speaker;
  const { products = [], categories = [], brands = [], tags = [] } = goods;
  const parts = [
    ...categories.map((id) => t("words.category", { name: speaker.name(id) })),
    ...brands.map((name) => t("words.brand", { name })),
    ...tags.map((name) => t("words.tag", { name })),
    ...(products.length > namedAtMost
      ? [t("words.products", { count: products.length })]
      : products.map((id) => speaker.name(id))),
  ];
  return parts.join(t("words.and"));
}

/** What it gives, without what it is for. */
export function benefitInWords(benefit: Benefit, speaker: Speaker): string {
  const { t, lang, money } = speaker;
  const times = "maxTimes" in benefit && benefit.maxTimes
    ? t("words.times", { count: benefit.maxTimes })
    : "";
  switch (benefit.kind) {
    case "tiers":
      return tiersInWords(benefit, speaker);
    case "unit_price":
      return benefit.unitMinor === null
        ? t(`words.ownPrice.${benefit.level}`)
        : t(`words.fixedPrice.${benefit.level}`, { amount: money(benefit.unitMinor) });
    case "each_off": {
      const most = benefit.maxUnits ? t("words.units", { count: benefit.maxUnits }) : "";
      return benefit.bps === undefined
        ? t("words.eachOff", { amount: money(benefit.amountMinor ?? 0) }) + most
        : t("words.eachRate", { rate: rateOf(benefit.bps, lang) }) + most;
    }
    case "nth_off":
      return nthInWords(benefit.n, benefit.bps, speaker) + times;
    case "buy_get": {
      const goods = benefit.getScope ? scopeInWords(benefit.getScope, speaker) : "";
      const { buy, get } = benefit;
      const rate = rateOf(benefit.bps, lang);
      if (benefit.bps < 10_000) return t("words.buyGetRate", { buy, get, goods, rate }) + times;
      return t("words.buyGet", { buy, get, goods }) + times;
    }
    case "bundle": {
      const parts = benefit.parts.map((part) =>
        t("words.part", { goods: scopeInWords(part.scope, speaker), count: part.quantity }),
      );
      const price = money(benefit.priceMinor);
      return t("words.bundle", { parts: parts.join(t("words.plus")), price }) + times;
    }
    case "add_on":
      return t("words.addOn", {
        from: money(benefit.fromMinor),
        goods: scopeInWords(benefit.goods, speaker),
        price: money(benefit.unitMinor),
        count: benefit.maxUnits,
      });
    case "exchange":
      return benefit.payMinor > 0
        ? t("words.exchangePay", { count: benefit.units, price: money(benefit.payMinor) })
        : t("words.exchange", { count: benefit.units });
  }
}

function nthInWords(n: number, bps: number, { t, lang }: Speaker): string {
  if (bps === 10_000) return t("words.nthFree", { n });
  if (bps === 5_000) return t("words.nthHalf", { n });
  return t("words.nth", { n, rate: rateOf(bps, lang) });
}

function tiersInWords(benefit: Extract<Benefit, { kind: "tiers" }>, speaker: Speaker): string {
  const { t, money } = speaker;
  const tested = benefit.tiers.some((tier) => tier.fromMinor !== undefined);
  const tiers = benefit.tiers.map((tier) => tierInWords(tier, benefit.every === true, speaker));
  const cap = benefit.capMinor ? t("words.cap", { amount: money(benefit.capMinor) }) : "";
  const what = tiers.join(t("words.and")) + cap;
  return tested ? t(`words.on.${benefit.base}`, { what }) : what;
}

function tierInWords(tier: Tier, every: boolean, speaker: Speaker): string {
  const { t, money } = speaker;
  const reach = tier.fromCount
    ? every
      ? t("words.every", { from: t("words.count", { count: tier.fromCount }) })
      : t("words.from", { from: t("words.count", { count: tier.fromCount }) })
    : tier.fromMinor
      ? every
        ? t("words.every", { from: money(tier.fromMinor) })
        : t("words.from", { from: money(tier.fromMinor) })
      : "";
  return t("words.tier", { reach, give: giveInWords(tier.give, speaker) }).trim();
}

function giveInWords(give: Tier["give"], { t, lang, money }: Speaker): string {
  switch (give.kind) {
    case "amount":
      return t("words.amount", { amount: money(give.amountMinor) });
    case "percent": {
      const cap = give.capMinor ? t("words.cap", { amount: money(give.capMinor) }) : "";
      return t("words.percent", { rate: rateOf(give.bps, lang) }) + cap;
    }
    case "gifts":
      return t("words.gifts", { gifts: give.gifts.map(giftInWords).join("＋") });
    case "delivery":
      return give.capMinor
        ? t("words.deliveryCap", { amount: money(give.capMinor) })
        : t("words.delivery");
  }
}

const giftInWords = (gift: Gift): string =>
  (gift.label || gap) + (gift.quantity > 1 ? ` ×${gift.quantity}` : "");

const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Days, weekdays, hours, and who: each a part of the sentence. */
function whenInWords(when: NonNullable<RuleBody["when"]>, speaker: Speaker): string[] {
  const { t, lang } = speaker;
  const { fromDay, toDay } = when;
  const parts: string[] = [];
  if (fromDay && toDay) {
    parts.push(t("words.days", { from: dayName(fromDay, lang), to: dayName(toDay, lang) }));
  } else if (fromDay) parts.push(t("words.fromDay", { from: dayName(fromDay, lang) }));
  else if (toDay) parts.push(t("words.toDay", { to: dayName(toDay, lang) }));
  const weekdays = (when.weekdays ?? []).map((one) => weekdayName(one, speaker));
  const hours = (when.hours ?? []).map((one) => `${clockOf(one.from)}–${clockOf(one.to)}`);
  const times = [weekdays.join(t("words.and")), hours.join(t("words.and"))].filter(Boolean);
  if (times.length > 0) parts.push(times.join(" "));
  const who = (when.segments ?? []).map((one) => segmentName(one, speaker));
  if (who.length > 0) parts.push(t("words.who", { who: who.join(t("words.or")) }));
  if (when.firstOrder) parts.push(t("words.firstOrder"));
  const channels = (when.channels ?? []).map(speaker.name);
  if (channels.length > 0) {
    parts.push(t("words.channels", { channels: channels.join(t("words.and")) }));
  }
  return parts;
}

const weekdayKeys = [
  "weekday.1", "weekday.2", "weekday.3", "weekday.4", "weekday.5", "weekday.6", "weekday.7",
] as const;

export const weekdayName = (weekday: number, { t }: Pick<Speaker, "t">): string =>
  t(weekdayKeys[weekday - 1] ?? "weekday.1");

export function segmentName(segment: string, { t }: Pick<Speaker, "t">): string {
  if (segment === "member") return t("segment.member");
  if (segment === "new_member") return t("segment.new_member");
  if (segment.startsWith("tier:")) return t("segment.tier");
  return t("words.tag", { name: segment });
}

function joinInWords(rule: RuleBody, speaker: Speaker): string {
  const { t } = speaker;
  const { joins = "policy", groups = [] } = rule;
  const one = groups.length > 0 ? t("words.groups", { groups: groups.join(t("words.and")) }) : "";
  if (typeof joins !== "string") {
    const only = joins.only.map((id) => categoryOrName(id, speaker)).join(t("words.and"));
    return t("words.joins.only", { only: only || gap }) + one;
  }
  return t(`words.joins.${joins}`, { category: t(`category.${rule.category}`) }) + one;
}

function categoryOrName(id: string, speaker: Speaker): string {
  const known = categoryNames.find((one) => one === id);
  return known ? speaker.t(`category.${known}`) : speaker.name(id);
}

const categoryNames = [
  "price", "item", "order", "gift", "category_voucher", "store_voucher", "subsidy_voucher",
  "delivery",
] as const;

export const bases: readonly Base[] = ["initial", "after_items", "after_previous"];
