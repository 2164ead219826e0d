import type { OrdersTable } from "../tables.ts";

type Parts = Pick<OrdersTable, "total_minor" | "points_minor" | "stored_value_minor">;

/** What money pays of an order: its total without what points and stored value pay. */
export const dueOf = (order: Parts): number =>
  order.total_minor - order.points_minor - order.stored_value_minor;

/** What points are earned on, and what a return takes back of it: money and stored value. */
export const earningOf = (order: Parts): number => order.total_minor - order.points_minor;

type Paid = Pick<OrdersTable, "paid_minor" | "refunded_minor">;
type Staged = Parts & Paid & Pick<OrdersTable, "state" | "payment_kind" | "deposit_minor">;

/** What was paid and not sent back: a payment that nobody wanted counts for nothing. */
export const heldOf = (order: Paid): number => order.paid_minor - order.refunded_minor;

/** What is to be paid now, in money: of a presale first the deposit, then the rest. */
export function openMinor(order: Staged): number {
  const first = order.payment_kind === "deposit" && order.state === "awaiting_payment";
  const wanted = first ? Math.min(order.deposit_minor, dueOf(order)) : dueOf(order);
  return Math.max(0, wanted - heldOf(order));
}
