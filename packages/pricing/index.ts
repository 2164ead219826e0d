export { BenefitSchema, OfferTermsSchema, PayerSchema, ValiditySchema } from "./terms.ts";
export * from "./browser.ts";
