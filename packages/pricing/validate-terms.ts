import type { OfferTerms, Validity, VoucherBenefit } from "./offer-terms.ts";

/** What is wrong with terms; the caller's error register has the sentences. */
export type TermsProblem =
  | "amount_not_positive"
  | "percent_out_of_range"
  | "cap_not_positive"
  | "label_missing"
  | "products_missing"
  | "threshold_not_positive"
  | "uses_not_positive"
  | "validity_unreadable"
  | "validity_reversed"
  | "days_not_positive"
  | "payers_missing"
  | "payer_twice"
  | "payers_not_whole";

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Rules that the schema cannot say, for terms that fit the schema; empty when all is well. */
export function validateTerms(terms: OfferTerms): TermsProblem[] {
  const problems = [...benefitProblems(terms.benefit), ...validityProblems(terms.validity)];
  if (terms.thresholdMinor !== null && !isPositive(terms.thresholdMinor)) {
    problems.push("threshold_not_positive");
  }
  if (!isPositive(terms.usesTotal)) problems.push("uses_not_positive");
  return [...problems, ...payerProblems(terms.payers)];
}

function benefitProblems(benefit: VoucherBenefit): TermsProblem[] {
  switch (benefit.kind) {
    case "amount_off":
      return isPositive(benefit.amountMinor) ? [] : ["amount_not_positive"];
    case "percent_off":
      return [
        ...when(!isPositive(benefit.bps) || benefit.bps > 10_000, "percent_out_of_range"),
        ...when(benefit.capMinor !== null && !isPositive(benefit.capMinor), "cap_not_positive"),
      ];
    case "exchange":
      return [
        ...when(benefit.label.trim() === "", "label_missing"),
        ...when(benefit.productIds.length === 0, "products_missing"),
      ];
    case "gift":
    case "unstated":
    case "cart_only":
      return when(benefit.label.trim() === "", "label_missing");
  }
}

function validityProblems(validity: Validity): TermsProblem[] {
  if (validity.kind === "days") return when(!isPositive(validity.days), "days_not_positive");
  const from = instant.test(validity.from) ? Date.parse(validity.from) : Number.NaN;
  const to = instant.test(validity.to) ? Date.parse(validity.to) : Number.NaN;
  if (Number.isNaN(from) || Number.isNaN(to)) return ["validity_unreadable"];
  return when(from >= to, "validity_reversed");
}

function payerProblems(payers: OfferTerms["payers"]): TermsProblem[] {
  if (payers.length === 0) return ["payers_missing"];
  const parties = new Set(payers.map((payer) => payer.party));
  const total = payers.reduce((sum, payer) => sum + payer.bps, 0);
  const readable = payers.every((payer) => isPositive(payer.bps));
  return [
    ...when(parties.size < payers.length, "payer_twice"),
    ...when(total !== 10_000 || !readable, "payers_not_whole"),
  ];
}

function when(wrong: boolean, problem: TermsProblem): TermsProblem[] {
  return wrong ? [problem] : [];
}

function isPositive(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}
