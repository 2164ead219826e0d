export type Audience = "everyone" | "out_of_town" | "granted";

export interface RulesTable {
  brand_id: string;
  rule_id: string;
  unit_id: string;
  name: string;
  name_en: string | null;
  audience: Audience;
  per: "ever" | "year";
  scope_unit_ids: string[] | null;
  valid_days: number;
  state: "active" | "ended";
  created_at: Temporal.Instant;
  ended_at: Temporal.Instant | null;
}

export interface EntitlementsTable {
  brand_id: string;
  entitlement_id: string;
  rule_id: string;
  member_id: string;
  period: string;
  home_city: string | null;
  taken_at: Temporal.Instant;
  valid_to: Temporal.Instant;
  used_at: Temporal.Instant | null;
  redemption_id: string | null;
  recalled_at: Temporal.Instant | null;
}

export interface EntitlementTables {
  "wallet.entitlement_rules": RulesTable;
  "wallet.entitlements": EntitlementsTable;
}
