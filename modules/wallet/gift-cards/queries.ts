import { sql } from "kysely";
import { inScopeSql, unitScope } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { decodeCursor, encodeCursor, type PageInput, pageLimit } from "#platform/paging.ts";
import type { GiftBatchesTable, GiftCardTables } from "./tables.ts";

/** Held to the end of the transaction: sales and a recall of one batch follow each other. */
export async function lockGiftBatch(ctx: Context, batchId: string): Promise<GiftBatchesTable> {
  const row = await tablesOf<GiftCardTables>(ctx)
    .selectFrom("wallet.gift_card_batches")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("batch_id", "=", batchId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuse("gift_batch_not_found");
  return row;
}

export interface CountedBatch extends GiftBatchesTable {
  readonly unsold: number;
  readonly active: number;
  readonly redeemed: number;
  readonly recalled: number;
}

/** Batches of the units that the actor may read, newest first, with what became of their cards. */
export async function listGiftBatches(ctx: Context, page: PageInput) {
  const limit = pageLimit(page);
  const [before = null] = decodeCursor(page.cursor) ?? [];
  const scope = await unitScope(ctx, "stored_value.manage");
  const { rows } = await sql<CountedBatch>`
    select b.*, c.* from wallet.gift_card_batches b
    cross join lateral (select
      count(*) filter (where state = 'unsold')::int as unsold,
      count(*) filter (where state = 'active')::int as active,
      count(*) filter (where state = 'redeemed')::int as redeemed,
      count(*) filter (where state = 'recalled')::int as recalled
      from wallet.gift_cards c
      where c.brand_id = b.brand_id and c.batch_id = b.batch_id) c
    where b.brand_id = ${ctx.brand.brandId}
      and ${inScopeSql("b.unit_id", scope, ctx.recordedAt)}
      and (${before}::uuid is null or b.batch_id < ${before}::uuid)
    order by b.batch_id desc limit ${limit + 1}`.execute(ctx.tx);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor([last.batch_id]) : null };
}
