import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Millis, Minor, Nullable, Word } from "#platform/schema.ts";

const order = { orderId: Id };

/** unitId = the store that hands over; memberId = who collects. */
defineEvents("orders", {
  "orders.pickup_opened": T.Object(order),
  "orders.pickup_ready": T.Object(order),
  /** For whoever sends messages: the goods wait since it was paid. */
  "orders.pickup_reminded": T.Object({ ...order, paidAt: Nullable(Millis), releaseAt: Millis }),
  "orders.pickup_overdue": T.Object({ ...order, rule: Word("refund", "keep"), refundMinor: Minor }),
  "orders.pickup_collected": T.Object({ ...order, redemptionId: Nullable(Id) }),
  "orders.pickup_undone": T.Object({ ...order, redemptionId: Id }),
  "orders.pickup_settings_saved": T.Object({
    remindDays: T.Integer(),
    releaseDays: T.Integer(),
    uncollected: Word("refund", "keep"),
  }),
});
