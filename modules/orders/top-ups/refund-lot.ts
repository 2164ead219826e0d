import { permit } from "#modules/organisation/index.ts";
import { type RefundOffer, refundOfLot, takeOutLot } from "#modules/wallet/index.ts";
import { actorId, type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { enqueue } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import { sendTopUpRefundJobName } from "../job-names.ts";
import { findTopUp } from "./queries.ts";
import { settleTopUpRefund } from "./settle-refund.ts";
import type { TopUpRefundsTable, TopUpsTable, TopUpTables } from "./tables.ts";

export interface RefundLot {
  readonly lotId: string;
  readonly expectedMinor: number;
  /** The till that pays it out; null: the way it was paid. */
  readonly storeId: string | null;
}

type Way = Pick<TopUpRefundsTable, "provider" | "store_id" | "top_up_id">;

function wayOf(topUp: TopUpsTable | null, storeId: string | null): Way {
  if (storeId) return { provider: "till", store_id: storeId, top_up_id: topUp?.top_up_id ?? null };
  // Cash and gift cards have no way back but a till.
  if (!topUp || topUp.provider === "till") throw refuse("top_up_refund_at_store");
  return { provider: topUp.provider, store_id: null, top_up_id: topUp.top_up_id };
}

async function write(ctx: Context, lot: RefundOffer, way: Way): Promise<TopUpRefundsTable> {
  const refundId = newId();
  const row: TopUpRefundsTable = {
    brand_id: ctx.brand.brandId,
    refund_id: refundId,
    lot_id: lot.lotId,
    member_id: lot.memberId,
    unit_id: lot.unitId,
    ...way,
    refund_no: `R${refundId.replaceAll("-", "").slice(-31)}`,
    amount_minor: lot.amountMinor,
    state: "started",
    failure: null,
    started_at: ctx.now,
    started_by: actorId(ctx.actor),
    ended_at: null,
    asked: 0,
  };
  await tablesOf<TopUpTables>(ctx).insertInto("orders.top_up_refunds").values(row).execute();
  return row;
}

async function refund(
  ctx: Context,
  lot: RefundOffer,
  input: RefundLot,
): Promise<TopUpRefundsTable> {
  const topUp = lot.source === "top_up" ? await findTopUp(ctx, lot.sourceId) : null;
  const way = wayOf(topUp, input.storeId);
  const byStaff = ctx.actor.kind !== "member";
  const { lotId, expectedMinor } = input;
  const row = await write(ctx, await takeOutLot(ctx, { lotId, expectedMinor, byStaff }), way);
  await emit(ctx, "orders.top_up_refund_started", {
    unitId: row.store_id ?? row.unit_id,
    memberId: row.member_id,
    payload: { refundId: row.refund_id, lotId, amountMinor: row.amount_minor },
  });
  if (row.provider !== "till") {
    await enqueue(ctx, sendTopUpRefundJobName, { refundId: row.refund_id });
    return row;
  }
  await settleTopUpRefund(ctx, row, { state: "done" });
  return { ...row, state: "done", ended_at: ctx.now };
}

/** A member has what is left of a top-up back the way it was paid. */
export async function refundOwnLot(
  ctx: Context,
  memberId: string,
  input: Omit<RefundLot, "storeId">,
): Promise<TopUpRefundsTable> {
  const lot = await refundOfLot(ctx, input.lotId);
  if (lot?.memberId !== memberId) throw refuse("top_up_not_found");
  return refund(ctx, lot, { ...input, storeId: null });
}

/** Staff pay back what is left of a lot: the way it was paid, or out of a till. */
export async function refundLot(ctx: Context, input: RefundLot): Promise<TopUpRefundsTable> {
  const lot = await refundOfLot(ctx, input.lotId);
  if (!lot) throw refuse("top_up_not_found");
  await permit(ctx, "orders.refund", input.storeId ?? lot.unitId);
  return refund(ctx, lot, input);
}
