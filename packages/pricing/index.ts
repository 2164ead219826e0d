export { BenefitSchema, OfferTermsSchema, PayerSchema, ValiditySchema } from "./terms.ts";
export * from "./rule-schema.ts";
export * from "./browser.ts";
