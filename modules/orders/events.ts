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
const benefits = T.Array(
  T.Object({ offerId: T.String(), voucherId: Nullable(Id), amountMinor: Minor }),
);

/** unitId = the order's store; memberId = who ordered. */
export const orderEvents = defineEvents("orders", {
  "orders.placed": T.Object({
    ...order,
    ...source,
    paymentKind: T.Union(paymentKinds.map((one) => T.Literal(one))),
    totalMinor: Minor,
    units: T.Integer(),
    benefits,
  }),
  "orders.stepped": T.Object({ ...order, step: T.String(), from: state, to: state }),
  "orders.step_refused": T.Object({ ...order, step: T.String(), state }),
  "orders.payment_started": T.Object({ ...order, paymentId: Id, amountMinor: Minor }),
  "orders.paid": T.Object({ ...order, ...source, paymentId: Nullable(Id), amountMinor: Minor }),
  "orders.payment_closed": T.Object({ ...order, paymentId: Id }),
  "orders.refund_started": T.Object({ ...order, refundId: Id, amountMinor: Minor, benefits }),
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
  "orders.settings_saved": T.Object({ payMinutes: T.Integer(), acceptDays: T.Integer() }),
});
