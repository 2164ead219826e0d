import { type Context, tablesOf } from "#platform/context.ts";
import type { WalletTables } from "./tables.ts";

/** A voucher that its member may use now, as far as its window and its uses tell. */
export interface HeldVoucher {
  readonly voucherId: string;
  readonly offerId: string;
  readonly offerVersion: number;
  readonly campaignId: string | null;
  readonly channelId: string | null;
  readonly usesLeft: number;
  readonly validFrom: Temporal.Instant;
  /** Exclusive. */
  readonly validTo: Temporal.Instant;
}

/** No member holds more that a cart could use; the ones that expire first are kept. */
const most = 300;

/** The member's vouchers with uses left whose window is not over at `at`; first to expire first. */
export async function heldVouchers(
  ctx: Context,
  memberId: string,
  at: Temporal.Instant = ctx.now,
): Promise<HeldVoucher[]> {
  return tablesOf<WalletTables>(ctx)
    .selectFrom("wallet.vouchers")
    .select([
      "voucher_id as voucherId",
      "offer_id as offerId",
      "offer_version as offerVersion",
      "campaign_id as campaignId",
      "channel_id as channelId",
      "uses_left as usesLeft",
      "valid_from as validFrom",
      "valid_to as validTo",
    ])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .where("uses_left", ">", 0)
    .where("recalled_at", "is", null)
    .where("given_at", "is", null)
    .where((or) => or.or([or("gift_until", "is", null), or("gift_until", "<=", at)]))
    .where("valid_to", ">", at)
    .orderBy("valid_to")
    .orderBy("voucher_id")
    .limit(most)
    .execute();
}
