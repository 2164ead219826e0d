export interface ShowCodesTable {
  brand_id: string;
  code_id: string;
  right_kind: string;
  right_id: string;
  member_id: string;
  token_hash: Buffer;
  shown_at: Temporal.Instant;
  accepted_until: Temporal.Instant;
  spoken_until: Temporal.Instant;
  redemption_id: string | null;
}

export interface RedemptionsTable {
  brand_id: string;
  redemption_id: string;
  prepare_id: string;
  permanent_key: string | null;
  right_kind: string;
  right_id: string;
  code_id: string | null;
  offer_id: string | null;
  member_id: string | null;
  store_id: string | null;
  title: string;
  title_en: string | null;
  actor_kind: string;
  actor_id: string | null;
  device_id: string | null;
  bill_minor: number | null;
  discount_minor: number | null;
  payable_minor: number | null;
  shares: object | null;
  campaign_id: string | null;
  channel_id: string | null;
  source_code_id: string | null;
  new_member: boolean;
  committed_at: Temporal.Instant;
  recorded_at: Temporal.Instant;
  undone_at: Temporal.Instant | null;
  undone_by: string | null;
  undo_reason: string | null;
  undo_note: string | null;
}

export interface RedemptionTables {
  "redemption.show_codes": ShowCodesTable;
  "redemption.spoken_numbers": {
    brand_id: string;
    number_hash: Buffer;
    code_id: string;
    open_until: Temporal.Instant;
  };
  "redemption.redemptions": RedemptionsTable;
}
