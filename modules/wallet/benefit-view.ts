import type { BenefitView } from "#modules/redemption/index.ts";
import type { OfferTerms } from "#packages/pricing/index.ts";

const nothing = { amountMinor: null, bps: null, capMinor: null, label: null, payMinor: null };

/** The benefit with one flat shape for every kind. */
export function benefitView({ benefit, thresholdMinor }: OfferTerms): BenefitView {
  switch (benefit.kind) {
    case "amount_off":
      return { ...nothing, kind: benefit.kind, amountMinor: benefit.amountMinor, thresholdMinor };
    case "percent_off": {
      const { kind, bps, capMinor } = benefit;
      return { ...nothing, kind, bps, capMinor, thresholdMinor };
    }
    case "exchange": {
      const { kind, label, payMinor } = benefit;
      return { ...nothing, kind, label, payMinor, thresholdMinor };
    }
    case "gift":
    case "unstated":
    case "cart_only":
      return { ...nothing, kind: benefit.kind, label: benefit.label, thresholdMinor };
  }
}

/** Without a total, a threshold cannot be tested and a percentage is nothing to tell a member. */
export function needsBill(terms: OfferTerms): boolean {
  return terms.thresholdMinor !== null || terms.benefit.kind === "percent_off";
}

/** Not needed, but the discount stays unknown without it. */
export function asksBill(terms: OfferTerms): boolean {
  return terms.benefit.kind === "amount_off" && !needsBill(terms);
}
