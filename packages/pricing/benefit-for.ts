import { percentOf, splitByShares } from "../money/index.ts";
import type { Party } from "./model.ts";
import type { OfferTerms, VoucherBenefit } from "./offer-terms.ts";

export type Share = { readonly party: Party; readonly amountMinor: number };

/** What a voucher does to a bill. Null means unknown, never zero. */
export type BenefitResult =
  | {
      readonly ok: true;
      readonly discountMinor: number | null;
      readonly payableMinor: number | null;
      readonly shares: readonly Share[] | null;
    }
  | { readonly ok: false; readonly reason: "below_threshold"; readonly missingMinor: number }
  | { readonly ok: false; readonly reason: "bill_needed" };

/**
 * The discount of one voucher on a bill of `billMinor` (minor units; null when the counter was not
 * told), what is left to pay, and who bears the discount. The bill is the total of the products in
 * the terms' scope, before any discount: thresholds are tested on it. A bill is needed only where
 * there is a threshold.
 */
export function benefitFor(terms: OfferTerms, billMinor: number | null): BenefitResult {
  if (billMinor !== null && !(Number.isSafeInteger(billMinor) && billMinor >= 0)) {
    throw new RangeError(`no bill: ${billMinor}`);
  }
  const threshold = terms.thresholdMinor;
  if (threshold !== null && billMinor === null) return { ok: false, reason: "bill_needed" };
  if (threshold !== null && billMinor !== null && billMinor < threshold) {
    return { ok: false, reason: "below_threshold", missingMinor: threshold - billMinor };
  }
  const discountMinor = discountOf(terms.benefit, billMinor);
  return {
    ok: true,
    discountMinor,
    payableMinor: payableOf(terms.benefit, billMinor, discountMinor),
    shares: discountMinor === null ? null : sharesOf(terms.payers, discountMinor),
  };
}

function discountOf(benefit: VoucherBenefit, billMinor: number | null): number | null {
  switch (benefit.kind) {
    case "amount_off":
      return billMinor === null ? null : Math.min(benefit.amountMinor, billMinor);
    case "percent_off": {
      if (billMinor === null) return null;
      const off = percentOf(billMinor, benefit.bps);
      return Math.min(off, benefit.capMinor ?? off, billMinor);
    }
    case "exchange":
      if (benefit.valueMinor === null) return null;
      return Math.max(0, benefit.valueMinor - benefit.payMinor);
    case "gift":
      return benefit.valueMinor;
    case "unstated":
    case "cart_only":
      return null;
  }
}

// Exchanged and given products are not on the bill: they cost the brand, not lower the total.
function payableOf(
  benefit: VoucherBenefit,
  billMinor: number | null,
  discountMinor: number | null,
): number | null {
  if (billMinor === null) return null;
  switch (benefit.kind) {
    case "amount_off":
    case "percent_off":
      return discountMinor === null ? null : billMinor - discountMinor;
    case "exchange":
      return billMinor + benefit.payMinor;
    case "gift":
      return billMinor;
    case "unstated":
    case "cart_only":
      return null;
  }
}

function sharesOf(payers: OfferTerms["payers"], discountMinor: number): Share[] {
  const parts = splitByShares(discountMinor, payers.map((payer) => payer.bps));
  return payers.map((payer, index) => ({ party: payer.party, amountMinor: parts[index]! }));
}
