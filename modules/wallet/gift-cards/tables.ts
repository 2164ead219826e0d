export interface GiftBatchesTable {
  brand_id: string;
  batch_id: string;
  name: string;
  how: "sold" | "given";
  unit_id: string;
  face_minor: number;
  made: number;
  valid_to: string;
  sealed_key: Buffer;
  recalled_at: Temporal.Instant | null;
  recall_reason: string | null;
  created_at: Temporal.Instant;
}

export interface GiftCardsTable {
  brand_id: string;
  batch_id: string;
  number: number;
  code_hmac: Buffer;
  last4: string;
  state: "unsold" | "active" | "redeemed" | "recalled";
  unit_id: string;
  member_id: string | null;
  sold_at: Temporal.Instant | null;
  redeemed_at: Temporal.Instant | null;
}

export interface GiftCardTables {
  "wallet.gift_card_batches": GiftBatchesTable;
  "wallet.gift_cards": GiftCardsTable;
}
