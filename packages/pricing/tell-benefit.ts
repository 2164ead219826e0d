// What an offer says, in a line: "满 ¥300.00 减 ¥50.00".
import type { Benefit, Give, Tier } from "./model.ts";
import { money, type Reader, wordsFor } from "./reader.ts";
import type { Words } from "./words.ts";

/** A benefit as a title: "第 2 件半价", "¥50.00 off from ¥300.00". */
export function tellBenefit(benefit: Benefit, reader: Reader): string {
  const words = wordsFor(reader.lang);
  const say = words.benefit;
  const amount = (value: number) => money(value, reader);
  switch (benefit.kind) {
    case "unit_price": {
      const price = benefit.unitMinor === null ? null : amount(benefit.unitMinor);
      return benefit.level === "member" ? say.memberPrice(price) : say.activityPrice(price);
    }
    case "each_off": {
      const each = benefit.bps === undefined
        ? say.eachAmount(amount(benefit.amountMinor ?? 0))
        : say.eachPercent(benefit.bps);
      return limited(each, benefit.maxUnits, say.atMostUnits, words);
    }
    case "nth_off":
      return limited(say.nth(benefit.n, benefit.bps), benefit.maxTimes, say.atMostTimes, words);
    case "buy_get": {
      const said = say.buyGet(benefit.buy, benefit.get, benefit.bps);
      return limited(said, benefit.maxTimes, say.atMostTimes, words);
    }
    case "bundle": {
      const units = benefit.parts.reduce((sum, part) => sum + part.quantity, 0);
      const said = say.bundle(benefit.parts.length, units, amount(benefit.priceMinor));
      return limited(said, benefit.maxTimes, say.atMostTimes, words);
    }
    case "add_on": {
      const { base, fromMinor, maxUnits, unitMinor } = benefit;
      return say.addOn(amount(fromMinor), words.base[base], amount(unitMinor), maxUnits);
    }
    case "exchange":
      return say.exchange(benefit.units, benefit.payMinor ? amount(benefit.payMinor) : null);
    case "tiers":
      return tellTiers(benefit, reader, words);
  }
}

/** One tier of a benefit: "满 ¥300.00 减 ¥50.00"; empty where there is no such tier. */
export function tellTier(benefit: Benefit | undefined, tier: number, reader: Reader): string {
  const found = benefit?.kind === "tiers" ? benefit.tiers[tier] : undefined;
  if (benefit?.kind !== "tiers" || !found) return "";
  return oneTier(found, benefit.every === true, reader, wordsFor(reader.lang));
}

/** Gifts by label and number. */
export function tellGifts(
  gifts: readonly { readonly label: string; readonly quantity: number }[],
  reader: Reader,
): string {
  const words = wordsFor(reader.lang);
  return words.list(gifts.map((gift) => words.benefit.gift(gift.label, gift.quantity)));
}

function tellTiers(benefit: Benefit & { kind: "tiers" }, reader: Reader, words: Words): string {
  const every = benefit.every === true;
  const tiers = words.list(benefit.tiers.map((tier) => oneTier(tier, every, reader, words)));
  if (benefit.capMinor === undefined || benefit.capMinor === null) return tiers;
  return words.list([tiers, words.benefit.atMost(money(benefit.capMinor, reader))]);
}

function oneTier(tier: Tier, every: boolean, reader: Reader, words: Words): string {
  const say = words.benefit;
  const from = tier.fromCount
    ? say.fromCount(tier.fromCount, every)
    : tier.fromMinor
      ? say.fromAmount(money(tier.fromMinor, reader), every)
      : say.unconditional;
  return say.tier(from, given(tier.give, reader, words));
}

function given(give: Give, reader: Reader, words: Words): string {
  const say = words.benefit;
  const cap = "capMinor" in give ? give.capMinor ?? null : null;
  switch (give.kind) {
    case "amount":
      return say.off(money(give.amountMinor, reader));
    case "percent": {
      const percent = say.percent(give.bps);
      return cap === null ? percent : words.list([percent, say.atMost(money(cap, reader))]);
    }
    case "gifts":
      return say.gifts(tellGifts(give.gifts, reader));
    case "delivery":
      return say.delivery(cap === null ? null : money(cap, reader));
  }
}

function limited(
  said: string,
  most: number | null | undefined,
  say: (most: number) => string,
  words: Words,
): string {
  return most === null || most === undefined ? said : words.list([said, say(most)]);
}
