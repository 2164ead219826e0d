import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { AccountRef } from "./account-kinds.ts";

/** What the entries of these keys put into accounts of a kind; a key not posted is absent. */
export async function postedAt(
  ctx: Context,
  kind: AccountRef["kind"],
  postingKeys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ key: string; amount: number }>`
    select e.posting_key as key, sum(p.amount)::bigint as amount
    from wallet.entries e
    join wallet.postings p on p.brand_id = e.brand_id and p.entry_id = e.entry_id
    join wallet.accounts a on a.brand_id = p.brand_id and a.account_id = p.account_id
      and a.kind = ${kind}
    where e.brand_id = ${ctx.brand.brandId}
      and e.posting_key = any(${[...postingKeys]}::text[])
    group by e.posting_key`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.key, row.amount]));
}
