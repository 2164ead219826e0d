import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Minor } from "#platform/schema.ts";

defineEvents("settlement", {
  "settlement.period_closed": T.Object({
    period: T.String(),
    lines: T.Integer(),
    payments: T.Integer(),
    grossMinor: Minor,
  }),
  /** unitId = who paid. */
  "settlement.payment_marked": T.Object({
    paymentId: Id,
    period: T.String(),
    toUnitId: Id,
    amountMinor: Minor,
  }),
});
