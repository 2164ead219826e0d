import { type Context, tablesOf } from "#platform/context.ts";
import type { RedemptionTables } from "./tables.ts";

async function exportRedemptions(ctx: Context, memberId: string) {
  const rows = await tablesOf<RedemptionTables>(ctx)
    .selectFrom("redemption.redemptions")
    .select(["title", "store_id", "bill_minor", "discount_minor", "committed_at", "undone_at"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .orderBy("committed_at")
    .execute();
  return rows.map((row) => ({
    title: row.title,
    storeId: row.store_id,
    billMinor: row.bill_minor,
    discountMinor: row.discount_minor,
    at: row.committed_at.epochMilliseconds,
    undoneAt: row.undone_at?.epochMilliseconds ?? null,
  }));
}

/** What a member is given of it on export. Erased, the amounts stay with an id of nobody. */
export const memberRedemptions = { name: "redemptions", export: exportRedemptions };
