import { sql } from "kysely";
import { type Static, Type as T } from "typebox";
import { unitScope, inScopeSql } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid } from "#platform/ids.ts";
import { decodeCursor, type Page, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { Id, Millis, Nullable } from "#platform/schema.ts";
import type { BatchRow } from "./tables.ts";

/** A batch as its operators see it. */
export const BatchSchema = T.Object({
  batchId: Id,
  offerId: Id,
  offerVersion: T.Integer(),
  name: T.String(),
  source: T.String({ description: "made | imported" }),
  state: T.String({ description: "making | ready | recalling | recalled" }),
  wanted: T.Integer(),
  made: T.Integer(),
  opened: T.Integer({ description: "redeemed, or in a member's wallet" }),
  recalled: T.Integer({ description: "codes and unused vouchers of them" }),
  recalledTo: T.Integer({ description: "how far a recall is, of made" }),
  recallReason: Nullable(T.String()),
  usableTo: T.Integer({ description: "epoch milliseconds, exclusive" }),
  exportable: T.Boolean({ description: "false: imported, locked or recalled" }),
  exports: T.Integer({ description: "how often an export was asked for" }),
  createdAt: Millis,
});
export type BatchView = Static<typeof BatchSchema>;

type Counted = BatchRow & { readonly opened: number; readonly exports: number };

const viewOf = (row: Counted): BatchView => ({
  batchId: row.batch_id,
  offerId: row.offer_id,
  offerVersion: row.offer_version,
  name: row.name,
  source: row.source,
  state: row.state,
  wanted: row.wanted,
  made: row.made,
  opened: row.opened,
  recalled: row.recalled,
  recalledTo: row.recalled_to,
  recallReason: row.recall_reason,
  usableTo: row.usable_to.epochMilliseconds,
  exportable: row.sealed_key !== null && row.state === "ready",
  exports: row.exports,
  createdAt: row.created_at.epochMilliseconds,
});

export interface BatchesInput extends PageInput {
  readonly offerId: string;
}

/** Batches of an offer, newest first, for who may read offers of its owner. */
export async function listBatches(ctx: Context, input: BatchesInput): Promise<Page<BatchView>> {
  const limit = pageLimit(input);
  const [after] = decodeCursor(input.cursor) ?? [];
  if (after !== undefined && !isUuid(String(after))) {
    throw refuse("invalid_input", { detail: "cursor" });
  }
  const scope = await unitScope(ctx, "offers.read");
  const { rows } = await sql<Counted>`
    select b.*,
      (select count(*)::int from wallet.codes c where c.brand_id = b.brand_id
        and c.batch_id = b.batch_id and c.opened_at is not null) as opened,
      (select count(*)::int from wallet.code_exports e where e.brand_id = b.brand_id
        and e.batch_id = b.batch_id) as exports
    from wallet.code_batches b join wallet.terms t using (brand_id, offer_id, offer_version)
    where b.brand_id = ${ctx.brand.brandId} and b.offer_id = ${input.offerId}
      and ${inScopeSql("t.owner_unit_id", scope, ctx.recordedAt)}
      ${after ? sql`and b.batch_id < ${String(after)}::uuid` : sql``}
    order by b.batch_id desc limit ${limit + 1}`.execute(ctx.tx);
  const page = pageFrom(rows, limit, (row) => [row.batch_id]);
  return { items: page.items.map(viewOf), next: page.next };
}
