/** The one table of an order's life; docs/guides/orders.md prints it, a test compares both. */
export const orderStates = [
  "awaiting_payment", "confirmed", "owed", "paid", "handed_over", "accepted", "cancelled",
  "expired", "returned",
] as const;
export type OrderState = (typeof orderStates)[number];

export const paymentKinds = ["online", "in_store", "on_delivery"] as const;
/** online: before the hand-over by a provider; the others: at the till or the door. */
export type PaymentKind = (typeof paymentKinds)[number];

export type Step =
  | "pay" | "hand_over" | "accept" | "accept_by_time" | "cancel" | "expire" | "return_all";

interface Row {
  readonly from: OrderState;
  readonly step: Step;
  readonly to: OrderState;
  /** Absent: of every kind. */
  readonly kinds?: readonly PaymentKind[];
}

const atStore: readonly PaymentKind[] = ["in_store", "on_delivery"];

export const steps: readonly Row[] = [
  { from: "awaiting_payment", step: "pay", to: "paid", kinds: ["online"] },
  { from: "awaiting_payment", step: "cancel", to: "cancelled", kinds: ["online"] },
  { from: "awaiting_payment", step: "expire", to: "expired", kinds: ["online"] },
  { from: "confirmed", step: "pay", to: "paid", kinds: atStore },
  { from: "confirmed", step: "hand_over", to: "owed", kinds: ["on_delivery"] },
  { from: "confirmed", step: "cancel", to: "cancelled", kinds: atStore },
  { from: "owed", step: "pay", to: "handed_over", kinds: ["on_delivery"] },
  { from: "owed", step: "cancel", to: "cancelled", kinds: ["on_delivery"] },
  { from: "paid", step: "hand_over", to: "handed_over" },
  { from: "paid", step: "return_all", to: "returned" },
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

/** The state that a new order starts in. */
export const firstState = (kind: PaymentKind, totalMinor: number): OrderState =>
  totalMinor === 0 ? "paid" : kind === "online" ? "awaiting_payment" : "confirmed";
