export type BatchState = "making" | "ready" | "recalling" | "recalled";

export interface BatchRow {
  brand_id: string;
  batch_id: string;
  offer_id: string;
  offer_version: number;
  name: string;
  source: "made" | "imported";
  state: BatchState;
  wanted: number;
  made: number;
  reserved: number;
  recalled_to: number;
  recalled: number;
  recall_reason: string | null;
  stock_key: string;
  campaign_id: string | null;
  usable_to: Temporal.Instant;
  sealed_key: Buffer | null;
  shapes: string[];
  created_at: Temporal.Instant;
}
