import type { Reader } from "#platform/db/snapshot.ts";

/** What entries that fit moved of money (where it is after it came in), by one of their columns. */
async function moneyBy(
  owner: Reader,
  column: "cause_id" | "posting_key",
  fits: string,
  values: readonly unknown[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await owner.query<{ key: string; amount: number }>(
    `select e.${column} as key, sum(p.amount)::bigint as amount
     from wallet.entries e
     join wallet.postings p on p.brand_id = e.brand_id and p.entry_id = e.entry_id
     join wallet.accounts a on a.brand_id = p.brand_id and a.account_id = p.account_id
       and a.kind in ('at_provider', 'at_till')
     where e.brand_id = $1 and ${fits} group by e.${column}`,
    [...values],
  );
  return new Map(rows.map((row) => [row.key, row.amount]));
}

/** What the ledger moved of money for each of these orders: in less out; absent: nothing. */
export const moneyOfOrders = (owner: Reader, brandId: string, orderIds: readonly string[]) =>
  moneyBy(owner, "cause_id", "e.cause_id = any($2::uuid[]) and e.kind in ('pay', 'refund')",
    [brandId, orderIds]);

/** The same of single entries, by posting key. */
export const moneyPosted = (owner: Reader, brandId: string, postingKeys: readonly string[]) =>
  moneyBy(owner, "posting_key", "e.posting_key = any($2::text[])", [brandId, postingKeys]);
