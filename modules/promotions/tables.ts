import type { Category, OfferTerms, StackingPolicy } from "#packages/pricing/index.ts";
import type { OfferLimits } from "./limit-rules.ts";
import type { RuleInput, Trigger } from "./rule-input.ts";

export type OfferState = "draft" | "published" | "paused" | "ended";

export interface OffersTable {
  brand_id: string;
  offer_id: string;
  unit_id: string;
  external_code: string | null;
  campaign_id: string | null;
  state: OfferState;
  live_version: number | null;
  draft_version: number | null;
  created_at: Temporal.Instant;
  published_at: Temporal.Instant | null;
  ended_at: Temporal.Instant | null;
  /** Given by what reserved it alone, such as the points mall. */
  reserved: boolean;
}

/** The validity in days of the brand's calendar; both days of "fixed" are inside. */
export type ValidityDays =
  | { readonly kind: "fixed"; readonly fromDay: string; readonly toDay: string }
  | { readonly kind: "days"; readonly days: number };

export interface OfferVersionsTable {
  brand_id: string;
  offer_id: string;
  version: number;
  title: string;
  title_en: string | null;
  description: string | null;
  description_en: string | null;
  terms: OfferTerms;
  /** Null: automatic. */
  validity: ValidityDays | null;
  trigger: Trigger;
  /** Null: a plain voucher. */
  rule: RuleInput | null;
  category: Category;
  runs_from: Temporal.Instant | null;
  runs_to: Temporal.Instant | null;
  scope_unit_id: string | null;
  claim_from: Temporal.Instant | null;
  claim_to: Temporal.Instant | null;
  total_stock: number | null;
  per_member: number | null;
  limits: OfferLimits;
  bearer: boolean;
  gift_times: number;
  self_claim: boolean;
  saved_at: Temporal.Instant;
  published_at: Temporal.Instant | null;
}

export interface PromotionsTables {
  "promotions.offers": OffersTable;
  "promotions.offer_versions": OfferVersionsTable;
  "promotions.offer_stores": {
    brand_id: string;
    offer_id: string;
    version: number;
    store_id: string;
  };
  "promotions.offer_products": {
    brand_id: string;
    offer_id: string;
    product_id: string;
    from_version: number;
  };
  "promotions.stacking_policies": {
    brand_id: string;
    version: number;
    policy: StackingPolicy;
    saved_at: Temporal.Instant;
  };
  "promotions.book_revisions": { brand_id: string; revision: string; places: string };
}
