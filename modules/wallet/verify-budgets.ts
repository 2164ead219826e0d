import type { Reader } from "#platform/db/snapshot.ts";

export interface BudgetsVerdict {
  readonly budgets: number;
  /** The first budget whose account tells another sum than its redemptions, or null. */
  readonly wrong: { readonly record: string; readonly why: string } | null;
}

const comparedSql = `
  with paid as (
    select a.account_id, case when a.scope = '' then 'offer:' || a.owner_id || ':redeem:money:all'
        else a.scope end as key,
      coalesce((select -sum(p.amount) from wallet.postings p
        join wallet.entries e on e.brand_id = p.brand_id and e.entry_id = p.entry_id
        where p.brand_id = a.brand_id and p.account_id = a.account_id and e.kind = 'spend'), 0)
        as amount
    from wallet.accounts a where a.brand_id = $1 and a.kind = 'budget'
      and (a.scope <> '' or a.owner_kind = 'offer')),
  taken as (
    select t.key, sum(t.amount) as amount from wallet.redeem_takings r
    cross join lateral jsonb_to_recordset(r.taken) as t(key text, amount bigint)
    where r.brand_id = $1 and r.given_back_at is null and r.posted
      and t.key ~ ':redeem:money:(all|store|campaign)(:|$)'
    group by t.key)
  select coalesce(p.key, t.key) as key, coalesce(p.amount, 0) as paid,
    coalesce(t.amount, 0) as counted, coalesce(p.amount, 0) <> coalesce(t.amount, 0) as differs
  from paid p full join taken t on t.key = p.key order by differs desc, 1`;

/**
 * Compares the account of each money budget with what the redemptions behind its counter took:
 * the one is kept by the ledger, the other by the limits. Names the first that differs.
 */
export async function verifyBudgets(owner: Reader, brandId: string): Promise<BudgetsVerdict> {
  const { rows } = await owner.query(comparedSql, [brandId]);
  const [first] = rows;
  return {
    budgets: rows.length,
    wrong: first?.differs
      ? {
          record: `budget ${first.key}`,
          why: `its account has paid ${first.paid}, the redemptions took ${first.counted}`,
        }
      : null,
  };
}
