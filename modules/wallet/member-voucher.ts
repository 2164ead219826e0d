import type { Context } from "#platform/context.ts";
import { findVouchers } from "./queries.ts";
import { scopeReader } from "./store-scope.ts";
import { type VoucherView, voucherView } from "./voucher-view.ts";

/** Vouchers by id as their members see them; one query, and one a scope. */
export async function memberVouchersById(
  ctx: Context,
  voucherIds: readonly string[],
): Promise<Map<string, VoucherView>> {
  const storesOfRow = scopeReader(ctx);
  const views = new Map<string, VoucherView>();
  for (const row of await findVouchers(ctx, voucherIds)) {
    views.set(row.voucher_id, voucherView(row, ctx.now, await storesOfRow(row)));
  }
  return views;
}
