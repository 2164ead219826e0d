import { type Context, tablesOf } from "#platform/context.ts";
import type { WalletTables } from "./tables.ts";

const most = 500;

/** Offers of which the member holds, or held, a voucher: the newest 500. */
export async function claimedOffers(ctx: Context, memberId: string): Promise<Set<string>> {
  const rows = await tablesOf<WalletTables>(ctx)
    .selectFrom("wallet.vouchers")
    .select("offer_id")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .orderBy("voucher_id", "desc")
    .limit(most)
    .execute();
  return new Set(rows.map((row) => row.offer_id));
}
