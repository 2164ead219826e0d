import { Type as T } from "typebox";
import { defineEvents } from "#platform/journal.ts";
import { Id, Millis, Nullable } from "#platform/schema.ts";

const gift = { giftId: Id, voucherId: Id, offerId: Id };

/** memberId = the giver; of voucher_given the friend, whose voucher it is from then on. */
defineEvents("wallet", {
  "wallet.gift_made": T.Object({ ...gift, expiresAt: Millis }),
  "wallet.gift_taken_back": T.Object(gift),
  "wallet.gift_expired": T.Object(gift),
  /** The source is the first claim's, so that what it brings counts where it began. */
  "wallet.voucher_given": T.Object({
    ...gift,
    madeVoucherId: Id,
    offerVersion: T.Integer(),
    campaignId: Nullable(Id),
    channelId: Nullable(Id),
    sourceCodeId: Nullable(Id),
    fromMemberId: Id,
    /** Whether the friend was new, by the rule of module members. */
    newMember: T.Boolean(),
  }),
});
