// For apps: index.ts without the schema, which would bring TypeBox to every member's phone.
export { benefitFor } from "./benefit-for.ts";
export type { BenefitResult, Share } from "./benefit-for.ts";
export { validateTerms } from "./validate-terms.ts";
export type { TermsProblem } from "./validate-terms.ts";
export type { OfferTerms, Payer, Validity, VoucherBenefit } from "./offer-terms.ts";
export * from "./model.ts";
export type * from "./cart.ts";
export type * from "./answer.ts";
export { validateRule } from "./validate-rule.ts";
export type { RuleProblem, RuleProblemCode } from "./validate-rule.ts";
export { price } from "./price.ts";
export { defaultBudget } from "./search.ts";
export { indexOffers, type OfferBook } from "./book.ts";
export { momentOf } from "./moment.ts";
// Sentences.
export type { Lang } from "./words.ts";
export { type KnownOffer, type Named, type Reader, wordsFor } from "./reader.ts";
export { tell, tellApplied, tellNextStep, tellProof, tellReason, tellShares, type Told, withName }
  from "./tell.ts";
export { tellBenefit } from "./tell-benefit.ts";
export { type LineTold, type Reckoned, tellDelivery, tellLines } from "./tell-lines.ts";
export { tellRefund } from "./tell-refund.ts";
// After the sale.
export { engineVersion, type PricedOrder, readRecord, type Recomputed, recompute, recordFormat }
  from "./record.ts";
export { recordOf } from "./record.ts";
export { explainRecord, readerOf, type RecordReader, type ToldRecord } from "./explain-record.ts";
export type * from "./refund-model.ts";
export { refund } from "./refund.ts";
export { refundLimit } from "./refund-envelope.ts";
// Before publishing.
export {
  type Breach, checkItems, checkSteps, type GuardBook, guardBook, type GuardedItem,
  type GuardResult,
} from "./guard.ts";
export {
  type GuardItem, isBelow, itemLineId, worstCase, type WorstCase, type WorstCaseOptions,
  type WorstStep,
} from "./worst-case.ts";
export { inScope } from "./worst-case-effect.ts";
export { adWordsVersion, type AdLevel, type AdWord, bannedWords } from "./ad-words.ts";
export {
  type Jurisdiction, jurisdictionOf, type PriceStep, type ReferencePrice, referencePriceAllowed,
  referencePriceRules,
} from "./reference-price.ts";
