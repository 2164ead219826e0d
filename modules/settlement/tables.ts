export interface DebtsTable {
  brand_id: string;
  debt_id: string;
  event_id: string;
  place: number;
  kind: "offer" | "stored_value" | "points";
  cause_kind: "redemption" | "order" | "refund";
  cause_id: string;
  offer_id: string | null;
  party: string | null;
  debtor_unit_id: string;
  creditor_unit_id: string;
  amount_minor: number;
  occurred_at: Temporal.Instant;
  period: string;
}

export interface PaymentsTable {
  brand_id: string;
  payment_id: string;
  period: string;
  from_unit_id: string;
  to_unit_id: string;
  amount_minor: number;
  paid_at: Temporal.Instant | null;
  paid_by: string | null;
  note: string | null;
}

export interface SettlementTables {
  "settlement.debts": DebtsTable;
  "settlement.statements": {
    brand_id: string;
    period: string;
    closed_at: Temporal.Instant;
    closed_by: string | null;
    lines: number;
  };
  "settlement.payments": PaymentsTable;
}
