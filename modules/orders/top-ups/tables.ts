export interface TopUpsTable {
  brand_id: string;
  top_up_id: string;
  member_id: string;
  unit_id: string;
  provider: string;
  method: "link" | "qr" | "cash" | "terminal";
  trade_no: string;
  pay_minor: number;
  bonus_minor: number;
  state: "started" | "paid" | "closed";
  link: string | null;
  provider_ref: string | null;
  started_at: Temporal.Instant;
  started_by: string | null;
  pay_until: Temporal.Instant;
  ended_at: Temporal.Instant | null;
  asked: number;
}

export interface TopUpRefundsTable {
  brand_id: string;
  refund_id: string;
  lot_id: string;
  member_id: string;
  unit_id: string;
  top_up_id: string | null;
  provider: string;
  store_id: string | null;
  refund_no: string;
  amount_minor: number;
  state: "started" | "done" | "failed";
  failure: string | null;
  started_at: Temporal.Instant;
  started_by: string | null;
  ended_at: Temporal.Instant | null;
  asked: number;
}

export interface TopUpTables {
  "orders.top_ups": TopUpsTable;
  "orders.top_up_refunds": TopUpRefundsTable;
}
