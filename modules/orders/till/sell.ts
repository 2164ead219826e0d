import { formatMinor } from "#packages/money/index.ts";
import { actorId, type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { handOver } from "../hand-over.ts";
import { openMinor } from "../payments/due.ts";
import { takePayment } from "../payments/take-payment.ts";
import { placeOrder } from "../place-order.ts";
import { findOrder } from "../queries.ts";
import type { OrdersTable } from "../tables.ts";
import { agreeSale, type SaleAsk } from "./agree-sale.ts";
import { sellingStore } from "./selling-store.ts";
import type { MemberBy, TillTables } from "./tables.ts";

export interface Taken {
  /** terminal: the store's own card reader. */
  readonly method: "cash" | "terminal";
  readonly amountMinor: number;
}

export interface SellInput extends SaleAsk {
  readonly expectedTotalMinor: number;
  readonly expectedDueMinor: number;
  /** Money that was taken; a code off the member's screen pays what it leaves, afterwards. */
  readonly taken: readonly Taken[];
  readonly payCodeFollows: boolean;
  /** The cash that was handed over, for the change; null: none was. */
  readonly givenMinor: number | null;
}

const sumOf = (taken: readonly Taken[]): number =>
  taken.reduce((sum, one) => sum + one.amountMinor, 0);

function permitTaken(ctx: Context, input: SellInput): void {
  const cash = sumOf(input.taken.filter(({ method }) => method === "cash"));
  const short = input.givenMinor !== null && input.givenMinor < cash;
  const leaves = input.expectedDueMinor - sumOf(input.taken);
  if (!short && (input.payCodeFollows ? leaves > 0 : leaves === 0)) return;
  const amount = formatMinor(input.expectedDueMinor, ctx.brand.currency, ctx.lang);
  throw refuse("till_short", { amount, amountMinor: input.expectedDueMinor });
}

async function writeSale(
  ctx: Context,
  order: OrdersTable,
  memberBy: MemberBy | null,
  givenMinor: number | null,
): Promise<void> {
  await tablesOf<TillTables>(ctx)
    .insertInto("orders.till_sales")
    .values({
      brand_id: ctx.brand.brandId,
      order_id: order.order_id,
      staff_id: actorId(ctx.actor),
      member_by: memberBy,
      given_minor: givenMinor,
      sold_at: ctx.now,
    })
    .execute();
  await emit(ctx, "orders.till_sold", {
    unitId: order.store_id,
    memberId: order.member_id,
    payload: { orderId: order.order_id, memberBy, givenMinor },
  });
}

/**
 * Sells at the till: order, vouchers, points, stored value, money and hand-over in one transaction,
 * at the price that was shown or not at all. Where a pay code follows, the order waits for it with
 * its goods kept.
 */
export async function sell(ctx: Context, input: SellInput): Promise<OrdersTable> {
  await sellingStore(ctx, input.storeId);
  permitTaken(ctx, input);
  const { ask, member } = await agreeSale(ctx, input);
  const { expectedTotalMinor, expectedDueMinor } = input;
  const placed = await placeOrder(ctx, {
    ...ask, paymentKind: "in_store", expectedTotalMinor, expectedDueMinor, note: null,
  });
  await writeSale(ctx, placed, member?.by ?? null, input.givenMinor);
  for (const one of input.taken) {
    await takePayment(ctx, { orderId: placed.order_id, ...one });
  }
  const order = await findOrder(ctx, placed.order_id);
  if (!order) throw new Error(`order ${placed.order_id} is gone`);
  return openMinor(order) === 0 ? handOver(ctx, order.order_id) : order;
}
