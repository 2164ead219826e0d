import { post } from "#modules/wallet/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import type { RefundAnswer } from "../ports.ts";
import { lockTopUpRefund } from "./queries.ts";
import { topUpPlace, topUpsOf } from "./settle-top-up.ts";
import type { TopUpRefundsTable, TopUpTables } from "./tables.ts";

type Ended = Exclude<RefundAnswer, { state: "pending" }> | { readonly state: "done" };

async function bookMoney(ctx: Context, row: TopUpRefundsTable): Promise<void> {
  const amount = row.amount_minor;
  const place = topUpPlace(ctx, row.provider, row.store_id ?? row.unit_id);
  await post(ctx, [{
    kind: "top_up_refund",
    postingKey: `top_up_refund:${row.refund_id}`,
    unit: ctx.brand.currency,
    causeId: row.top_up_id ?? row.lot_id,
    postings: [
      { account: place, amount: -amount },
      { account: topUpsOf(row.unit_id), amount },
    ],
  }]);
}

/** Writes down how a refund of a top-up ended, once; false: it had ended as done before. */
export async function settleTopUpRefund(
  ctx: Context,
  known: TopUpRefundsTable,
  answer: Ended,
): Promise<boolean> {
  const row = await lockTopUpRefund(ctx, known.refund_id);
  if (row.state === "done") return false;
  const done = answer.state === "done";
  const failure = answer.state === "failed" ? answer.failure.slice(0, 200) : null;
  await tablesOf<TopUpTables>(ctx)
    .updateTable("orders.top_up_refunds")
    .set({ state: done ? "done" : "failed", failure, ended_at: ctx.now })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("refund_id", "=", row.refund_id)
    .execute();
  if (done) await bookMoney(ctx, row);
  const ids = { refundId: row.refund_id, lotId: row.lot_id };
  await emit(ctx, done ? "orders.top_up_refunded" : "orders.top_up_refund_failed", {
    unitId: row.store_id ?? row.unit_id,
    memberId: row.member_id,
    payload: done
      ? { ...ids, amountMinor: row.amount_minor, heldByUnitId: row.unit_id }
      : ids,
  });
  return true;
}
