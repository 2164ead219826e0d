export type Earn = "visit" | "amount" | "category";
export type VisitRule = "day_store" | "day" | "minutes";
export type StampWay = "code" | "staff" | "order" | "redemption";

export interface ProgrammesTable {
  brand_id: string;
  programme_id: string;
  unit_id: string;
  name: string;
  name_en: string | null;
  state: "draft" | "active" | "ended";
  needed: number;
  reward_kind: "offer" | "entitlement";
  reward_id: string;
  reward_name: string;
  reward_name_en: string | null;
  scope_unit_ids: string[] | null;
  earn: Earn;
  per_minor: number | null;
  category_ids: string[] | null;
  visit_rule: VisitRule | null;
  visit_minutes: number | null;
  card_days: number | null;
  ends_at: Temporal.Instant | null;
  created_at: Temporal.Instant;
  started_at: Temporal.Instant | null;
  ended_at: Temporal.Instant | null;
}

export interface CardsTable {
  brand_id: string;
  programme_id: string;
  member_id: string;
  card_no: number;
  held: number;
  lapsed: number;
  opened_at: Temporal.Instant | null;
  expires_at: Temporal.Instant | null;
}

export interface StampsTable {
  brand_id: string;
  stamp_id: string;
  programme_id: string;
  member_id: string;
  card_no: number;
  way: StampWay;
  cause: string;
  visit_key: string | null;
  store_id: string | null;
  staff_id: string | null;
  count: number;
  removed: number;
  at: Temporal.Instant;
  removed_at: Temporal.Instant | null;
  lapsed_at: Temporal.Instant | null;
}

export interface RewardsTable {
  brand_id: string;
  reward_id: string;
  programme_id: string;
  member_id: string;
  card_no: number;
  needed: number;
  right_id: string | null;
  completed_at: Temporal.Instant;
  taken_back_at: Temporal.Instant | null;
}

export interface StampTables {
  "wallet.stamp_programmes": ProgrammesTable;
  "wallet.stamp_cards": CardsTable;
  "wallet.stamps": StampsTable;
  "wallet.stamp_rewards": RewardsTable;
}
