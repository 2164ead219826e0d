import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id } from "#platform/schema.ts";

const item = { itemId: Id, offerId: Id, points: T.Integer() };
const exchange = { exchangeId: Id, itemId: Id, points: T.Integer(), voucherId: Id };

/** memberId = who exchanged. */
defineEvents("mall", {
  "mall.item_saved": T.Object({ ...item, shown: T.Boolean() }),
  "mall.exchanged": T.Object(exchange),
  "mall.exchange_undone": T.Object({ ...exchange, reason: T.String() }),
});
