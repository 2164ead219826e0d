import type { Context } from "#platform/context.ts";
import type { Page, PageInput } from "#platform/paging.ts";
import { refuse } from "#platform/errors.ts";
import { findVoucher, pageOfMember } from "./queries.ts";
import { scopeReader, storesOf } from "./store-scope.ts";
import { type VoucherView, voucherView } from "./voucher-view.ts";

/** A member's vouchers as the member sees them, newest first. */
export async function myVouchers(
  ctx: Context,
  memberId: string,
  input: PageInput,
): Promise<Page<VoucherView>> {
  const page = await pageOfMember(ctx, memberId, input);
  const storesFor = scopeReader(ctx);
  const items = [];
  for (const row of page.items) items.push(voucherView(row, ctx.now, await storesFor(row)));
  return { items, next: page.next };
}

/** One voucher of the member. */
export async function findMine(
  ctx: Context,
  memberId: string,
  voucherId: string,
): Promise<VoucherView> {
  const row = await findVoucher(ctx, voucherId);
  if (!row || row.member_id !== memberId) throw refuse("voucher_not_found");
  return voucherView(row, ctx.now, await storesOf(ctx, row));
}
