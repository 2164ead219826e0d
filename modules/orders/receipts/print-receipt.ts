import { permit } from "#modules/organisation/index.ts";
import { actorId, type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { lockOrder } from "../locks.ts";
import type { TillTables } from "../till/tables.ts";
import type { Paper } from "./receipt-doc.ts";

export interface PrintInput {
  readonly orderId: string;
  readonly paper: Paper;
  readonly format: "escpos" | "pdf";
}

/** Counts one more print of an order's receipt; every one after the first says that it is one. */
export async function printReceipt(ctx: Context, input: PrintInput): Promise<number> {
  const order = await lockOrder(ctx, input.orderId);
  if (!order) throw refuse("order_not_found");
  await permit(ctx, "orders.work", order.store_id);
  const db = tablesOf<TillTables>(ctx);
  const { count } = await db
    .selectFrom("orders.receipt_prints")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", order.order_id)
    .executeTakeFirstOrThrow();
  const printNo = Number(count) + 1;
  await db
    .insertInto("orders.receipt_prints")
    .values({
      brand_id: ctx.brand.brandId,
      order_id: order.order_id,
      print_no: printNo,
      paper: input.paper,
      format: input.format,
      printed_by: actorId(ctx.actor),
      printed_at: ctx.now,
    })
    .execute();
  await emit(ctx, "orders.receipt_printed", {
    unitId: order.store_id,
    memberId: order.member_id,
    payload: { orderId: order.order_id, printNo, paper: input.paper },
  });
  return printNo;
}

/** The width of a print that was counted; refuses `receipt_not_printed`. */
export async function findPrint(ctx: Context, orderId: string, printNo: number): Promise<Paper> {
  const row = await tablesOf<TillTables>(ctx)
    .selectFrom("orders.receipt_prints")
    .select("paper")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("order_id", "=", orderId)
    .where("print_no", "=", printNo)
    .executeTakeFirst();
  if (!row) throw refuse("receipt_not_printed");
  return row.paper;
}
