/** The one table of an order's life; docs/guides/orders.md prints it, a test compares both. */
export const orderStates = [
  "awaiting_payment", "awaiting_balance", "confirmed", "owed", "paid", "handed_over", "accepted",
  "cancelled", "expired", "returned",
] as const;
export type OrderState = (typeof orderStates)[number];

export const paymentKinds = ["online", "in_store", "on_delivery", "deposit"] as const;
/**
 * online: before the hand-over by a provider; deposit: a part now, the balance in its own days;
 * the others: at the till or the door.
 */
export type PaymentKind = (typeof paymentKinds)[number];

export type Step =
  | "pay" | "pay_deposit" | "hand_over" | "undo_hand_over" | "accept" | "accept_by_time"
  | "cancel" | "expire"
  | "return_all";

interface Row {
  readonly from: OrderState;
  readonly step: Step;
  readonly to: OrderState;
  /** Absent: of every kind. */
  readonly kinds?: readonly PaymentKind[];
}

const atStore: readonly PaymentKind[] = ["in_store", "on_delivery"];
const ahead: readonly PaymentKind[] = ["online", "deposit"];

export const steps: readonly Row[] = [
  { from: "awaiting_payment", step: "pay", to: "paid", kinds: ahead },
  { from: "awaiting_payment", step: "pay_deposit", to: "awaiting_balance", kinds: ["deposit"] },
  { from: "awaiting_payment", step: "cancel", to: "cancelled", kinds: ahead },
  { from: "awaiting_payment", step: "expire", to: "expired", kinds: ahead },
  { from: "awaiting_balance", step: "pay", to: "paid", kinds: ["deposit"] },
  { from: "awaiting_balance", step: "cancel", to: "cancelled", kinds: ["deposit"] },
  { from: "awaiting_balance", step: "expire", to: "expired", kinds: ["deposit"] },
  { from: "confirmed", step: "pay", to: "paid", kinds: atStore },
  { from: "confirmed", step: "hand_over", to: "owed", kinds: ["on_delivery"] },
  { from: "confirmed", step: "cancel", to: "cancelled", kinds: atStore },
  { from: "owed", step: "pay", to: "handed_over", kinds: ["on_delivery"] },
  { from: "owed", step: "cancel", to: "cancelled", kinds: ["on_delivery"] },
  { from: "paid", step: "hand_over", to: "handed_over" },
  { from: "paid", step: "return_all", to: "returned" },
  // Of a pickup: its redemption was undone.
  {
    from: "handed_over", step: "undo_hand_over", to: "paid",
    kinds: ["online", "in_store", "deposit"],
  },
  { from: "handed_over", step: "accept", to: "accepted" },
  { from: "handed_over", step: "accept_by_time", to: "accepted" },
  { from: "handed_over", step: "return_all", to: "returned" },
  { from: "accepted", step: "return_all", to: "returned" },
];

/** Where a step leads; null: this order may not take it now. */
export function nextState(
  kind: PaymentKind,
  from: OrderState,
  step: Step,
): OrderState | null {
  const row = steps.find(
    (one) => one.from === from && one.step === step && (one.kinds?.includes(kind) ?? true),
  );
  return row?.to ?? null;
}

/** Steps that an order may take now, in the table's order. */
export const stepsFrom = (kind: PaymentKind, from: OrderState): Step[] =>
  steps
    .filter((one) => one.from === from && (one.kinds?.includes(kind) ?? true))
    .map((one) => one.step);

/** The state that a new order starts in; `dueMinor`: what money is to pay of it. */
export const firstState = (kind: PaymentKind, dueMinor: number): OrderState =>
  dueMinor === 0 ? "paid" : ahead.includes(kind) ? "awaiting_payment" : "confirmed";
