import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Millis, Nullable } from "#platform/schema.ts";

const source = {
  campaignId: Nullable(Id),
  channelId: Nullable(Id),
  sourceCodeId: Nullable(Id),
};

/** unitId = the store of the claim, else the offer's owner; memberId = whose voucher it is. */
export const walletEvents = defineEvents("wallet", {
  "wallet.voucher_issued": T.Object({
    voucherId: Id,
    offerId: Id,
    offerVersion: T.Integer(),
    ...source,
    visitorId: Nullable(T.String()),
    storeId: Nullable(Id),
    /** By the rule of module members, at the claim; its redemption carries the same. */
    newMember: T.Boolean(),
    validFrom: Millis,
    validTo: Millis,
    uses: T.Integer(),
  }),
  "wallet.voucher_recalled": T.Object({
    voucherId: Id,
    offerId: Id,
    offerVersion: T.Integer(),
    ...source,
    usesLeft: T.Integer(),
  }),
  /** unitId = the order's store. Its cost is in the order's own events too. */
  "wallet.voucher_used_in_order": T.Object({
    voucherId: Id,
    orderId: Id,
    useId: Id,
    offerId: Id,
    offerVersion: T.Integer(),
    discountMinor: T.Integer({ minimum: 0 }),
  }),
  "wallet.voucher_given_back": T.Object({ voucherId: Id, orderId: Id, useId: Id }),
  /** An entry of the ledger; the amounts sum to zero, account by account. */
  "wallet.posted": T.Object({
    entryId: Id,
    kind: T.String(),
    unit: T.String(),
    causeId: Nullable(Id),
    reverses: Nullable(Id),
    accountIds: T.Array(Id),
    amounts: T.Array(T.Integer()),
  }),
});
