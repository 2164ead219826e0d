/** What the shop reads of an order. */
export type OrderState =
  | "awaiting_payment" | "awaiting_balance" | "confirmed" | "owed" | "paid" | "handed_over"
  | "accepted" | "cancelled" | "expired" | "returned";

export interface OrderBrief {
  orderId: string;
  number: string;
  state: OrderState;
  storeName: string;
  storeNameEn: string | null;
  totalMinor: number;
  paidMinor: number;
  refundedMinor: number;
  /** Of the total, what money pays. */
  dueMinor: number;
  /** To be paid next, in money. */
  openMinor: number;
  placedAt: number;
  payUntil: number | null;
  units: number;
  firstName: string;
  firstNameEn: string | null;
}

export interface OrderLine {
  lineId: string;
  name: string;
  nameEn: string | null;
  quantity: number;
  returned: number;
  initialMinor: number;
  payableMinor: number;
}

/** A deposit now, the balance in its days; `keptMinor` is lost if that is not paid. */
export interface PresaleStages {
  depositMinor: number;
  balanceMinor: number;
  balanceFrom: number;
  balanceTo: number;
  unpaidRule: "keep" | "return";
  keptMinor: number;
}

export interface Order extends OrderBrief {
  paymentKind: "online" | "in_store" | "on_delivery" | "deposit";
  pointsUsed: number;
  pointsMinor: number;
  pointsBack: number;
  storedValueMinor: number;
  storedValueBackMinor: number;
  presale: PresaleStages | null;
  acceptAt: number | null;
  lines: OrderLine[];
  gifts: { label: string; quantity: number }[];
  applied: string[];
  payments: { paymentId: string; state: "started" | "paid" | "closed"; amountMinor: number }[];
  refunds: {
    refundId: string;
    state: "started" | "done" | "failed";
    amountMinor: number;
    storedValueMinor: number;
    points: number;
  }[];
  /** What may happen to it next. */
  steps: string[];
}

export interface QuoteQuestion {
  storeId: string;
  lines: {
    lineId: string;
    productId: string;
    variantId?: string | null;
    quantity: number;
  }[];
  choose?: string[];
  usePoints?: number | "most";
  useStoredValueMinor?: number | "most";
}

/** What an order would cost and how it could be paid. */
export interface Quote {
  totalMinor: number;
  dueMinor: number;
  points: {
    balance: number;
    used: number;
    usedMinor: number;
    most: number;
    mostMinor: number;
  } | null;
  storedValue: { principalMinor: number; bonusMinor: number; usedMinor: number } | null;
  presale: (PresaleStages & { worthMinor: number }) | null;
}

export interface OrderQuestion extends QuoteQuestion {
  paymentKind: "online" | "in_store" | "deposit";
  expectedTotalMinor: number;
  expectedDueMinor: number;
  note: string | null;
  fulfilment?: "pickup";
}

/** 14 digits as they are read out: 1234 5678 9012 34. */
export const spacedNumber = (number: string): string => number.replace(/(\d{4})(?=\d)/g, "$1 ");
