import { derivedBalances } from "#modules/wallet/index.ts";
import type { Reader } from "#platform/db/snapshot.ts";

export interface SettlementVerdict {
  readonly lines: number;
  /** The first record that differs, or null. */
  readonly wrong: { readonly record: string; readonly why: string } | null;
}

/** What the journal says of stored value and points, beside the lines: event by event. */
const journalSql = `
  with said as (
    select e.event_id, e.occurred_at, case
        when e.kind = 'wallet.stored_value_used' then (
          select coalesce(sum((f->>'principalMinor')::bigint + (f->>'bonusMinor')::bigint), 0)
          from jsonb_array_elements(e.payload->'from') f
          where f->>'unitId' <> e.payload->>'storeId')
        when e.kind = 'wallet.stored_value_returned' then -(
          select coalesce(sum((f->>'principalMinor')::bigint + (f->>'bonusMinor')::bigint), 0)
          from jsonb_array_elements(e.payload->'from') f
          where f->>'unitId' <> e.payload->>'storeId') end as amount
    from platform.journal e
    join platform.journal_position p on p.brand_id = e.brand_id and p.event_id = e.event_id
    where e.brand_id = $1 and p.position <= coalesce((select position
        from platform.reaction_cursor where brand_id = $1 and reaction = 'settlement.debts'), 0)
      and e.kind in ('wallet.stored_value_used', 'wallet.stored_value_returned'))
  select s.event_id, s.amount, coalesce(d.amount, 0) as lines from said s
  left join (select event_id, sum(amount_minor) as amount from settlement.debts
    where brand_id = $1 group by event_id) d on d.event_id = s.event_id
  where s.amount <> coalesce(d.amount, 0) order by s.occurred_at, s.event_id limit 1`;

/** Causes that were taken back wholly leave nothing. */
const undoneSql = `
  select d.cause_id, sum(d.amount_minor) as amount from settlement.debts d
  where d.brand_id = $1 and d.cause_kind = 'redemption' and exists (
    select from platform.journal e
    join platform.journal_position p on p.brand_id = e.brand_id and p.event_id = e.event_id
    where e.brand_id = $1 and e.kind = 'redemption.undone'
      and e.payload->>'redemptionId' = d.cause_id::text
      and p.position <= coalesce((select position from platform.reaction_cursor
        where brand_id = $1 and reaction = 'settlement.debts'), 0))
  group by d.cause_id having sum(d.amount_minor) <> 0 order by 1 limit 1`;

/** The payments of a closed statement are its units' nets. */
const closedSql = `
  with nets as (
    select period, unit_id, sum(amount) as net from (
      select d.period, creditor_unit_id as unit_id, amount_minor as amount
      from settlement.debts d where brand_id = $1
      union all select period, debtor_unit_id, -amount_minor
      from settlement.debts where brand_id = $1
      union all select period, from_unit_id, amount_minor
      from settlement.payments where brand_id = $1
      union all select period, to_unit_id, -amount_minor
      from settlement.payments where brand_id = $1) n
    where period in (select period from settlement.statements where brand_id = $1)
    group by period, unit_id)
  select period, unit_id, net from nets where net <> 0 order by 1, 2 limit 1`;

interface Check {
  readonly sql: string;
  readonly said: (row: Record<string, unknown>) => { record: string; why: string };
}

const checks: readonly Check[] = [
  {
    sql: journalSql,
    said: (row) => ({
      record: `event ${row.event_id}`,
      why: `the journal says ${row.amount}, its lines make ${row.lines}`,
    }),
  },
  {
    sql: undoneSql,
    said: (row) => ({
      record: `redemption ${row.cause_id}`,
      why: `it was undone, its lines still make ${row.amount}`,
    }),
  },
  {
    sql: closedSql,
    said: (row) => ({
      record: `statement ${row.period}`,
      why: `${row.net} of unit ${row.unit_id} is in no payment`,
    }),
  },
];

/** Compares clearing lines with the journal and with the ledger; names the first that differs. */
export async function verifySettlement(
  owner: Reader,
  brandId: string,
): Promise<SettlementVerdict> {
  const counted = await owner.query(
    "select count(*)::int as lines from settlement.debts where brand_id = $1",
    [brandId],
  );
  const lines: number = counted.rows[0].lines;
  for (const { sql, said } of checks) {
    const { rows } = await owner.query(sql, [brandId]);
    if (rows[0]) return { lines, wrong: said(rows[0]) };
  }
  const { rows } = await owner.query(
    `select unit_id, sum(amount)::bigint as net from (
      select creditor_unit_id as unit_id, amount_minor as amount from settlement.debts
      where brand_id = $1
      union all select debtor_unit_id, -amount_minor from settlement.debts where brand_id = $1
      union all select from_unit_id, amount_minor from settlement.payments
      where brand_id = $1 and paid_at is not null
      union all select to_unit_id, -amount_minor from settlement.payments
      where brand_id = $1 and paid_at is not null) n group by unit_id order by unit_id`,
    [brandId],
  );
  const kind = { kind: "clearing", ownerKind: "unit" } as const;
  const clearing = await derivedBalances(owner, brandId, kind);
  for (const { unit_id: unitId, net } of rows) {
    const posted = clearing.get(unitId) ?? 0;
    if (posted === Number(net)) continue;
    const why = `its account says ${posted}, its lines and payments ${net}`;
    return { lines, wrong: { record: `unit ${unitId}`, why } };
  }
  return { lines, wrong: null };
}
