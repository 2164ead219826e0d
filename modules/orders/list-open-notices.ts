import { type Context, tablesOf } from "#platform/context.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import type { OrderTables } from "./tables.ts";

/** Notices that fitted nothing and that nobody has dealt with. */
export async function listOpenNotices(ctx: Context, input: PageInput) {
  const limit = pageLimit(input);
  const [after] = decodeCursor(input.cursor) ?? [];
  let query = tablesOf<OrderTables>(ctx)
    .selectFrom("orders.notices")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("settled_at", "is", null)
    .where("outcome", "in", ["unknown_trade", "amount_differs"])
    .orderBy("notice_id")
    .limit(limit + 1);
  if (after !== undefined) query = query.where("notice_id", ">", String(after));
  const page = pageFrom(await query.execute(), limit, (row) => [row.notice_id]);
  const items = page.items.map((row) => ({
    provider: row.provider,
    noticeId: row.notice_id,
    kind: row.kind,
    tradeNo: row.trade_no,
    amountMinor: row.amount_minor,
    currency: row.currency,
    outcome: row.outcome,
    orderId: row.order_id,
    receivedAt: row.received_at.epochMilliseconds,
  }));
  return { items, next: page.next };
}
