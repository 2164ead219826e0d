import { giveBack } from "#modules/limits/index.ts";
import { permit } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { findVoucher, type VoucherRow } from "./queries.ts";
import type { WalletTables } from "./tables.ts";

/** As {@link recall}, by staff who publish offers of its owner. `onlyUnused`: not one in use. */
export async function recallVoucher(
  ctx: Context,
  voucherId: string,
  onlyUnused = false,
): Promise<void> {
  const row = await findVoucher(ctx, voucherId);
  if (!row) throw refuse("voucher_not_found");
  await permit(ctx, "offers.publish", row.owner_unit_id);
  await recall(ctx, row, onlyUnused);
}

/**
 * Takes an unused voucher back. What its claim took from the limits is given back exactly, so that
 * another member can have it; a voucher that was used in part keeps its claim.
 */
export async function recall(
  ctx: Context,
  row: VoucherRow,
  onlyUnused = false,
): Promise<void> {
  const voucherId = row.voucher_id;
  const recalled = await tablesOf<WalletTables>(ctx)
    .updateTable("wallet.vouchers")
    .set({ recalled_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("voucher_id", "=", voucherId)
    .where("recalled_at", "is", null)
    .where("given_at", "is", null)
    .where("uses_left", ">", 0)
    .$if(onlyUnused, (one) => one.whereRef("uses_left", "=", "uses_total"))
    .returning(["uses_left", "uses_total", "taken"])
    .executeTakeFirst();
  if (!recalled) throw refuse("voucher_not_recallable");
  if (recalled.uses_left === recalled.uses_total) {
    await giveBack(ctx, recalled.taken as { key: string; amount: number }[]);
  }
  await emit(ctx, "wallet.voucher_recalled", {
    unitId: row.issued_store_id ?? row.owner_unit_id,
    memberId: row.member_id,
    payload: {
      voucherId,
      offerId: row.offer_id,
      offerVersion: row.offer_version,
      campaignId: row.campaign_id,
      channelId: row.channel_id,
      sourceCodeId: row.source_code_id,
      usesLeft: recalled.uses_left,
    },
  });
}
