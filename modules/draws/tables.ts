import type { PlayLimit, PrizeTerms } from "./terms.ts";

export type DrawState = "draft" | "published" | "ended";

export interface DrawsTable {
  brand_id: string;
  draw_id: string;
  unit_id: string;
  state: DrawState;
  name: string;
  name_en: string | null;
  rules: string;
  rules_en: string | null;
  starts_at: Temporal.Instant | null;
  /** Exclusive. */
  ends_at: Temporal.Instant | null;
  prizes: readonly PrizeTerms[];
  limits: readonly PlayLimit[];
  when_gone: "next" | "nothing";
  pool_minor: number;
  commitment: string | null;
  sealed_seed: Buffer | null;
  seed: string | null;
  plays: number;
  created_at: Temporal.Instant;
  published_at: Temporal.Instant | null;
  ended_at: Temporal.Instant | null;
}

export interface PlaysTable {
  brand_id: string;
  draw_id: string;
  number: number;
  play_id: string;
  member_id: string;
  nonce: string;
  prize_no: number | null;
  amount_minor: number | null;
  unavailable: readonly { readonly prizeNo: number; readonly code: string }[];
  taken: readonly { readonly key: string; readonly amount: number }[];
  played_at: Temporal.Instant;
}

export type RecallReason = "mistake" | "fraud" | "erased";

export interface WinsTable {
  brand_id: string;
  play_id: string;
  draw_id: string;
  member_id: string;
  prize_no: number;
  kind: "voucher" | "money";
  amount_minor: number | null;
  voucher_id: string | null;
  won_at: Temporal.Instant;
  paid_at: Temporal.Instant | null;
  paid_reference: string | null;
  recalled_at: Temporal.Instant | null;
  recall_reason: RecallReason | null;
}

export interface DrawsTables {
  "draws.draws": DrawsTable;
  "draws.plays": PlaysTable;
  "draws.wins": WinsTable;
}
