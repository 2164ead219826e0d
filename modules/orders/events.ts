import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Minor, Nullable } from "#platform/schema.ts";
import { orderStates, paymentKinds } from "./states.ts";

const order = { orderId: Id };
const state = T.Union(orderStates.map((one) => T.Literal(one)));
const source = {
  campaignId: Nullable(Id),
  channelId: Nullable(Id),
  sourceCodeId: Nullable(Id),
};
const shares = T.Array(T.Object({ party: T.String(), amountMinor: Minor }));
const benefits = T.Array(
  T.Object({ offerId: T.String(), voucherId: Nullable(Id), amountMinor: Minor, shares }),
);
/** What was paid, or given back, beside each other. */
const parts = {
  storedValueMinor: Minor,
  pointsMinor: Minor,
};

/** unitId = the order's store; memberId = who ordered. */
export const orderEvents = defineEvents("orders", {
  "orders.placed": T.Object({
    ...order,
    ...source,
    paymentKind: T.Union(paymentKinds.map((one) => T.Literal(one))),
    totalMinor: Minor,
    dueMinor: Minor,
    pointsUsed: T.Integer(),
    ...parts,
    units: T.Integer(),
    benefits,
  }),
  "orders.stepped": T.Object({ ...order, step: T.String(), from: state, to: state }),
  "orders.step_refused": T.Object({ ...order, step: T.String(), state }),
  "orders.payment_started": T.Object({ ...order, paymentId: Id, amountMinor: Minor }),
  "orders.paid": T.Object({ ...order, ...source, paymentId: Nullable(Id), amountMinor: Minor }),
  "orders.paid_up": T.Object({
    ...order,
    ...source,
    totalMinor: Minor,
    moneyMinor: Minor,
    pointsUsed: T.Integer(),
    ...parts,
    benefits,
  }),
  "orders.payment_closed": T.Object({ ...order, paymentId: Id }),
  "orders.refund_started": T.Object({
    ...order,
    refundId: Id,
    amountMinor: Minor,
    moneyMinor: Minor,
    points: T.Integer(),
    ...parts,
    benefits,
  }),
  "orders.refunded": T.Object({ ...order, ...source, refundId: Id, amountMinor: Minor }),
  "orders.refund_failed": T.Object({ ...order, refundId: Id }),
  "orders.refund_sent_again": T.Object({ ...order, refundId: Id }),
  "orders.notice_closed": T.Object({ provider: T.String(), noticeId: T.String() }),
  "orders.notice_unmatched": T.Object({
    provider: T.String(),
    noticeId: T.String(),
    outcome: T.String(),
    amountMinor: Minor,
  }),
  "orders.fees_booked": T.Object({
    provider: T.String(),
    lines: T.Integer(),
    amountMinor: Minor,
  }),
  "orders.balance_due": T.Object({ ...order, amountMinor: Minor, untilMs: T.Integer() }),
  "orders.deposit_kept": T.Object({ ...order, amountMinor: Minor }),
  "orders.presale_saved": T.Object({
    productId: Id,
    balanceFromMs: T.Integer(),
    balanceToMs: T.Integer(),
  }),
  "orders.presale_ended": T.Object({ productId: Id }),
  "orders.settings_saved": T.Object({ payMinutes: T.Integer(), acceptDays: T.Integer() }),
});
