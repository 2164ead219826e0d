import type { Reader } from "#platform/db/snapshot.ts";

export interface LedgerVerdict {
  readonly entries: number;
  readonly accounts: number;
  /** The first record that does not fit, or null. */
  readonly wrong: { readonly record: string; readonly why: string } | null;
}

const rowsAtOnce = 5_000;

const entriesSql = `
  select e.entry_id,
    (select sum(amount) from unnest(e.amounts) as given(amount)) = 0 as balanced,
    (select jsonb_object_agg(p.account_id, p.amount) from wallet.postings p
      where p.brand_id = e.brand_id and p.entry_id = e.entry_id)
    is not distinct from
    (select jsonb_object_agg(given.account_id, given.amount)
      from unnest(e.account_ids, e.amounts) as given(account_id, amount)) as posted,
    (select bool_and(a.unit = e.unit) from wallet.accounts a
      where a.brand_id = e.brand_id and a.account_id = any(e.account_ids)) as same_unit
  from wallet.entries e where e.brand_id = $1 and e.entry_id > $2
  order by e.entry_id limit ${rowsAtOnce}`;

const accountsSql = `
  select a.account_id, a.balance,
    coalesce((select sum(p.amount) from wallet.postings p
      where p.brand_id = a.brand_id and p.account_id = a.account_id), 0)::text as posted
  from wallet.accounts a where a.brand_id = $1 and a.account_id > $2
  order by a.account_id limit ${rowsAtOnce}`;

const orphansSql = `
  select p.entry_id from wallet.postings p where p.brand_id = $1 and not exists (
    select 1 from wallet.entries e where e.brand_id = p.brand_id and e.entry_id = p.entry_id)
  order by p.entry_id limit 1`;

const first = "00000000-0000-0000-0000-000000000000";

type Fault = { readonly record: string; readonly why: string };

async function* pages(owner: Reader, text: string, brandId: string, idColumn: string) {
  let after = first;
  for (;;) {
    const { rows } = await owner.query(text, [brandId, after]);
    yield* rows;
    if (rows.length < rowsAtOnce) return;
    after = String(rows.at(-1)[idColumn]);
  }
}

function entryFault(row: Record<string, unknown>): string | null {
  if (!row.balanced) return "the amounts do not sum to zero";
  if (!row.posted) return "its postings are not the ones that it states";
  if (!row.same_unit) return "an account of it has another unit";
  return null;
}

/** Recomputes every entry and every kept balance of one brand; names the first wrong record. */
export async function verifyLedger(owner: Reader, brandId: string): Promise<LedgerVerdict> {
  let entries = 0;
  let accounts = 0;
  const answer = (wrong: Fault | null): LedgerVerdict => ({ entries, accounts, wrong });
  for await (const row of pages(owner, entriesSql, brandId, "entry_id")) {
    const why = entryFault(row);
    if (why) return answer({ record: `entry ${row.entry_id}`, why });
    entries++;
  }
  const { rows } = await owner.query(orphansSql, [brandId]);
  if (rows[0]) {
    return answer({ record: `entry ${rows[0].entry_id}`, why: "the entry is gone" });
  }
  for await (const row of pages(owner, accountsSql, brandId, "account_id")) {
    if (row.balance !== null && String(row.balance) !== row.posted) {
      const why = `the balance is ${row.balance}, its postings make ${row.posted}`;
      return answer({ record: `account ${row.account_id}`, why });
    }
    accounts++;
  }
  return answer(null);
}
