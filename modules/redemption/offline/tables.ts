export interface PoliciesTable {
  brand_id: string;
  unit_id: string;
  device_count: number;
  device_value_minor: number;
  store_count: number;
  store_value_minor: number;
  contactless_seconds: number;
  statement_seconds: number;
  second_use: "honour" | "refuse";
  loss_bearer: "brand" | "store";
  changed_at: Temporal.Instant;
}

export interface DevicesTable {
  brand_id: string;
  device_id: string;
  store_id: string;
  name: string;
  public_key: Buffer;
  enrolled_at: Temporal.Instant;
  revoked_at: Temporal.Instant | null;
  last_sequence: number;
  last_hash: string;
  contact_at: Temporal.Instant;
  seen_at: Temporal.Instant;
}

export interface StatementsTable {
  brand_id: string;
  serial: string;
  right_kind: string;
  right_id: string;
  store_id: string;
  not_before: Temporal.Instant;
  until: Temporal.Instant;
  hold_until: Temporal.Instant;
}

export interface RecordsTable {
  brand_id: string;
  device_id: string;
  sequence: number;
  mark: string;
  text: string;
  signature: string;
  in_chain: boolean;
  outcome: string;
  reason: string | null;
  redemption_id: string | null;
  conflict_id: string | null;
  received_at: Temporal.Instant;
}

export interface ConflictsTable {
  brand_id: string;
  conflict_id: string;
  device_id: string;
  sequence: number;
  store_id: string;
  right_kind: string;
  right_id: string;
  code: string;
  first_redemption_id: string | null;
  decision: "honoured" | "refused";
  owner_unit_id: string;
  loss_minor: number | null;
  bill_minor: number | null;
  used_at: Temporal.Instant;
  recorded_at: Temporal.Instant;
  undone_at: Temporal.Instant | null;
}

export interface OfflineTables {
  "redemption.offline_policies": PoliciesTable;
  "redemption.offline_offers": { brand_id: string; offer_id: string; allowed_at: Temporal.Instant };
  "redemption.offline_devices": DevicesTable;
  "redemption.offline_statements": StatementsTable;
  "redemption.offline_records": RecordsTable;
  "redemption.offline_conflicts": ConflictsTable;
}
