import { Type as T, type Static } from "typebox";
import type { OfferTerms } from "./offer-terms.ts";
import { PartySchema } from "./rule-schema.ts";

const amount = T.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const bps = T.Integer({ minimum: 0, maximum: 10_000 });
const label = T.String({ minLength: 1, maxLength: 60 });
const productIds = T.Array(T.String({ minLength: 1, maxLength: 64 }), { maxItems: 200 });
const instant = T.String({ format: "date-time", maxLength: 40 });

function object<Properties extends Parameters<typeof T.Object>[0]>(properties: Properties) {
  return T.Object(properties, { additionalProperties: false });
}

function orNull<Schema extends Parameters<typeof T.Union>[0][number]>(schema: Schema) {
  return T.Union([schema, T.Null()]);
}

/**
 * What a voucher gives. `exchange` and `gift` hand over a product beside the bill: an exchange is
 * one of the named products, for `payMinor` more (0 = free); a gift is added to what is bought.
 * `unstated` is a benefit settled elsewhere whose value is not known here. `cart_only` is a rule
 * that needs the goods of a cart: no counter can reckon it from a bill's total.
 */
export const BenefitSchema = T.Union([
  object({ kind: T.Literal("amount_off"), amountMinor: amount }),
  object({ kind: T.Literal("percent_off"), bps, capMinor: orNull(amount) }),
  object({
    kind: T.Literal("exchange"),
    label,
    productIds,
    payMinor: amount,
    valueMinor: orNull(amount),
  }),
  object({ kind: T.Literal("gift"), label, productIds, valueMinor: orNull(amount) }),
  object({ kind: T.Literal("unstated"), label }),
  object({ kind: T.Literal("cart_only"), label }),
]);

/** Who bears the discount; ten-thousandths that add up to 10,000. */
export const PayerSchema = object({ party: PartySchema, bps });

/** Instants in ISO 8601 with an offset, half-open [from, to); days count from the claim. */
export const ValiditySchema = T.Union([
  object({ kind: T.Literal("fixed"), from: instant, to: instant }),
  object({ kind: T.Literal("days"), days: T.Integer({ minimum: 1, maximum: 3660 }) }),
]);

/** The terms of an offer, and their snapshot in each voucher; amounts in minor units. */
export const OfferTermsSchema = object({
  benefit: BenefitSchema,
  thresholdMinor: orNull(amount),
  productScope: T.Union([T.Literal("all"), T.Literal("list")]),
  usesTotal: T.Integer({ minimum: 1, maximum: 1000 }),
  stackable: T.Boolean(),
  validity: ValiditySchema,
  payers: T.Array(PayerSchema, { minItems: 1, maxItems: 5 }),
});

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
// The compiler refuses this line when the schema and the type part.
true satisfies Same<Static<typeof OfferTermsSchema>, OfferTerms>;
