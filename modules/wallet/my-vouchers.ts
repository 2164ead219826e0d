import type { Context } from "#platform/context.ts";
import type { Page, PageInput } from "#platform/paging.ts";
import { pageOfMember } from "./queries.ts";
import { scopeReader } from "./store-scope.ts";
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
