import type { Reader } from "#platform/db/snapshot.ts";

export interface StoredVerdict {
  readonly lots: number;
  /** The first record that differs, or null. */
  readonly wrong: { readonly record: string; readonly why: string } | null;
}

/** Each answers rows of (record, one, other) that should be equal and are not. */
const checks: readonly { readonly says: string; readonly sql: string }[] = [
  {
    says: "its accounts hold {one}, its lots {other}",
    sql: `with held as (
        select owner_id, kind, balance from wallet.accounts
        where brand_id = $1 and owner_kind = 'member' and kind in ('principal', 'bonus')),
      lots as (
        select member_id, kind, sum(left_minor) as left_minor from (
          select member_id, 'principal' as kind, principal_left as left_minor
          from wallet.stored_lots where brand_id = $1
          union all select member_id, 'bonus', bonus_left from wallet.stored_lots
          where brand_id = $1) l group by member_id, kind)
      select coalesce(h.kind, l.kind) || ' of member ' || coalesce(h.owner_id, l.member_id)
          as record, coalesce(h.balance, 0) as one, coalesce(l.left_minor, 0) as other
      from held h full join lots l on l.member_id = h.owner_id and l.kind = h.kind
      where coalesce(h.balance, 0) <> coalesce(l.left_minor, 0) order by 1 limit 1`,
  },
  {
    says: "it has {one} left and {other} were spent of it: more than was paid in",
    sql: `select 'lot ' || l.lot_id as record, l.principal_left + l.bonus_left as one,
        coalesce(s.spent, 0) as other
      from wallet.stored_lots l
      left join (select lot_id, sum(amount_minor - back_minor) as spent from wallet.stored_slices
        where brand_id = $1 group by lot_id) s on s.lot_id = l.lot_id
      where l.brand_id = $1 and l.principal_left + l.bonus_left + l.refunded_minor
        + coalesce(s.spent, 0) > l.principal_minor + l.bonus_minor order by 1 limit 1`,
  },
  {
    says: "it paid {one}, its parts make {other}",
    sql: `select 'use ' || u.use_id as record, u.principal_minor + u.bonus_minor as one,
        coalesce(sum(s.amount_minor), 0) as other
      from wallet.stored_uses u left join wallet.stored_slices s
        on s.brand_id = u.brand_id and s.use_id = u.use_id
      where u.brand_id = $1 group by u.use_id, u.principal_minor, u.bonus_minor
      having u.principal_minor + u.bonus_minor <> coalesce(sum(s.amount_minor), 0)
      order by 1 limit 1`,
  },
  {
    says: "members spent {one} in it, its orders were paid {other} by stored value",
    sql: `with sums as (
        select a.owner_id, a.kind, sum(p.amount) as amount from wallet.accounts a
        join wallet.postings p on p.brand_id = a.brand_id and p.account_id = a.account_id
        where a.brand_id = $1 and a.kind in ('stored_spent', 'by_stored_value')
        group by a.owner_id, a.kind)
      select 'store ' || owner_id as record,
        coalesce(sum(amount) filter (where kind = 'stored_spent'), 0) as one,
        coalesce(sum(amount) filter (where kind = 'by_stored_value'), 0) as other
      from sums group by owner_id
      having coalesce(sum(amount) filter (where kind = 'stored_spent'), 0)
        <> coalesce(sum(amount) filter (where kind = 'by_stored_value'), 0)
      order by 1 limit 1`,
  },
  {
    says: "its account holds {one}, its gift cards {other}",
    sql: `with held as (
        select a.owner_id, sum(p.amount) as amount from wallet.accounts a
        join wallet.postings p on p.brand_id = a.brand_id and p.account_id = a.account_id
        where a.brand_id = $1 and a.kind = 'gift_cards' group by a.owner_id),
      cards as (
        select c.unit_id, sum(b.face_minor) as amount from wallet.gift_cards c
        join wallet.gift_card_batches b using (brand_id, batch_id)
        where c.brand_id = $1 and c.state = 'active' group by c.unit_id)
      select 'unit ' || coalesce(h.owner_id, c.unit_id) as record,
        coalesce(h.amount, 0) as one, coalesce(c.amount, 0) as other
      from held h full join cards c on c.unit_id = h.owner_id
      where coalesce(h.amount, 0) <> coalesce(c.amount, 0) order by 1 limit 1`,
  },
  {
    says: "tills took {one} for its cards, those sold are worth {other}",
    sql: `with took as (
        select e.cause_id as batch_id, sum(p.amount) as amount from wallet.entries e
        join wallet.postings p on p.brand_id = e.brand_id and p.entry_id = e.entry_id
        join wallet.accounts a on a.brand_id = p.brand_id and a.account_id = p.account_id
          and a.kind = 'at_till'
        where e.brand_id = $1 and e.kind = 'gift_card_money' group by e.cause_id),
      sold as (
        select c.batch_id, sum(b.face_minor) as amount from wallet.gift_cards c
        join wallet.gift_card_batches b using (brand_id, batch_id)
        where c.brand_id = $1 and c.sold_at is not null group by c.batch_id)
      select 'gift cards ' || coalesce(t.batch_id, s.batch_id) as record,
        coalesce(t.amount, 0) as one, coalesce(s.amount, 0) as other
      from took t full join sold s on s.batch_id = t.batch_id
      where coalesce(t.amount, 0) <> coalesce(s.amount, 0) order by 1 limit 1`,
  },
];

/**
 * Compares members' balances with the lots behind them, uses with their parts, what was spent with
 * what orders were paid, gift cards with their account and with what tills took. Names the first
 * that differs.
 */
export async function verifyStored(owner: Reader, brandId: string): Promise<StoredVerdict> {
  const counted = await owner.query(
    "select count(*)::int as lots from wallet.stored_lots where brand_id = $1",
    [brandId],
  );
  const lots: number = counted.rows[0].lots;
  for (const { says, sql } of checks) {
    const { rows } = await owner.query(sql, [brandId]);
    const [row] = rows;
    if (!row) continue;
    const why = says.replace("{one}", String(row.one)).replace("{other}", String(row.other));
    return { lots, wrong: { record: row.record, why } };
  }
  return { lots, wrong: null };
}
