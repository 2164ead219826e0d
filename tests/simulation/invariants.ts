import assert from "node:assert/strict";
import { sql } from "kysely";
import type { City } from "./city.ts";
import { onServer } from "./city.ts";

interface Seen {
  readonly wrong: string;
}

/**
 * What must hold after each step. Nothing but the server's steps changes its tables, so they are
 * read after those; what the phones hold is looked at after each.
 */
export function checkPhones(city: City): void {
  for (const phone of city.phones) {
    const kept = new Map(phone.records().map((one) => [one.sequence, one]));
    for (const said of phone.acknowledged) {
      const record = kept.get(said.sequence);
      // Only what the server has answered for may leave the disk, and that two days later.
      assert.ok(record, `record ${said.sequence} of ${phone.deviceId} was said done and is gone`);
      assert.equal(record.text, said.text);
      if (record.outcome === "quarantined") {
        assert.ok(phone.revoked, `${record.reason}: an honest record was not believed`);
      }
    }
  }
}

const brokenRules = `
  with used as (
    select right_id, count(*) as uses from redemption.redemptions
    where brand_id = $1 and right_kind = 'voucher' and right_id = any($2::uuid[])
      and undone_at is null group by right_id),
  conflicts as (
    select * from redemption.offline_conflicts
    where brand_id = $1 and device_id = any($3::uuid[]))
  select 'right ' || v.voucher_id || ' was used ' || coalesce(u.uses, 0) || ' times' as wrong
    from wallet.vouchers v left join used u on u.right_id = v.voucher_id
    where v.brand_id = $1 and v.voucher_id = any($2::uuid[])
      and (coalesce(u.uses, 0) > v.uses_total
        or coalesce(u.uses, 0) <> v.uses_total - v.uses_left)
  union all
  select 'conflict ' || c.conflict_id || ' has loss ' || coalesce(c.loss_minor, 0)
      || ' and its owner bears ' || coalesce(p.amount, 0)
    from conflicts c left join lateral (
      select sum(p.amount) as amount from wallet.entries e
      join wallet.postings p on p.brand_id = e.brand_id and p.entry_id = e.entry_id
      join wallet.accounts a on a.brand_id = p.brand_id and a.account_id = p.account_id
      where e.brand_id = c.brand_id and e.cause_id = c.conflict_id and a.kind = 'loss'
        and a.owner_id = c.owner_unit_id) p on true
    where coalesce(p.amount, 0)
      <> case when c.undone_at is null then coalesce(c.loss_minor, 0) else 0 end
  union all
  select 'the ledger sums to ' || sum(p.amount) from wallet.entries e
    join wallet.postings p on p.brand_id = e.brand_id and p.entry_id = e.entry_id
    where e.brand_id = $1
      and e.cause_id in (select conflict_id from conflicts)
    having coalesce(sum(p.amount), 0) <> 0
  union all
  select 'device ' || d.device_id || ' stands at ' || d.last_sequence
    from redemption.offline_devices d
    where d.brand_id = $1 and d.device_id = any($3::uuid[])
      and d.last_sequence <> (select count(*) from redemption.offline_records r
        where r.brand_id = d.brand_id and r.device_id = d.device_id and r.in_chain)
  union all
  select 'record ' || r.sequence || ' of a device in use: ' || r.reason
    from redemption.offline_records r
    join redemption.offline_devices d using (brand_id, device_id)
    where r.brand_id = $1 and r.device_id = any($3::uuid[])
      and r.outcome = 'quarantined' and d.revoked_at is null
  union all
  select 'two stores used right ' || c.right_id || ' inside its hold'
    from conflicts c
    join redemption.redemptions first on first.brand_id = c.brand_id
      and first.redemption_id = c.first_redemption_id and first.store_id <> c.store_id
    join redemption.offline_statements s on s.brand_id = c.brand_id
      and s.right_kind = c.right_kind and s.right_id = c.right_id and s.store_id = c.store_id
      and c.used_at >= s.not_before and c.used_at < s.until
    where not exists (
      -- a counter that stayed away longer than its own hold: the risk that is stated
      select 1 from redemption.offline_statements late
      where late.brand_id = first.brand_id and late.right_kind = first.right_kind
        and late.right_id = first.right_id and late.store_id = first.store_id
        and first.permanent_key like 'offline:%' and first.committed_at >= late.not_before
        and first.committed_at < late.until and late.hold_until <= first.recorded_at)
    group by c.right_id, c.conflict_id, c.recorded_at
    having max(s.hold_until) > c.recorded_at
  limit 3`;

/** One question that answers every broken rule of this city's rights, devices and ledger. */
export async function checkServer(city: City): Promise<void> {
  const { app, shop } = city.ground;
  const rights = city.rights.map((one) => one.rightId);
  const devices = city.phones.map((one) => one.deviceId);
  const asked = [shop.t.brandId, rights, devices];
  const { rows } = await app.databases.ownerPool.query<Seen>(brokenRules, asked);
  assert.deepEqual(rows.map((row) => row.wrong), []);
}

/** After all has been sent: what was said done at a counter stands in the server's book, once. */
export async function checkBooks(city: City): Promise<void> {
  const devices = city.phones.map((one) => one.deviceId);
  const { rows } = await onServer(city, (ctx) =>
    sql<{ device_id: string; text: string }>`
      select device_id, text from redemption.offline_records
      where brand_id = ${ctx.brand.brandId} and device_id = any(${devices}::uuid[])
    `.execute(ctx.tx),
  );
  for (const phone of city.phones) {
    const arrived = rows.filter((row) => row.device_id === phone.deviceId);
    for (const said of phone.acknowledged) {
      const copies = arrived.filter((row) => row.text === said.text).length;
      assert.equal(copies, 1, `record ${said.sequence} arrived ${copies} times`);
    }
  }
}
