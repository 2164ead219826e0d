import type pg from "pg";

/** What the ledger moved of money for each of these orders: in less out; absent: nothing. */
export async function moneyOfOrders(
  owner: pg.Pool,
  brandId: string,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await owner.query<{ cause: string; amount: number }>(
    `select e.cause_id as cause, sum(p.amount)::bigint as amount
     from wallet.entries e
     join wallet.postings p on p.brand_id = e.brand_id and p.entry_id = e.entry_id
     join wallet.accounts a on a.brand_id = p.brand_id and a.account_id = p.account_id
       and a.kind in ('at_provider', 'at_till')
     where e.brand_id = $1 and e.cause_id = any($2::uuid[]) and e.kind in ('pay', 'refund')
     group by e.cause_id`,
    [brandId, orderIds],
  );
  return new Map(rows.map((row) => [row.cause, row.amount]));
}
