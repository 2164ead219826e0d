import type { RefundPolicy } from "#packages/pricing/index.ts";
import type { OrderState, PaymentKind } from "./states.ts";

/** What happens to a deposit whose balance is not paid. */
export type UnpaidRule = "keep" | "return";

export interface OrdersTable {
  brand_id: string;
  order_id: string;
  number: string;
  member_id: string | null;
  store_id: string;
  payment_kind: PaymentKind;
  state: OrderState;
  currency: string;
  total_minor: number;
  paid_minor: number;
  refunded_minor: number;
  points_used: number;
  points_minor: number;
  stored_value_minor: number;
  points_back: number;
  points_back_minor: number;
  stored_value_back_minor: number;
  /** What is paid first, in money; 0: it is no presale. */
  deposit_minor: number;
  balance_from: Temporal.Instant | null;
  balance_to: Temporal.Instant | null;
  unpaid_rule: UnpaidRule | null;
  record: object;
  refund_state: object | null;
  campaign_id: string | null;
  channel_id: string | null;
  source_code_id: string | null;
  reservation_id: string | null;
  note: string | null;
  placed_at: Temporal.Instant;
  pay_until: Temporal.Instant | null;
  paid_at: Temporal.Instant | null;
  handed_over_at: Temporal.Instant | null;
  accept_at: Temporal.Instant | null;
  ended_at: Temporal.Instant | null;
}

export interface LinesTable {
  brand_id: string;
  order_id: string;
  line_id: string;
  place: number;
  product_id: string;
  variant_id: string | null;
  name: string;
  name_en: string | null;
  quantity: number;
  initial_minor: number;
  payable_minor: number;
  returned: number;
}

export interface PaymentsTable {
  brand_id: string;
  payment_id: string;
  order_id: string;
  provider: string;
  method: "link" | "qr" | "pay_code" | "cash" | "terminal";
  trade_no: string;
  amount_minor: number;
  state: "started" | "paid" | "closed";
  link: string | null;
  provider_ref: string | null;
  started_at: Temporal.Instant;
  started_by: string | null;
  ended_at: Temporal.Instant | null;
  ask_at: Temporal.Instant | null;
  asked: number;
}

export type RefundReason =
  "changed_mind" | "faulty" | "wrong_item" | "late_payment" | "cancelled" | "balance_unpaid"
  | "other";

export interface RefundsTable {
  brand_id: string;
  refund_id: string;
  order_id: string;
  payment_id: string | null;
  refund_no: string;
  amount_minor: number;
  stored_value_minor: number;
  points: number;
  points_minor: number;
  policy: RefundPolicy;
  reason: RefundReason;
  note: string | null;
  effect: object;
  restocked: boolean;
  state: "started" | "done" | "failed";
  failure: string | null;
  started_at: Temporal.Instant;
  started_by: string | null;
  ended_at: Temporal.Instant | null;
  ask_at: Temporal.Instant | null;
  asked: number;
}

export type NoticeOutcome =
  "posted" | "known" | "late" | "unknown_trade" | "amount_differs" | "failed";

export interface PresalesTable {
  brand_id: string;
  product_id: string;
  deposit_minor: number | null;
  deposit_bps: number | null;
  worth_minor: number | null;
  deposit_from: Temporal.Instant;
  deposit_to: Temporal.Instant;
  balance_from: Temporal.Instant;
  balance_to: Temporal.Instant;
  unpaid_rule: UnpaidRule;
  saved_at: Temporal.Instant;
}

export interface OrderTables {
  "orders.orders": OrdersTable;
  "orders.lines": LinesTable;
  "orders.voucher_uses": {
    brand_id: string;
    use_id: string;
    order_id: string;
    voucher_id: string;
    discount_minor: number;
    given_back_at: Temporal.Instant | null;
  };
  "orders.payments": PaymentsTable;
  "orders.refunds": RefundsTable;
  "orders.notices": {
    brand_id: string;
    provider: string;
    notice_id: string;
    kind: "payment" | "refund";
    trade_no: string;
    amount_minor: number;
    currency: string;
    outcome: NoticeOutcome;
    order_id: string | null;
    received_at: Temporal.Instant;
    settled_at: Temporal.Instant | null;
  };
  "orders.refused_steps": {
    brand_id: string;
    refusal_id: string;
    order_id: string;
    state: string;
    step: string;
    actor_kind: string;
    actor_id: string | null;
    at: Temporal.Instant;
  };
  "orders.presales": PresalesTable;
  "orders.settings": {
    brand_id: string;
    pay_minutes: number;
    accept_days: number;
    refund_policy: RefundPolicy;
    vouchers_back: "when_over" | "never";
    saved_at: Temporal.Instant;
  };
}
