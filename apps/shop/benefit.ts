import { lastDay, money, percentOff } from "#packages/ui/format.ts";
import type { Lang } from "#packages/ui/i18n.ts";
import type { Benefit, Brand, Offer } from "./api.ts";
import { text } from "./text.ts";

export interface Pledge {
  /** A few characters for the stub of the ticket: `¥10`. */
  big: string;
  /** What they mean: `立减`. */
  small: string;
}

/** What an offer promises, in the fewest characters. */
export function promiseOf(benefit: Partial<Benefit>, brand: Brand): Pledge {
  const { t, lang } = text();
  switch (benefit.kind) {
    case "amount_off":
      return {
        big: money(benefit.amountMinor ?? 0, brand.currency, lang),
        small: t("offer.amount"),
      };
    case "percent_off":
      return { big: percentOff(benefit.bps ?? 0, lang), small: t("offer.percent") };
    case "exchange":
      return { big: t("offer.exchangeBig"), small: t("offer.exchange") };
    case "unstated":
      return { big: t("offer.unstatedBig"), small: t("offer.unstated") };
    case "cart_only":
      return { big: t("offer.cartBig"), small: t("offer.cart") };
    default:
      return { big: t("offer.giftBig"), small: t("offer.gift") };
  }
}

/** The conditions of an offer, one a line. */
export function termsOf(offer: Offer, brand: Brand): string[] {
  const { t, lang } = text();
  const amount = (minor: number) => money(minor, brand.currency, lang);
  const given = givenOf(offer, lang);
  const terms = given && !offer.title.includes(given) ? [given] : [];
  if (offer.kind === "cart_only") return terms;
  if (offer.payMinor) terms.push(t("offer.pay", { amount: amount(offer.payMinor) }));
  terms.push(
    offer.thresholdMinor
      ? t("offer.threshold", { amount: amount(offer.thresholdMinor) })
      : t("offer.noThreshold"),
  );
  if (offer.capMinor) terms.push(t("offer.cap", { amount: amount(offer.capMinor) }));
  return terms;
}

/** What an exchange or a gift hands over; its label is in the brand's own language. */
function givenOf(offer: Offer, lang: Lang): string | null {
  if (!offer.label) return null;
  return (lang === "en" && offer.descriptionEn) || offer.label;
}

/** What hurries: the last day to claim and the stock when it gets low. */
export function claimNote(offer: Offer, brand: Brand, now: number): string {
  const { t, lang } = text();
  if (offer.claimedByMe) return t("offer.mine");
  if (offer.stockLeft === 0) return t("offer.gone");
  const parts: string[] = [];
  if (offer.claimEndsAt) {
    parts.push(t("offer.until", { day: lastDay(offer.claimEndsAt, brand.timeZone, lang, now) }));
  }
  if (offer.stockLeft !== null && offer.stockLeft <= 200) {
    parts.push(t("offer.left", { count: offer.stockLeft }));
  }
  return parts.join(" · ");
}
