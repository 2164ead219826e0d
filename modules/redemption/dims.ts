import type { Share } from "./port.ts";
import type { RedemptionsTable } from "./tables.ts";

/** The members that committed and undone events share, read from the row. */
export function dimsOf(row: RedemptionsTable) {
  return {
    redemptionId: row.redemption_id,
    rightKind: row.right_kind,
    rightId: row.right_id,
    offerId: row.offer_id,
    campaignId: row.campaign_id,
    channelId: row.channel_id,
    sourceCodeId: row.source_code_id,
    storeId: row.store_id,
    billMinor: row.bill_minor,
    discountMinor: row.discount_minor,
    shares: sharesOf(row),
    newMember: row.new_member,
  };
}

export function sharesOf(row: RedemptionsTable): Share[] | null {
  return row.shares as Share[] | null;
}
