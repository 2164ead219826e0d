import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { AccountRef } from "./account-kinds.ts";
import { post } from "./post.ts";

interface PostedRow {
  readonly entry_id: string;
  readonly kind: string;
  readonly posting_key: string;
  readonly unit: string;
  readonly amount: number;
  readonly account_kind: AccountRef["kind"];
  readonly owner_kind: AccountRef["ownerKind"];
  readonly owner_id: string;
  readonly scope: string;
}

async function postedFor(ctx: Context, causeId: string): Promise<PostedRow[]> {
  const { rows } = await sql<PostedRow>`
    select e.entry_id, e.kind, e.posting_key, e.unit, p.amount, a.kind as account_kind,
      a.owner_kind, a.owner_id, a.scope
    from wallet.entries e
    join wallet.postings p on p.brand_id = e.brand_id and p.entry_id = e.entry_id
    join wallet.accounts a on a.brand_id = p.brand_id and a.account_id = p.account_id
    where e.brand_id = ${ctx.brand.brandId} and e.cause_id = ${causeId} and e.reverses is null
      and not exists (select 1 from wallet.entries r
        where r.brand_id = e.brand_id and r.reverses = e.entry_id)
    order by e.entry_id, p.account_id`.execute(ctx.tx);
  return rows;
}

/** Takes back every entry that was posted for a cause and still stands; answers how many. */
export async function reverseCause(ctx: Context, causeId: string): Promise<number> {
  const byEntry = Map.groupBy(await postedFor(ctx, causeId), (row) => row.entry_id);
  const entries = [...byEntry].map(([entryId, rows]) => ({
    kind: rows[0]!.kind,
    postingKey: `reverse:${entryId}`,
    unit: rows[0]!.unit,
    causeId,
    reverses: entryId,
    postings: rows.map((row) => ({
      account: {
        kind: row.account_kind,
        ownerKind: row.owner_kind,
        ownerId: row.owner_id,
        scope: row.scope,
      },
      amount: -row.amount,
    })),
  }));
  return (await post(ctx, entries)).length;
}
