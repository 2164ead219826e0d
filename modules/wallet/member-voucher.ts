import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { findVoucher } from "./queries.ts";
import { storesOf } from "./store-scope.ts";
import { type VoucherView, voucherView } from "./voucher-view.ts";

/** One voucher as its member sees it. */
export async function memberVoucher(ctx: Context, voucherId: string): Promise<VoucherView> {
  const row = await findVoucher(ctx, voucherId);
  if (!row) throw refuse("voucher_not_found");
  return voucherView(row, ctx.now, await storesOf(ctx, row));
}
