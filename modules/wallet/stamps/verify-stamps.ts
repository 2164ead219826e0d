import type { Reader } from "#platform/db/snapshot.ts";

export interface StampsVerdict {
  readonly cards: number;
  /** The first card that is wrong; null: none is. */
  readonly wrong: { readonly record: string; readonly why: string } | null;
}

/** Per card: what it holds, what the ledger holds, and what stamps and rewards make of it. */
const reckoned = `
  select c.programme_id, c.member_id, c.held,
    coalesce((select a.balance from wallet.accounts a where a.brand_id = c.brand_id
      and a.kind = 'stamps' and a.owner_kind = 'member' and a.owner_id = c.member_id
      and a.unit = 'stamps' and a.scope = c.programme_id::text), 0) as balance,
    coalesce((select sum(s.count - s.removed) from wallet.stamps s where s.brand_id = c.brand_id
      and s.programme_id = c.programme_id and s.member_id = c.member_id), 0)
    - coalesce((select sum(r.needed) from wallet.stamp_rewards r where r.brand_id = c.brand_id
      and r.programme_id = c.programme_id and r.member_id = c.member_id
      and r.taken_back_at is null), 0)
    - c.lapsed as made,
    p.needed
  from wallet.stamp_cards c
  join wallet.stamp_programmes p
    on p.brand_id = c.brand_id and p.programme_id = c.programme_id
  where c.brand_id = $1`;

interface Row {
  readonly programme_id: string;
  readonly member_id: string;
  readonly why: string;
}

/** Recomputes every card of one brand; names the first that differs. */
export async function verifyStamps(owner: Reader, brandId: string): Promise<StampsVerdict> {
  const counted = await owner.query<{ count: number }>(
    "select count(*)::bigint as count from wallet.stamp_cards where brand_id = $1",
    [brandId],
  );
  const { rows } = await owner.query<Row>(
    `select programme_id, member_id, case
        when held <> balance then 'it holds ' || held || ', the ledger ' || balance
        when held <> made then 'it holds ' || held || ', its stamps and rewards make ' || made
        else 'it holds ' || held || ' of ' || needed end as why
      from (${reckoned}) r where held <> balance or held <> made or held >= needed
      order by programme_id, member_id limit 1`,
    [brandId],
  );
  const [wrong] = rows;
  return {
    cards: Number(counted.rows[0]?.count ?? 0),
    wrong: wrong
      ? { record: `card ${wrong.programme_id} of ${wrong.member_id}`, why: wrong.why }
      : null,
  };
}
