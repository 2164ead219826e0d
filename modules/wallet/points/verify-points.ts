import type { Reader } from "#platform/db/snapshot.ts";

export interface PointsVerdict {
  readonly lots: number;
  /** The first member or order whose points do not fit, or null. */
  readonly wrong: { readonly record: string; readonly why: string } | null;
}

/** What a member's lots make beside what the ledger's accounts make, kind by kind. */
const balancesSql = `
  with lots as (
    select l.member_id, k.kind, sum(k.points) as points
    from wallet.points_lots l cross join lateral (values ('points_pending', l.pending),
      ('points', l.free), ('points_frozen', l.frozen), ('points_spent', l.spent),
      ('points_expired', l.expired)) as k(kind, points)
    where l.brand_id = $1 group by 1, 2),
  accounts as (
    select a.owner_id as member_id, a.kind, coalesce(a.balance, (select sum(p.amount)
      from wallet.postings p where p.brand_id = a.brand_id and p.account_id = a.account_id), 0)
      as points
    from wallet.accounts a where a.brand_id = $1 and a.owner_kind = 'member'
      and a.unit = 'points' and a.kind in ('points_pending', 'points', 'points_frozen',
        'points_spent', 'points_expired'))
  select coalesce(l.member_id, a.member_id) as member_id, coalesce(l.kind, a.kind) as kind,
    coalesce(l.points, 0) as lots, coalesce(a.points, 0) as ledger
  from lots l full join accounts a on a.member_id = l.member_id and a.kind = l.kind
  where coalesce(l.points, 0) <> coalesce(a.points, 0) order by 1, 2 limit 1`;

/** What was taken out of lots, and is owed beside, is what returns and corrections took. */
const takenSql = `
  with m as (select member_id from wallet.points_members where brand_id = $1)
  select m.member_id, t.taken, t.asked from m cross join lateral (
    select coalesce((select sum(taken) from wallet.points_lots
        where brand_id = $1 and member_id = m.member_id), 0)
      - coalesce((select balance from wallet.accounts where brand_id = $1
        and kind = 'points_owed' and owner_kind = 'member' and owner_id = m.member_id
        and unit = 'points'), 0) as taken,
      coalesce((select sum(taken - waived) from wallet.points_orders
        where brand_id = $1 and member_id = m.member_id), 0)
      - coalesce((select sum(points) from wallet.points_acts where brand_id = $1
        and member_id = m.member_id and kind = 'correct' and points < 0), 0) as asked) t
  where t.taken <> t.asked order by 1 limit 1`;

const spendsSql = `
  select s.spend_id, s.points, s.given_back, coalesce(l.points, 0) as lots,
    coalesce(l.given_back, 0) as lots_back
  from wallet.points_spends s left join (
    select spend_id, sum(points) as points, sum(given_back) as given_back
    from wallet.points_spend_lots where brand_id = $1 group by spend_id) l using (spend_id)
  where s.brand_id = $1 and (s.points <> coalesce(l.points, 0)
    or s.given_back <> coalesce(l.given_back, 0)) order by 1 limit 1`;

/** Compares lots, orders and spendings of points with the ledger; names the first wrong record. */
export async function verifyPoints(owner: Reader, brandId: string): Promise<PointsVerdict> {
  const counted = await owner.query(
    "select count(*)::bigint as lots from wallet.points_lots where brand_id = $1", [brandId]);
  const lots = Number(counted.rows[0].lots);
  const [balance] = (await owner.query(balancesSql, [brandId])).rows;
  if (balance) {
    const why = `${balance.kind}: its lots make ${balance.lots}, the ledger ${balance.ledger}`;
    return { lots, wrong: { record: `points of member ${balance.member_id}`, why } };
  }
  const [taken] = (await owner.query(takenSql, [brandId])).rows;
  if (taken) {
    const why = `${taken.taken} were taken back, returns and corrections make ${taken.asked}`;
    return { lots, wrong: { record: `points of member ${taken.member_id}`, why } };
  }
  const [spend] = (await owner.query(spendsSql, [brandId])).rows;
  if (spend) {
    const why = `${spend.points} spent and ${spend.given_back} given back, its lots make `
      + `${spend.lots} and ${spend.lots_back}`;
    return { lots, wrong: { record: `spending ${spend.spend_id}`, why } };
  }
  return { lots, wrong: null };
}
