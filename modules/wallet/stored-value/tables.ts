import type { UseOrder } from "./split.ts";

export interface TopUpOffer {
  readonly payMinor: number;
  readonly bonusMinor: number;
}

export const issuers = ["group", "brand", "scale", "other"] as const;
export type Issuer = (typeof issuers)[number];

interface SettingsTable {
  brand_id: string;
  is_on: boolean;
  use_order: UseOrder;
  issuer: Issuer;
  most_minor: number;
  used_bonus: "keep" | "charge";
  refund_later: boolean;
  offers: readonly TopUpOffer[];
  contract_version: number;
  closes_on: string | null;
  saved_at: Temporal.Instant;
}

export interface CardsTable {
  brand_id: string;
  card_id: string;
  member_id: string;
  number: string;
  state: "in_use" | "blocked" | "replaced";
  made_at: Temporal.Instant;
  blocked_at: Temporal.Instant | null;
  ended_at: Temporal.Instant | null;
}

export interface LotsTable {
  brand_id: string;
  lot_id: string;
  member_id: string;
  unit_id: string;
  source: "top_up" | "gift_card";
  source_id: string;
  principal_minor: number;
  bonus_minor: number;
  principal_left: number;
  bonus_left: number;
  refunded_minor: number;
  made_at: Temporal.Instant;
}

export interface UsesTable {
  brand_id: string;
  use_id: string;
  order_id: string;
  key: string;
  member_id: string;
  store_id: string;
  use_order: UseOrder;
  principal_minor: number;
  bonus_minor: number;
  used_at: Temporal.Instant;
}

export interface SlicesTable {
  brand_id: string;
  use_id: string;
  place: number;
  lot_id: string;
  part: "principal" | "bonus";
  amount_minor: number;
  back_minor: number;
}

export interface StoredTables {
  "wallet.stored_settings": SettingsTable;
  "wallet.stored_contracts": {
    brand_id: string;
    version: number;
    words: string;
    words_en: string | null;
    hash: string;
    made_at: Temporal.Instant;
  };
  "wallet.stored_acceptances": {
    brand_id: string;
    member_id: string;
    version: number;
    hash: string;
    accepted_at: Temporal.Instant;
    accepted_where: "shop" | "till";
    staff_id: string | null;
  };
  "wallet.stored_cards": CardsTable;
  "wallet.stored_lots": LotsTable;
  "wallet.stored_uses": UsesTable;
  "wallet.stored_slices": SlicesTable;
  "wallet.stored_returns": {
    brand_id: string;
    order_id: string;
    key: string;
    principal_minor: number;
    bonus_minor: number;
    returned_at: Temporal.Instant;
  };
}
