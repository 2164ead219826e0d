import { sql } from "kysely";
import { permit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type { BatchRow } from "./tables.ts";

export async function findBatch(ctx: Context, batchId: string): Promise<BatchRow | null> {
  const { rows } = await sql<BatchRow>`
    select * from wallet.code_batches
    where brand_id = ${ctx.brand.brandId} and batch_id = ${batchId}`.execute(ctx.tx);
  return rows[0] ?? null;
}

/** The batch for a job's step; null: gone, or another process is at it. */
export async function lockFreeBatch(ctx: Context, batchId: string): Promise<BatchRow | null> {
  const { rows } = await sql<BatchRow>`
    select * from wallet.code_batches
    where brand_id = ${ctx.brand.brandId} and batch_id = ${batchId}
    for update skip locked`.execute(ctx.tx);
  return rows[0] ?? null;
}

/** The batch, held, for who may publish offers of its owner. */
export async function lockBatchFor(
  ctx: Context,
  batchId: string,
): Promise<BatchRow & { readonly owner_unit_id: string }> {
  const { rows } = await sql<BatchRow & { owner_unit_id: string }>`
    select b.*, t.owner_unit_id from wallet.code_batches b
    join wallet.terms t using (brand_id, offer_id, offer_version)
    where b.brand_id = ${ctx.brand.brandId} and b.batch_id = ${batchId}
    for update of b`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw refuse("code_batch_not_found");
  await permit(ctx, "offers.publish", row.owner_unit_id);
  return row;
}
