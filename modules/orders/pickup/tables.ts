export type OverdueRule = "refund" | "keep";

export interface PickupsTable {
  brand_id: string;
  order_id: string;
  store_id: string;
  ready_at: Temporal.Instant | null;
  ready_by: string | null;
  remind_at: Temporal.Instant | null;
  reminded_at: Temporal.Instant | null;
  release_at: Temporal.Instant | null;
  overdue_at: Temporal.Instant | null;
  overdue_rule: OverdueRule | null;
  collected_at: Temporal.Instant | null;
  redemption_id: string | null;
}

export interface PickupTables {
  "orders.pickups": PickupsTable;
  "orders.pickup_settings": {
    brand_id: string;
    remind_days: number;
    release_days: number;
    uncollected: OverdueRule;
    saved_at: Temporal.Instant;
  };
}
