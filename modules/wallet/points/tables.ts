import type { Expiry } from "./expiry.ts";

export interface LotRow {
  brand_id: string;
  lot_id: string;
  member_id: string;
  source: "order" | "correction" | "returned";
  order_id: string | null;
  /** What it began with: the sum of the six below. */
  points: number;
  pending: number;
  free: number;
  frozen: number;
  spent: number;
  expired: number;
  taken: number;
  earned_at: Temporal.Instant;
  matures_at: Temporal.Instant;
  expires_at: Temporal.Instant | null;
}

export interface PointsTables {
  "wallet.points_settings": {
    brand_id: string;
    active: boolean;
    earn_points: number;
    earn_minor: number;
    pending_days: number;
    expiry: Expiry;
    step_points: number;
    step_minor: number;
    cap_bps: number;
    saved_at: Temporal.Instant;
  };
  "wallet.points_members": { brand_id: string; member_id: string };
  "wallet.points_lots": LotRow;
  "wallet.points_orders": {
    brand_id: string;
    order_id: string;
    member_id: string;
    lot_id: string;
    basis_minor: number;
    rate_points: number;
    rate_minor: number;
    earned: number;
    taken: number;
    waived: number;
    earned_at: Temporal.Instant;
  };
  "wallet.points_spends": {
    brand_id: string;
    spend_id: string;
    member_id: string;
    points: number;
    amount_minor: number;
    given_back: number;
    spent_at: Temporal.Instant;
  };
  "wallet.points_spend_lots": {
    brand_id: string;
    spend_id: string;
    lot_id: string;
    place: number;
    points: number;
    given_back: number;
  };
  "wallet.points_acts": {
    brand_id: string;
    act_id: string;
    member_id: string;
    kind: "freeze" | "unfreeze" | "correct";
    points: number;
    reason: string;
    staff_id: string | null;
    acted_at: Temporal.Instant;
  };
}
