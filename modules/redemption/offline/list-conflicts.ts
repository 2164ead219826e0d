import { sql } from "kysely";
import { inScopeSql, permit, unitNames, unitScope } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";

interface Row {
  kind: "conflict" | "quarantined";
  id: string;
  store_id: string;
  device_id: string;
  device_name: string;
  sequence: number;
  code: string;
  decision: string | null;
  owner_unit_id: string | null;
  loss_minor: number | null;
  bill_minor: number | null;
  used_at: Temporal.Instant | null;
  recorded_at: Temporal.Instant;
  undone_at: Temporal.Instant | null;
  first_store_id: string | null;
  first_at: Temporal.Instant | null;
  first_device_id: string | null;
  title: string | null;
  title_en: string | null;
}

const most = 200;

/**
 * What came back from counters without a line and could not simply stand, newest first: second
 * uses with both places, times and devices, and records that the server does not believe.
 */
export async function listConflicts(ctx: Context, storeId?: string) {
  if (storeId) await permit(ctx, "redemption.undo", storeId);
  const scope = storeId
    ? sql<boolean>`d.store_id = ${storeId}`
    : inScopeSql("d.store_id", await unitScope(ctx, "redemption.undo"), ctx.recordedAt);
  const { rows } = await sql<Row>`
    select 'conflict' as kind, c.conflict_id::text as id, c.store_id, c.device_id,
      d.name as device_name, c.sequence, c.code, c.decision, c.owner_unit_id, c.loss_minor,
      c.bill_minor, c.used_at, c.recorded_at, c.undone_at, r.store_id as first_store_id,
      r.committed_at as first_at, r.device_id as first_device_id, r.title, r.title_en
    from redemption.offline_conflicts c
    join redemption.offline_devices d
      on d.brand_id = c.brand_id and d.device_id = c.device_id
    left join redemption.redemptions r
      on r.brand_id = c.brand_id and r.redemption_id = c.first_redemption_id
    where c.brand_id = ${ctx.brand.brandId} and ${scope}
    union all
    select 'quarantined', q.mark, d.store_id, q.device_id, d.name, q.sequence, q.reason, null,
      null, null, null, null, q.received_at, null, null, null, null, null, null
    from redemption.offline_records q
    join redemption.offline_devices d
      on d.brand_id = q.brand_id and d.device_id = q.device_id
    where q.brand_id = ${ctx.brand.brandId} and q.outcome = 'quarantined' and ${scope}
    order by recorded_at desc limit ${most}`.execute(ctx.tx);
  const ids = rows.flatMap((row) => [row.store_id, row.first_store_id, row.owner_unit_id]);
  const units = await unitNames(ctx, [...new Set(ids.filter((id) => id !== null))]);
  const names = new Map(units.map(({ unitId, name, nameEn }) => [unitId, { name, nameEn }]));
  return { items: rows.map((row) => viewOf(row, names)) };
}

type Names = ReadonlyMap<string, { readonly name: string; readonly nameEn: string | null }>;

function viewOf(row: Row, names: Names) {
  const place = (id: string | null) => (id ? (names.get(id) ?? null) : null);
  return {
    kind: row.kind,
    id: row.id,
    storeId: row.store_id,
    store: place(row.store_id),
    deviceId: row.device_id,
    deviceName: row.device_name,
    sequence: row.sequence,
    code: row.code,
    decision: row.decision,
    owner: place(row.owner_unit_id),
    lossMinor: row.loss_minor,
    billMinor: row.bill_minor,
    usedAt: row.used_at?.epochMilliseconds ?? null,
    recordedAt: row.recorded_at.epochMilliseconds,
    undoneAt: row.undone_at?.epochMilliseconds ?? null,
    firstStore: place(row.first_store_id),
    firstAt: row.first_at?.epochMilliseconds ?? null,
    firstDeviceId: row.first_device_id,
    title: row.title,
    titleEn: row.title_en,
  };
}
