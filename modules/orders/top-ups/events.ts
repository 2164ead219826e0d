import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Minor } from "#platform/schema.ts";

const topUp = { topUpId: Id };
const refund = { refundId: Id, lotId: Id };

/** unitId = who takes the money in or pays it out; memberId = whose balance it is. */
defineEvents("orders", {
  "orders.top_up_started": T.Object({ ...topUp, payMinor: Minor, bonusMinor: Minor }),
  "orders.topped_up": T.Object({ ...topUp, payMinor: Minor, bonusMinor: Minor }),
  "orders.top_up_closed": T.Object(topUp),
  "orders.top_up_refund_started": T.Object({ ...refund, amountMinor: Minor }),
  "orders.top_up_refunded": T.Object({ ...refund, amountMinor: Minor, heldByUnitId: Id }),
  "orders.top_up_refund_failed": T.Object(refund),
  "orders.top_up_refund_sent_again": T.Object(refund),
});
