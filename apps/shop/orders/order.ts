/** What the shop reads of an order. */
export type OrderState =
  | "awaiting_payment" | "confirmed" | "owed" | "paid" | "handed_over" | "accepted"
  | "cancelled" | "expired" | "returned";

export interface OrderBrief {
  orderId: string;
  number: string;
  state: OrderState;
  storeName: string;
  storeNameEn: string | null;
  totalMinor: number;
  paidMinor: number;
  refundedMinor: number;
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

export interface Order extends OrderBrief {
  paymentKind: "online" | "in_store" | "on_delivery";
  acceptAt: number | null;
  lines: OrderLine[];
  gifts: { label: string; quantity: number }[];
  applied: string[];
  payments: { paymentId: string; state: "started" | "paid" | "closed"; amountMinor: number }[];
  refunds: { refundId: string; state: "started" | "done" | "failed"; amountMinor: number }[];
  /** What may happen to it next. */
  steps: string[];
}

export interface OrderQuestion {
  storeId: string;
  paymentKind: "online" | "in_store";
  lines: {
    lineId: string;
    productId: string;
    variantId?: string | null;
    quantity: number;
  }[];
  choose?: string[];
  expectedTotalMinor: number;
  note: string | null;
}

/** 14 digits as they are read out: 1234 5678 9012 34. */
export const spacedNumber = (number: string): string => number.replace(/(\d{4})(?=\d)/g, "$1 ");
