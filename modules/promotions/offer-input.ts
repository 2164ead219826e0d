import { type Static, Type as T } from "typebox";
import { BenefitSchema, PayerSchema } from "#packages/pricing/index.ts";
import { Day, Id, Nullable } from "#platform/schema.ts";
import { LimitsInput } from "./limit-rules.ts";
import { RuleSchema, TriggerSchema } from "./rule-input.ts";

const optionalText = (max: number) => T.Optional(Nullable(T.String({ maxLength: max })));

/** Days of the brand's calendar; both days of "fixed" are inside. */
export const ValidityDaysSchema = T.Union([
  T.Object(
    { kind: T.Literal("fixed"), fromDay: Day, toDay: Day },
    { additionalProperties: false },
  ),
  T.Object(
    { kind: T.Literal("days"), days: T.Integer({ minimum: 1, maximum: 3660 }) },
    { additionalProperties: false },
  ),
]);

export const StoreScopeSchema = T.Union([
  T.Object({ unitId: Id }, { additionalProperties: false, description: "every store under it" }),
  T.Object(
    { storeIds: T.Array(Id, { minItems: 1, maxItems: 20_000 }) },
    { additionalProperties: false },
  ),
]);

const fields = {
  title: T.String({ minLength: 1, maxLength: 200, description: "at most 20 visible characters" }),
  titleEn: optionalText(200),
  description: optionalText(2_000),
  descriptionEn: optionalText(2_000),
  trigger: T.Optional(TriggerSchema),
  rule: T.Optional(RuleSchema),
  benefit: T.Optional(
    T.Union(BenefitSchema.anyOf, { description: "of a plain voucher; a rule says its own" }),
  ),
  thresholdMinor: T.Optional(Nullable(T.Integer({ minimum: 1 }))),
  productScope: T.Optional(T.Union([T.Literal("all"), T.Literal("list")])),
  usesTotal: T.Optional(T.Integer({ minimum: 1, maximum: 1000 })),
  stackable: T.Optional(T.Boolean()),
  payers: T.Array(PayerSchema, { minItems: 1, maxItems: 5 }),
  validity: T.Optional(
    T.Union(ValidityDaysSchema.anyOf, { description: "of a voucher; what is automatic has none" }),
  ),
  stores: StoreScopeSchema,
  claimFromDay: T.Optional(Nullable(Day)),
  claimToDay: T.Optional(Nullable(Day)),
  totalStock: T.Optional(Nullable(T.Integer({ minimum: 1, maximum: 1_000_000_000 }))),
  perMember: T.Optional(Nullable(T.Integer({ minimum: 1, maximum: 1_000_000 }))),
  limits: T.Optional(LimitsInput),
  bearer: T.Optional(T.Boolean()),
  selfClaim: T.Optional(
    T.Boolean({
      description: "false: members get it by a release, a draw, a code or from staff only",
    }),
  ),
  giftTimes: T.Optional(
    T.Integer({
      minimum: 0,
      maximum: 10,
      description: "how many times a voucher may be given to a friend; 0: not at all",
    }),
  ),
};

/** Everything that a version says. */
export const VersionBody = T.Object(fields, { additionalProperties: false });
export type VersionInput = Static<typeof VersionBody>;

export const CreateOfferBody = T.Object(
  {
    unitId: Id,
    externalCode: T.Optional(T.String({ minLength: 1, maxLength: 100 })),
    campaignId: T.Optional(Nullable(Id)),
    ...fields,
  },
  { additionalProperties: false },
);
export type CreateOfferInput = Static<typeof CreateOfferBody>;
