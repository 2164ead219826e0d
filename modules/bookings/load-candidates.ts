import { sql } from "kysely";
import { specialDaysOf, type Store } from "#modules/stores/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import type { Busy, Candidate, Wanted } from "./availability.ts";
import { activeResources } from "./queries.ts";
import { type Schedule, windowsOf } from "./schedule.ts";
import type { BookingTables, ResourceRow, ServiceRow, Span } from "./tables.ts";

const minuteMs = 60_000;

export const wantedOf = (service: ServiceRow): Wanted => ({
  serviceId: service.service_id,
  needs: service.needs,
  durationMs: service.duration_min * minuteMs,
  beforeMs: service.before_min * minuteMs,
  afterMs: service.after_min * minuteMs,
  gridMs: service.grid_min * minuteMs,
  capacity: service.capacity,
  shared: service.shared,
});

/** Days of the range, and the night before it. */
async function ownDays(
  ctx: Context,
  ids: readonly string[],
  from: Temporal.PlainDate,
  days: number,
): Promise<Map<string, Map<string, Span[]>>> {
  const found = new Map<string, Map<string, Span[]>>(ids.map((id) => [id, new Map()]));
  if (ids.length === 0) return found;
  const rows = await tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.resource_days")
    .select(["resource_id", "day", "spans"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("resource_id", "=", sql<string>`any(${[...ids]}::uuid[])`)
    .where("day", ">=", from.subtract({ days: 1 }).toString())
    .where("day", "<=", from.add({ days }).toString())
    .execute();
  for (const row of rows) found.get(row.resource_id)?.set(row.day, row.spans);
  return found;
}

/**
 * What is taken. Holds whose time is over are left out, whoever books ends them first; they count
 * where nobody ends them before what follows (`due`).
 */
async function busyOf(
  ctx: Context,
  ids: readonly string[],
  range: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
  { except = null, due = false }: Pick<Range, "except" | "due">,
): Promise<Map<string, Busy[]>> {
  const { rows } = await sql<{
    booking_id: string; resource_id: string; place: number; seat: number; session: string;
    busy_from: Temporal.Instant; busy_to: Temporal.Instant;
  }>`
    select u.booking_id, u.resource_id, u.place, u.seat, u.session, u.busy_from, u.busy_to
    from bookings.uses u
    join bookings.bookings b on b.brand_id = u.brand_id and b.booking_id = u.booking_id
    where u.brand_id = ${ctx.brand.brandId} and u.resource_id = any(${[...ids]}::uuid[])
      and u.released_at is null
      and tstzrange(u.busy_from, u.busy_to) && tstzrange(${range.from}, ${range.to})
      and (${due} or not (b.state = 'held' and b.held_until <= ${ctx.now}))
      and u.booking_id is distinct from ${except}::uuid`.execute(ctx.tx);
  const found = new Map<string, Busy[]>();
  for (const row of rows) {
    const busy = {
      bookingId: row.booking_id,
      place: row.place,
      seat: row.seat,
      session: row.session,
      from: row.busy_from.epochMilliseconds,
      to: row.busy_to.epochMilliseconds,
    };
    found.set(row.resource_id, [...(found.get(row.resource_id) ?? []), busy]);
  }
  return found;
}

export interface Range {
  readonly from: Temporal.PlainDate;
  readonly days: number;
  /** A booking that is being moved does not stand in its own way. */
  readonly except?: string | null;
  /** Holds whose time is over still have their places. */
  readonly due?: boolean;
}

const candidateOf = (
  ctx: Context,
  row: ResourceRow,
  schedule: Schedule,
  range: Range,
  busy: readonly Busy[],
): Candidate => ({
  resourceId: row.resource_id,
  kind: row.kind,
  places: row.capacity,
  windows: windowsOf(schedule, ctx.brand.timeZone, range.from, range.days),
  busy,
});

/** Who and what can do a service at a store, when they are there, and what is taken of them. */
export async function loadCandidates(
  ctx: Context,
  store: Store,
  serviceId: string,
  range: Range,
): Promise<Candidate[]> {
  const rows = await activeResources(ctx, store.storeId, serviceId);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.resource_id);
  const zone = ctx.brand.timeZone;
  const first = range.from.subtract({ days: 1 });
  const last = range.from.add({ days: range.days + 1 });
  const specials = await specialDaysOf(
    ctx, [store.storeId], first.toString(), last.toString(),
  );
  const days = await ownDays(ctx, ids, range.from, range.days);
  // A day of buffers and durations on each side.
  const busy = await busyOf(ctx, ids, {
    from: first.subtract({ days: 1 }).toZonedDateTime(zone).toInstant(),
    to: last.add({ days: 2 }).toZonedDateTime(zone).toInstant(),
  }, range);
  return rows.map((row) =>
    candidateOf(ctx, row, {
      storeHours: store.hours,
      storeDays: specials.get(store.storeId) ?? [],
      hours: row.hours,
      days: days.get(row.resource_id) ?? new Map(),
    }, range, busy.get(row.resource_id) ?? []),
  );
}

/** The calendar day of an instant in the brand's zone. */
export const dateAt = (ctx: Context, ms: number): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(ctx.brand.timeZone).toPlainDate();
