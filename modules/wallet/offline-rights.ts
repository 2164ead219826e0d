import { sql } from "kysely";
import type { LossBook, OfferVersion, OfflineRights } from "#modules/redemption/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import type { AccountRef } from "./ledger/account-kinds.ts";
import { post } from "./ledger/post.ts";
import { reverseCause } from "./ledger/reverse.ts";
import { findVoucher } from "./queries.ts";
import type { WalletTables } from "./tables.ts";

async function versionsOf(ctx: Context, offerIds: readonly string[]): Promise<OfferVersion[]> {
  if (offerIds.length === 0) return [];
  const rows = await tablesOf<WalletTables>(ctx)
    .selectFrom("wallet.terms")
    .select(["offer_id", "offer_version", "title", "title_en", "terms"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("offer_id", "=", sql<string>`any(${[...offerIds]}::uuid[])`)
    .orderBy("offer_id")
    .orderBy("offer_version")
    .execute();
  return rows.map((row) => ({
    offerId: row.offer_id,
    offerVersion: row.offer_version,
    title: row.title,
    titleEn: row.title_en,
    terms: row.terms,
  }));
}

/** What vouchers tell for the time without a line. */
export const voucherOffline: OfflineRights = {
  kind: "voucher",
  versionsOf,
  async versionOf(ctx, rightId) {
    const row = await findVoucher(ctx, rightId);
    return row && {
      offerId: row.offer_id,
      offerVersion: row.offer_version,
      title: row.title,
      titleEn: row.title_en,
      terms: row.terms,
    };
  },
  async usable(ctx, rightIds) {
    if (rightIds.length === 0) return new Set();
    const { rows } = await sql<{ voucher_id: string }>`
      select voucher_id from wallet.vouchers
      where brand_id = ${ctx.brand.brandId} and voucher_id = any(${[...rightIds]}::uuid[])
        and uses_left > 0 and recalled_at is null and given_at is null
        and valid_to > ${ctx.recordedAt}
    `.execute(ctx.tx);
    return new Set(rows.map((row) => row.voucher_id));
  },
};

/** Posts what a second use cost to the unit that bears it. */
export const offlineLosses: LossBook = {
  async post(ctx, { conflictId, unitId, amountMinor }) {
    const funds: AccountRef = { kind: "funds", ownerKind: "brand", ownerId: ctx.brand.brandId };
    const loss: AccountRef = { kind: "loss", ownerKind: "unit", ownerId: unitId };
    await post(ctx, [
      {
        kind: "loss",
        postingKey: `offline:${conflictId}`,
        unit: ctx.brand.currency,
        causeId: conflictId,
        postings: [
          { account: funds, amount: -amountMinor },
          { account: loss, amount: amountMinor },
        ],
      },
    ]);
  },
  async takeBack(ctx, conflictId) {
    await reverseCause(ctx, conflictId);
  },
};
