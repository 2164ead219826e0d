import { type Static, Type as T } from "typebox";
import { benefitView } from "#modules/wallet/index.ts";
import { BenefitSchema, CategorySchema, PayerSchema } from "#packages/pricing/index.ts";
import { Id, Millis, Minor, Nullable } from "#platform/schema.ts";
import { LimitsSchema } from "./limit-rules.ts";
import { ValidityDaysSchema } from "./offer-input.ts";
import { RuleSchema, TriggerSchema } from "./rule-input.ts";
import type { OffersTable, OfferVersionsTable } from "./tables.ts";

const text = Nullable(T.String());

/** An offer as a visitor of a store's page sees it. */
export const OpenOfferSchema = T.Object({
  offerId: Id,
  offerVersion: T.Integer(),
  unitId: T.String({ description: "its owner" }),
  trigger: TriggerSchema,
  category: CategorySchema,
  title: T.String(),
  titleEn: text,
  description: text,
  descriptionEn: text,
  kind: T.String({
    description: "amount_off | percent_off | exchange | gift | unstated | cart_only",
  }),
  amountMinor: Nullable(Minor),
  bps: Nullable(T.Integer({ description: "ten-thousandths taken off" })),
  capMinor: Nullable(Minor),
  label: text,
  payMinor: Nullable(Minor),
  thresholdMinor: Nullable(Minor),
  usesTotal: T.Integer(),
  stockTotal: Nullable(T.Integer()),
  stockLeft: Nullable(T.Integer({ description: "null: not limited" })),
  perMember: Nullable(T.Integer()),
  claimStartsAt: Nullable(Millis),
  claimEndsAt: Nullable(T.Integer({ description: "epoch milliseconds, exclusive" })),
  validity: Nullable(ValidityDaysSchema),
  claimedByMe: T.Boolean(),
  runsFrom: Nullable(Millis),
  runsTo: Nullable(T.Integer({ description: "of an automatic offer; exclusive" })),
});
export type OpenOffer = Static<typeof OpenOfferSchema>;

export interface Counts {
  /** Claimed of the stock so far. */
  readonly used: number;
  readonly claimedByMe: boolean;
}

export function openOfferView(
  row: OfferVersionsTable & Pick<OffersTable, "unit_id">,
  { used, claimedByMe }: Counts,
): OpenOffer {
  return {
    offerId: row.offer_id,
    offerVersion: row.version,
    unitId: row.unit_id,
    trigger: row.trigger,
    category: row.category,
    title: row.title,
    titleEn: row.title_en,
    description: row.description,
    descriptionEn: row.description_en,
    ...benefitView(row.terms),
    usesTotal: row.terms.usesTotal,
    stockTotal: row.total_stock,
    stockLeft: row.total_stock === null ? null : Math.max(0, row.total_stock - used),
    perMember: row.per_member,
    claimStartsAt: row.claim_from?.epochMilliseconds ?? null,
    claimEndsAt: row.claim_to?.epochMilliseconds ?? null,
    validity: row.validity,
    claimedByMe,
    runsFrom: row.runs_from?.epochMilliseconds ?? null,
    runsTo: row.runs_to?.epochMilliseconds ?? null,
  };
}

/** A version as its operators see it. */
export const VersionSchema = T.Object({
  version: T.Integer(),
  title: T.String(),
  titleEn: text,
  description: text,
  descriptionEn: text,
  benefit: BenefitSchema,
  thresholdMinor: Nullable(Minor),
  productScope: T.String({ description: "all | list" }),
  products: T.Integer({ description: "how many the list has" }),
  usesTotal: T.Integer(),
  stackable: T.Boolean(),
  payers: T.Array(PayerSchema),
  validity: Nullable(ValidityDaysSchema),
  trigger: TriggerSchema,
  category: CategorySchema,
  rule: Nullable(RuleSchema),
  stores: T.Union([T.Object({ unitId: Id }), T.Object({ storeIds: T.Array(Id) })]),
  claimStartsAt: Nullable(Millis),
  claimEndsAt: Nullable(Millis),
  totalStock: Nullable(T.Integer()),
  perMember: Nullable(T.Integer()),
  limits: LimitsSchema,
  bearer: T.Boolean(),
  giftTimes: T.Integer({ description: "how many times a voucher may be given to a friend" }),
  selfClaim: T.Boolean({ description: "members may claim it by themselves" }),
  savedAt: Millis,
  publishedAt: Nullable(Millis),
});

export function versionView(
  row: OfferVersionsTable,
  more: { readonly products: number; readonly storeIds: readonly string[] },
): Static<typeof VersionSchema> {
  const { terms } = row;
  return {
    version: row.version,
    title: row.title,
    titleEn: row.title_en,
    description: row.description,
    descriptionEn: row.description_en,
    benefit: terms.benefit,
    thresholdMinor: terms.thresholdMinor,
    productScope: terms.productScope,
    products: more.products,
    usesTotal: terms.usesTotal,
    stackable: terms.stackable,
    payers: terms.payers,
    validity: row.validity,
    trigger: row.trigger,
    category: row.category,
    rule: row.rule && { ...row.rule, payers: terms.payers },
    stores: row.scope_unit_id
      ? { unitId: row.scope_unit_id }
      : { storeIds: [...more.storeIds] },
    claimStartsAt: row.claim_from?.epochMilliseconds ?? null,
    claimEndsAt: row.claim_to?.epochMilliseconds ?? null,
    totalStock: row.total_stock,
    perMember: row.per_member,
    limits: { claim: [...row.limits.claim], redeem: [...row.limits.redeem] },
    bearer: row.bearer,
    giftTimes: row.gift_times,
    selfClaim: row.self_claim,
    savedAt: row.saved_at.epochMilliseconds,
    publishedAt: row.published_at?.epochMilliseconds ?? null,
  };
}

export const OfferSchema = T.Object({
  offerId: Id,
  unitId: Id,
  externalCode: text,
  campaignId: Nullable(Id),
  state: T.String({ description: "draft | published | paused | ended" }),
  liveVersion: Nullable(T.Integer()),
  draftVersion: Nullable(T.Integer()),
  createdAt: Millis,
  publishedAt: Nullable(Millis),
  endedAt: Nullable(Millis),
});

export function offerView(row: OffersTable): Static<typeof OfferSchema> {
  return {
    offerId: row.offer_id,
    unitId: row.unit_id,
    externalCode: row.external_code,
    campaignId: row.campaign_id,
    state: row.state,
    liveVersion: row.live_version,
    draftVersion: row.draft_version,
    createdAt: row.created_at.epochMilliseconds,
    publishedAt: row.published_at?.epochMilliseconds ?? null,
    endedAt: row.ended_at?.epochMilliseconds ?? null,
  };
}
