// What one voucher says at the counter, which sees a bill and no cart. Plain types, so that whoever
// needs no schema needs no TypeBox; the compiler holds both together in terms.ts.
import type { Party } from "./model.ts";

/**
 * What a voucher gives. `exchange` and `gift` hand over a product beside the bill: an exchange is
 * one of the named products, for `payMinor` more (0 = free); a gift is added to what is bought.
 * `unstated` is a benefit settled elsewhere whose value is not known here; `cart_only` is one that
 * only a cart can reckon.
 */
export type VoucherBenefit =
  | { kind: "amount_off"; amountMinor: number }
  | { kind: "percent_off"; bps: number; capMinor: number | null }
  | {
      kind: "exchange";
      label: string;
      productIds: string[];
      payMinor: number;
      valueMinor: number | null;
    }
  | { kind: "gift"; label: string; productIds: string[]; valueMinor: number | null }
  | { kind: "unstated"; label: string }
  | { kind: "cart_only"; label: string };

/** Who bears the discount; ten-thousandths that add up to 10,000. */
export interface Payer {
  party: Party;
  bps: number;
}

/** Instants in ISO 8601 with an offset, half-open [from, to); days count from the claim. */
export type Validity = { kind: "fixed"; from: string; to: string } | { kind: "days"; days: number };

/** The terms of an offer, and their snapshot in each voucher; amounts in minor units. */
export interface OfferTerms {
  benefit: VoucherBenefit;
  thresholdMinor: number | null;
  productScope: "all" | "list";
  usesTotal: number;
  stackable: boolean;
  validity: Validity;
  payers: Payer[];
}
