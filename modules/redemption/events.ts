import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Millis, Minor, Nullable } from "#platform/schema.ts";
import { undoReasons } from "./undo-reasons.ts";

/** Equal in both kinds, so that an undone one can be taken out of the same figures. */
const dims = {
  redemptionId: Id,
  rightKind: T.String(),
  rightId: Id,
  offerId: Nullable(Id),
  campaignId: Nullable(Id),
  channelId: Nullable(Id),
  sourceCodeId: Nullable(Id),
  /** Null: unknown. So are null amounts; they are never 0 for want of knowledge. */
  storeId: Nullable(Id),
  billMinor: Nullable(Minor),
  discountMinor: Nullable(Minor),
  shares: Nullable(T.Array(T.Object({ party: T.String(), amountMinor: Minor }))),
  newMember: T.Boolean(),
};

/** unitId = the store (null: unknown); memberId = whose right it was. */
export const redemptionEvents = defineEvents("redemption", {
  "redemption.committed": T.Object(dims),
  "redemption.undone": T.Object({
    ...dims,
    committedAt: Millis,
    reason: T.Union(undoReasons.map((reason) => T.Literal(reason))),
  }),
  "redemption.device_enrolled": T.Object({ deviceId: Id, storeId: Id }),
  "redemption.device_revoked": T.Object({ deviceId: Id, storeId: Id }),
  "redemption.offline_policy_set": T.Object({
    unitId: Id,
    deviceCount: T.Integer(),
    deviceValueMinor: Minor,
    storeCount: T.Integer(),
    storeValueMinor: Minor,
    contactlessSeconds: T.Integer(),
    statementSeconds: T.Integer(),
    secondUse: T.String(),
    lossBearer: T.String(),
  }),
  "redemption.offline_offer_set": T.Object({ offerId: Id, allowed: T.Boolean() }),
  "redemption.offline_key_made": T.Object({ keyId: T.Integer(), signsFrom: Millis }),
  "redemption.offline_conflict": T.Object({
    conflictId: Id,
    deviceId: Id,
    rightKind: T.String(),
    rightId: Id,
    code: T.String(),
    decision: T.String(),
    ownerUnitId: Id,
    lossMinor: Nullable(Minor),
  }),
  "redemption.offline_quarantined": T.Object({
    deviceId: Id,
    sequence: T.Integer(),
    reason: T.String(),
  }),
});
