import type { LimitRule } from "#modules/limits/index.ts";
import type { OfferTerms } from "#packages/pricing/index.ts";

export interface TermsTable {
  brand_id: string;
  offer_id: string;
  offer_version: number;
  owner_unit_id: string;
  title: string;
  title_en: string | null;
  description: string | null;
  description_en: string | null;
  terms: OfferTerms;
  scope_unit_id: string | null;
  bearer: boolean;
  redeem_rules: readonly LimitRule[];
  gift_times: number;
  created_at: Temporal.Instant;
}

export interface VouchersTable {
  brand_id: string;
  voucher_id: string;
  offer_id: string;
  offer_version: number;
  /** Null: of a code that was redeemed by who brought it. */
  member_id: string | null;
  valid_from: Temporal.Instant;
  valid_to: Temporal.Instant;
  uses_total: number;
  uses_left: number;
  issued_at: Temporal.Instant;
  issued_store_id: string | null;
  campaign_id: string | null;
  channel_id: string | null;
  source_code_id: string | null;
  visitor_id: string | null;
  new_member: boolean;
  taken: object;
  recalled_at: Temporal.Instant | null;
  code_hmac: Buffer | null;
  code_last4: string | null;
  permanent_key: string | null;
  gift_until: Temporal.Instant | null;
  given_at: Temporal.Instant | null;
  gift_of: string | null;
  gifts_made: number;
}

export interface WalletTables {
  "wallet.terms": TermsTable;
  "wallet.term_stores": {
    brand_id: string;
    offer_id: string;
    offer_version: number;
    store_id: string;
  };
  "wallet.vouchers": VouchersTable;
  "wallet.redeem_takings": {
    brand_id: string;
    redemption_id: string;
    voucher_id: string;
    taken: object;
    taken_at: Temporal.Instant;
    given_back_at: Temporal.Instant | null;
    posted: boolean;
  };
}
