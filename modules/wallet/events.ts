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
