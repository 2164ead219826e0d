import { permit } from "#modules/organisation/index.ts";
import { formatMinor } from "#packages/money/index.ts";
import {
  readRecord, refund, type Refund, type RefundPolicy, type RefundState, type Returned,
} from "#packages/pricing/index.ts";
import { type Context, json, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { lockOrder } from "../locks.ts";
import { findOrder, linesOf } from "../queries.ts";
import { orderSettings } from "../settings.ts";
import { nextState } from "../states.ts";
import { returnStock } from "../stock.ts";
import type { LinesTable, OrdersTable, OrderTables, RefundReason } from "../tables.ts";
import { permitStep, takeStep } from "../take-step.ts";
import { benefitsBack } from "../told-benefits.ts";
import { giveVouchersBack } from "../vouchers.ts";
import { giveParts, takeEarned } from "../wallet-parts.ts";
import { payBack } from "./pay-back.ts";

export interface ReturnInput {
  readonly orderId: string;
  readonly returned: readonly Returned[];
}

export interface ReturnGoods extends ReturnInput {
  readonly reason: RefundReason;
  readonly note: string | null;
  /** The goods are for sale again. */
  readonly restock: boolean;
  /** What staff saw; another amount now is refused, never paid. */
  readonly expectedMinor: number;
}

/** What a return would pay back and change; nothing is written. */
async function reckon(ctx: Context, order: OrdersTable, returned: readonly Returned[]) {
  if (returned.length === 0) throw refuse("refund_nothing");
  const earlier = (order.refund_state ?? undefined) as RefundState | undefined;
  const policy: RefundPolicy = earlier?.policy ?? (await orderSettings(ctx)).refundPolicy;
  try {
    return { policy, effect: refund(readRecord(order.record), returned, policy, earlier) };
  } catch (error) {
    if (error instanceof RangeError) throw refuse("refund_too_much");
    throw error;
  }
}

/** The effect of a return before anybody confirms it. */
export async function previewReturn(
  ctx: Context,
  input: ReturnInput,
): Promise<{ readonly policy: RefundPolicy; readonly effect: Refund }> {
  const order = await findOrder(ctx, input.orderId);
  if (!order) throw refuse("order_not_found");
  await permit(ctx, "orders.refund", order.store_id);
  await permitStep(ctx, order, "return_all");
  return reckon(ctx, order, input.returned);
}

const unitsOf = (returned: readonly Returned[]): Map<string, number> => {
  const units = new Map<string, number>();
  for (const one of returned) {
    if ("lineId" in one) units.set(one.lineId, (units.get(one.lineId) ?? 0) + one.quantity);
  }
  return units;
};

async function writeLines(
  ctx: Context,
  order: OrdersTable,
  units: ReadonlyMap<string, number>,
): Promise<LinesTable[]> {
  const lines = await linesOf(ctx, [order.order_id]);
  for (const [lineId, count] of units) {
    await tablesOf<OrderTables>(ctx)
      .updateTable("orders.lines")
      .set((set) => ({ returned: set("returned", "+", count) }))
      .where("brand_id", "=", ctx.brand.brandId)
      .where("order_id", "=", order.order_id)
      .where("line_id", "=", lineId)
      .execute();
  }
  return lines.map((line) => {
    const more = units.get(line.line_id) ?? 0;
    return { ...line, returned: line.returned + more };
  });
}

async function restock(
  ctx: Context,
  order: OrdersTable,
  lines: readonly LinesTable[],
  units: ReadonlyMap<string, number>,
): Promise<void> {
  const back = lines.flatMap((line) => {
    const quantity = units.get(line.line_id);
    if (!quantity) return [];
    return [{ productId: line.product_id, variantId: line.variant_id, quantity }];
  });
  if (back.length > 0) await returnStock(ctx, order, back);
}

/** Vouchers of which nothing is left for the goods that are kept. */
const freedVouchers = (effect: Refund): Set<string> =>
  new Set(effect.benefits.flatMap(({ over, voucherId }) => (over && voucherId ? [voucherId] : [])));

async function tell(
  ctx: Context,
  order: OrdersTable,
  refundId: string,
  effect: Refund,
): Promise<void> {
  const { moneyMinor, storedValueMinor, points, pointsMinor } = effect.payback;
  await emit(ctx, "orders.refund_started", {
    unitId: order.store_id,
    memberId: order.member_id,
    payload: {
      orderId: order.order_id,
      refundId,
      amountMinor: effect.refundMinor,
      moneyMinor,
      storedValueMinor,
      points,
      pointsMinor,
      benefits: benefitsBack(effect),
    },
  });
}

/** Vouchers, points and stored value, by the brand's rules; each once for this refund. */
async function giveRights(
  ctx: Context,
  order: OrdersTable,
  effect: Refund,
  refundId: string,
): Promise<void> {
  const { vouchersBack } = await orderSettings(ctx);
  if (vouchersBack === "when_over") await giveVouchersBack(ctx, order, freedVouchers(effect));
  // Points before stored value, as placing does: two transactions never wait crosswise.
  await takeEarned(ctx, order, effect.paidBackMinor, refundId);
  await giveParts(ctx, order, effect.payback, refundId);
}

/**
 * Takes goods back and gives back what the order's policy says: money, stored value, points spent,
 * vouchers that gave nothing any more, stock and the order's own state; takes back points that
 * were earned. One transaction. Refuses `refund_changed` where
 * staff saw another amount.
 */
export async function returnGoods(ctx: Context, input: ReturnGoods): Promise<string[]> {
  const order = await lockOrder(ctx, input.orderId);
  if (!order) throw refuse("order_not_found");
  await permit(ctx, "orders.refund", order.store_id);
  await permitStep(ctx, order, "return_all");
  const { policy, effect } = await reckon(ctx, order, input.returned);
  if (effect.refundMinor !== input.expectedMinor) {
    const amount = formatMinor(effect.refundMinor, order.currency, ctx.lang);
    throw refuse("refund_changed", { amount, amountMinor: effect.refundMinor });
  }
  const units = unitsOf(input.returned);
  const lines = await writeLines(ctx, order, units);
  await tablesOf<OrderTables>(ctx)
    .updateTable("orders.orders")
    .set({ refund_state: json(effect.state) })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", order.order_id)
    .execute();
  const paying = { ...input, policy, effect, parts: effect.payback };
  const ids = await payBack(ctx, order, paying, effect.payback.moneyMinor);
  const refundId = ids[0] ?? order.order_id;
  if (input.restock) await restock(ctx, order, lines, units);
  await giveRights(ctx, order, effect, refundId);
  await tell(ctx, order, refundId, effect);
  const all = lines.every((line) => line.returned === line.quantity);
  if (all && nextState(order.payment_kind, order.state, "return_all")) {
    await takeStep(ctx, order, "return_all", { ended_at: ctx.now });
  }
  return ids;
}
