import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Millis } from "#platform/schema.ts";

const batch = { batchId: Id, offerId: Id, offerVersion: T.Integer() };

/** unitId = the offer's owner. Codes of a batch are told by their numbers, a part at a time. */
defineEvents("wallet", {
  "wallet.code_batch_started": T.Object({
    ...batch,
    source: T.String(),
    wanted: T.Integer(),
    usableTo: Millis,
  }),
  "wallet.codes_made": T.Object({ ...batch, fromNumber: T.Integer(), toNumber: T.Integer() }),
  "wallet.codes_exported": T.Object({ ...batch, exportId: Id }),
  "wallet.codes_export_locked": T.Object(batch),
  "wallet.code_batch_recall_started": T.Object(batch),
  "wallet.codes_recalled": T.Object({
    ...batch,
    fromNumber: T.Integer(),
    toNumber: T.Integer(),
    /** Codes that nobody had opened. */
    codes: T.Integer(),
    /** Unused vouchers that codes had become. */
    vouchers: T.Integer(),
    /** Given back that was never made. */
    unmade: T.Integer(),
  }),
});
