import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { findVoucher } from "../queries.ts";
import { recall } from "../recall-voucher.ts";
import { codeRefOf } from "./batch-id.ts";

/**
 * A redemption that is undone after the recall of its batch leaves a code that nobody may use: it
 * goes back to the stock like the others.
 */
export async function recallReturned(ctx: Context, voucherId: string): Promise<void> {
  const { batchId } = codeRefOf(voucherId);
  const { rows } = await sql`
    select 1 from wallet.code_batches where brand_id = ${ctx.brand.brandId}
      and batch_id = ${batchId} and state in ('recalling', 'recalled')`.execute(ctx.tx);
  if (rows.length === 0) return;
  const row = await findVoucher(ctx, voucherId);
  if (row && !row.recalled_at && row.uses_left === row.uses_total) await recall(ctx, row);
}
