import { type RawBuilder, sql } from "kysely";
import { inScopeSql, permit, unitNames, unitScope } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { problemOf, refuse } from "#platform/errors.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";

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
  first_device_name: string | null;
  /** Of a record that is not believed: what it says. */
  said: string | null;
  title: string | null;
  title_en: string | null;
}

interface ConflictsInput extends PageInput {
  readonly storeId?: string | undefined;
}

function cursorOf(input: PageInput): [string, string] | null {
  const values = decodeCursor(input.cursor);
  if (!values) return null;
  try {
    return [Temporal.Instant.from(String(values[0])).toString(), String(values[1])];
  } catch {
    throw refuse("invalid_input", { detail: "cursor" });
  }
}

async function rowsOf(ctx: Context, scope: RawBuilder<boolean>, input: PageInput, limit: number) {
  const [recordedAt, id] = cursorOf(input) ?? [null, null];
  const { rows } = await sql<Row>`
    select * from (
      select 'conflict' as kind, c.conflict_id::text as id, c.store_id, c.device_id,
        d.name as device_name, c.sequence, c.code, c.decision, c.owner_unit_id, c.loss_minor,
        c.bill_minor, c.used_at, c.recorded_at, c.undone_at, r.store_id as first_store_id,
        r.committed_at as first_at, r.device_id as first_device_id,
        f.name as first_device_name, null as said, r.title, r.title_en
      from redemption.offline_conflicts c
      join redemption.offline_devices d
        on d.brand_id = c.brand_id and d.device_id = c.device_id
      left join redemption.redemptions r
        on r.brand_id = c.brand_id and r.redemption_id = c.first_redemption_id
      left join redemption.offline_devices f
        on f.brand_id = r.brand_id and f.device_id::text = r.device_id
      where c.brand_id = ${ctx.brand.brandId} and ${scope}
      union all
      select 'quarantined', q.mark, d.store_id, q.device_id, d.name, q.sequence, q.reason, null,
        null, null, null, null, q.received_at, null, null, null, null, null, q.text, null, null
      from redemption.offline_records q
      join redemption.offline_devices d
        on d.brand_id = q.brand_id and d.device_id = q.device_id
      where q.brand_id = ${ctx.brand.brandId} and q.outcome = 'quarantined' and ${scope}) listed
    where ${recordedAt}::timestamptz is null
      or (recorded_at, id) < (${recordedAt}::timestamptz, ${id}::text)
    order by recorded_at desc, id desc limit ${limit + 1}`.execute(ctx.tx);
  return rows;
}

/**
 * What came back from counters without a line and could not simply stand, newest first: second
 * uses with both places, times and devices, and records that the server does not believe.
 */
export async function listConflicts(ctx: Context, input: ConflictsInput) {
  const { storeId } = input;
  if (storeId) await permit(ctx, "redemption.undo", storeId);
  const scope = storeId
    ? sql<boolean>`d.store_id = ${storeId}`
    : inScopeSql("d.store_id", await unitScope(ctx, "redemption.undo"), ctx.recordedAt);
  const limit = pageLimit(input);
  const read = await rowsOf(ctx, scope, input, limit);
  const { items: rows, next } = pageFrom(read, limit, (row) => [
    row.recorded_at.toString(), row.id,
  ]);
  const ids = rows.flatMap((row) => [row.store_id, row.first_store_id, row.owner_unit_id]);
  const units = await unitNames(ctx, [...new Set(ids.filter((id) => id !== null))]);
  const names = new Map(units.map(({ unitId, name, nameEn }) => [unitId, { name, nameEn }]));
  return { items: rows.map((row) => viewOf(ctx, row, names)), next };
}

type Names = ReadonlyMap<string, { readonly name: string; readonly nameEn: string | null }>;

/** What a record says of itself that the server does not believe; nothing of it is counted. */
function saidOf(text: string | null): { readonly at?: unknown; readonly billMinor?: unknown } {
  try {
    return Object(JSON.parse(text ?? "{}"));
  } catch {
    return {};
  }
}

/** The last instant that a calendar can name, in epoch milliseconds. */
const latest = 8_640_000_000_000_000;

const countOr = (value: unknown): number | null =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= latest
    ? (value as number)
    : null;

function viewOf(ctx: Context, row: Row, names: Names) {
  const place = (id: string | null) => (id ? (names.get(id) ?? null) : null);
  const said = saidOf(row.said);
  const problem = problemOf(row.code, {}, ctx.lang, ctx.requestId).title;
  return {
    kind: row.kind,
    id: row.id,
    storeId: row.store_id,
    store: place(row.store_id),
    deviceId: row.device_id,
    deviceName: row.device_name,
    sequence: row.sequence,
    code: row.code,
    problem: row.kind === "conflict" ? problem.replaceAll(/\{\w+\}/g, "…") : null,
    decision: row.decision,
    owner: place(row.owner_unit_id),
    lossMinor: row.loss_minor,
    billMinor: row.bill_minor ?? countOr(said.billMinor),
    usedAt: row.used_at?.epochMilliseconds ?? countOr(said.at),
    recordedAt: row.recorded_at.epochMilliseconds,
    undoneAt: row.undone_at?.epochMilliseconds ?? null,
    firstStore: place(row.first_store_id),
    firstAt: row.first_at?.epochMilliseconds ?? null,
    firstDeviceId: row.first_device_id,
    firstDeviceName: row.first_device_name,
    title: row.title,
    titleEn: row.title_en,
  };
}
