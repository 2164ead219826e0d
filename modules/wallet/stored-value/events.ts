import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Minor } from "#platform/schema.ts";

const parts = { principalMinor: Minor, bonusMinor: Minor };
/** By the unit that took the money in: what it owes the store. */
const from = T.Array(T.Object({ unitId: Id, ...parts }));

/** memberId = whose balance it is; unitId = the store, or who took the money in. */
defineEvents("wallet", {
  "wallet.stored_settings_saved": T.Object({
    isOn: T.Boolean(),
    useOrder: T.String(),
    mostMinor: Minor,
    contractVersion: T.Integer(),
  }),
  "wallet.stored_contract_accepted": T.Object({ version: T.Integer() }),
  "wallet.stored_value_added": T.Object({
    lotId: Id,
    source: T.String(),
    sourceId: Id,
    unitId: Id,
    ...parts,
  }),
  "wallet.stored_value_used": T.Object({ orderId: Id, useId: Id, storeId: Id, ...parts, from }),
  "wallet.stored_value_returned": T.Object({
    orderId: Id,
    returnId: Id,
    storeId: Id,
    ...parts,
    from,
  }),
  "wallet.stored_value_refunded": T.Object({
    lotId: Id,
    sourceId: Id,
    amountMinor: Minor,
    lapsedMinor: Minor,
  }),
  "wallet.stored_value_erased": T.Object({ ...parts }),
  "wallet.stored_card_blocked": T.Object({ cardId: Id }),
  "wallet.stored_card_replaced": T.Object({ cardId: Id, madeCardId: Id }),
});
