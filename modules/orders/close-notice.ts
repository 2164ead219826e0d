import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import type { OrderTables } from "./tables.ts";

/** Somebody has dealt with a notice that fitted nothing. Refuses `notice_not_found`. */
export async function closeNotice(
  ctx: Context,
  provider: string,
  noticeId: string,
): Promise<void> {
  const { numUpdatedRows } = await tablesOf<OrderTables>(ctx)
    .updateTable("orders.notices")
    .set({ settled_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("provider", "=", provider)
    .where("notice_id", "=", noticeId)
    .where("settled_at", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuse("notice_not_found");
  await emit(ctx, "orders.notice_closed", { payload: { provider, noticeId } });
}
