import type { RefundPolicy } from "#packages/pricing/index.ts";
import { actorId, type Context, json, tablesOf } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { enqueue } from "#platform/jobs.ts";
import { sendRefundJobName } from "../job-names.ts";
import { paymentsOf, refundsOf } from "../queries.ts";
import type {
  OrdersTable, OrderTables, PaymentsTable, RefundReason, RefundsTable,
} from "../tables.ts";
import type { WalletParts } from "../wallet-parts.ts";
import { settleRefund } from "./settle-refund.ts";

export interface PayBack {
  readonly policy: RefundPolicy;
  readonly effect: object;
  readonly reason: RefundReason;
  readonly note: string | null;
  readonly restock: boolean;
  /** Given back beside money; written on the first of its refunds. */
  readonly parts?: WalletParts;
}

interface Part {
  readonly payment: PaymentsTable | null;
  readonly amountMinor: number;
}

/** Splits an amount over what was paid and not paid back yet, the first payment first. */
export function partsOf(
  payments: readonly PaymentsTable[],
  refunds: readonly Pick<RefundsTable, "payment_id" | "amount_minor">[],
  amountMinor: number,
): Part[] {
  let open = amountMinor;
  const parts = payments
    .filter(({ state }) => state === "paid")
    .flatMap((payment) => {
      const back = refunds
        .filter((one) => one.payment_id === payment.payment_id)
        .reduce((sum, one) => sum + one.amount_minor, 0);
      const part = Math.min(open, payment.amount_minor - back);
      open -= part;
      return part > 0 ? [{ payment, amountMinor: part }] : [];
    });
  if (open > 0) throw new Error(`${open} more to pay back than was paid`);
  return parts.length > 0 ? parts : [{ payment: null, amountMinor: 0 }];
}

function rowOf(
  ctx: Context,
  order: OrdersTable,
  { payment, amountMinor }: Part,
  input: PayBack,
  count: number,
  more: WalletParts | undefined,
): RefundsTable {
  return {
    brand_id: ctx.brand.brandId,
    refund_id: newId(),
    order_id: order.order_id,
    payment_id: payment?.payment_id ?? null,
    refund_no: `${order.number}R${String(count).padStart(2, "0")}`,
    amount_minor: amountMinor,
    stored_value_minor: more?.storedValueMinor ?? 0,
    points: more?.points ?? 0,
    points_minor: more?.pointsMinor ?? 0,
    policy: input.policy,
    reason: input.reason,
    note: input.note,
    effect: input.effect,
    restocked: input.restock,
    state: "started",
    failure: null,
    started_at: ctx.now,
    started_by: actorId(ctx.actor),
    ended_at: null,
    ask_at: null,
    asked: 0,
  };
}

/**
 * Writes down what is paid back of an order whose row is held, one refund for each payment that it
 * comes from, and sends it on its way; cash of the till is done at once. Answers the ids.
 */
export async function payBack(
  ctx: Context,
  order: OrdersTable,
  input: PayBack,
  amountMinor: number,
  only?: PaymentsTable,
): Promise<string[]> {
  const before = await refundsOf(ctx, order.order_id);
  const payments = only ? [only] : await paymentsOf(ctx, order.order_id);
  const parts = partsOf(payments, before, amountMinor);
  const rows = parts.map((part, at) =>
    rowOf(ctx, order, part, input, before.length + at + 1, at === 0 ? input.parts : undefined),
  );
  const db = tablesOf<OrderTables>(ctx);
  await db
    .insertInto("orders.refunds")
    .values(rows.map((row) => ({ ...row, effect: json(row.effect) })))
    .execute();
  await db
    .updateTable("orders.orders")
    .set((set) => ({ refunded_minor: set("refunded_minor", "+", amountMinor) }))
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", order.order_id)
    .execute();
  for (const [at, row] of rows.entries()) {
    const provider = parts[at]?.payment?.provider ?? null;
    if (provider === null || provider === "till") await settleRefund(ctx, row, { state: "done" });
    else await enqueue(ctx, sendRefundJobName, { refundId: row.refund_id });
  }
  return rows.map((row) => row.refund_id);
}
