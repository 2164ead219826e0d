// For apps: index.ts without the schema, which would bring TypeBox to every member's phone.
export { benefitFor } from "./benefit-for.ts";
export type { BenefitResult, Share } from "./benefit-for.ts";
export { validateTerms } from "./validate-terms.ts";
export type { TermsProblem } from "./validate-terms.ts";
export type { Benefit, OfferTerms, Party, Payer, Validity } from "./terms.ts";
