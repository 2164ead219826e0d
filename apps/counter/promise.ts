import type { OfferTerms } from "#packages/pricing/browser.ts";
import { money, percentOff } from "#packages/ui/format.ts";
import type { Benefit } from "./api.ts";
import { text } from "./text.ts";

export interface Pledge {
  /** A few characters for the head of the card: `¥10`. */
  big: string;
  /** What they mean: `立减`. */
  small: string;
}

/** What a right promises, in the fewest characters. */
export function promiseOf(benefit: Benefit, currency: string): Pledge {
  const { t, lang } = text();
  switch (benefit.kind) {
    case "amount_off":
      return { big: money(benefit.amountMinor ?? 0, currency, lang), small: t("benefit.amount") };
    case "percent_off":
      return { big: percentOff(benefit.bps ?? 0, lang), small: t("benefit.percent") };
    case "exchange":
      return { big: benefit.label ?? "", small: t("benefit.exchange") };
    case "gift":
      return { big: benefit.label ?? "", small: t("benefit.gift") };
    case "pickup":
    case "stamps":
    case "entitlement":
      return { big: benefit.label ?? "", small: t(`benefit.${benefit.kind}`) };
    default:
      return { big: benefit.label ?? "", small: t("benefit.unstated") };
  }
}

/** The conditions, one a line: threshold, cap, what is paid beside an exchange. */
export function conditionsOf(benefit: Benefit, currency: string): string[] {
  const { t, lang } = text();
  const { thresholdMinor, capMinor, payMinor } = benefit;
  const amount = (minor: number) => ({ amount: money(minor, currency, lang) });
  return [
    ...(thresholdMinor ? [t("preview.thresholdOf", amount(thresholdMinor))] : []),
    ...(capMinor ? [t("preview.cap", amount(capMinor))] : []),
    ...(payMinor ? [t("preview.pay", amount(payMinor))] : []),
  ];
}

/**
 * Terms enough to show discount and payable while the amount is typed. Who pays and what counts as
 * value are not known here; the server's answer is the one that holds.
 */
export function termsOf(benefit: Benefit): Pick<OfferTerms, "benefit" | "thresholdMinor"> {
  return { benefit: benefitOf(benefit), thresholdMinor: benefit.thresholdMinor };
}

function benefitOf(view: Benefit): OfferTerms["benefit"] {
  const label = view.label ?? "-";
  switch (view.kind) {
    case "amount_off":
      return { kind: "amount_off", amountMinor: view.amountMinor ?? 0 };
    case "percent_off":
      return { kind: "percent_off", bps: view.bps ?? 0, capMinor: view.capMinor };
    case "exchange": {
      const payMinor = view.payMinor ?? 0;
      return { kind: "exchange", label, productIds: [], payMinor, valueMinor: null };
    }
    case "gift":
      return { kind: "gift", label, productIds: [], valueMinor: null };
    default:
      return { kind: "unstated", label };
  }
}
