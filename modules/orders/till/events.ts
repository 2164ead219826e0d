import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Minor, Nullable } from "#platform/schema.ts";

/** unitId = the store; memberId = who bought, where that is known. */
defineEvents("orders", {
  "orders.till_sold": T.Object({
    orderId: Id,
    memberBy: Nullable(T.Union([T.Literal("code"), T.Literal("phone")])),
    givenMinor: Nullable(Minor),
  }),
  "orders.receipt_printed": T.Object({
    orderId: Id,
    printNo: T.Integer(),
    paper: T.Integer(),
  }),
});
