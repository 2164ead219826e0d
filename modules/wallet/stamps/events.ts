import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Nullable, Word } from "#platform/schema.ts";

const programme = { programmeId: Id };

/** unitId = the store (null: none); memberId = whose card it is. */
defineEvents("wallet", {
  "wallet.stamp_programme_created": T.Object({ ...programme, needed: T.Integer() }),
  "wallet.stamp_programme_started": T.Object(programme),
  "wallet.stamp_programme_ended": T.Object(programme),
  "wallet.stamped": T.Object({
    ...programme,
    stampId: Id,
    way: Word("code", "staff", "order", "redemption"),
    storeId: Nullable(Id),
    count: T.Integer(),
    /** On the open card now. */
    held: T.Integer(),
  }),
  "wallet.stamp_removed": T.Object({
    ...programme,
    stampId: Id,
    count: T.Integer(),
    held: T.Integer(),
    rewardsTakenBack: T.Integer(),
  }),
  "wallet.stamp_card_full": T.Object({
    ...programme,
    rewardId: Id,
    cardNo: T.Integer(),
    rightKind: Word("offer", "entitlement"),
    /** Null: owed. */
    rightId: Nullable(Id),
  }),
  "wallet.stamp_reward_given": T.Object({ ...programme, rewardId: Id, rightId: Id }),
  "wallet.stamp_reward_taken_back": T.Object({ ...programme, rewardId: Id }),
  "wallet.stamps_lapsed": T.Object({ ...programme, count: T.Integer() }),
});
