import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { daysWindow, permitRead } from "./list-bookings.ts";

interface Row {
  readonly walked: boolean;
  readonly made: number;
  readonly came: number;
  readonly served: number;
  readonly no_shows: number;
  readonly cancelled: number;
  readonly waited: number | null;
  readonly lasted: number | null;
  readonly rating: number | null;
  readonly ratings: number;
}

const longestDays = 366;

/** Waits in seconds: of who walked in from coming, of the booked not before their start. */
const waited = sql`extract(epoch from started_at - case when origin = 'walk_in' then arrived_at
  else greatest(arrived_at, starts_at) end)`;

async function groups(ctx: Context, storeId: string, from: string, days: number): Promise<Row[]> {
  const window = daysWindow(ctx, from, days);
  const { rows } = await sql<Row>`
    select origin = 'walk_in' as walked,
      count(*) filter (where confirmed_at is not null)::int as made,
      count(*) filter (where arrived_at is not null)::int as came,
      count(*) filter (where state = 'served')::int as served,
      count(*) filter (where state = 'no_show')::int as no_shows,
      count(*) filter (where state = 'cancelled' and confirmed_at is not null)::int as cancelled,
      round(avg(greatest(0, ${waited})) filter (where started_at is not null))::int as waited,
      round(avg(extract(epoch from finished_at - started_at))
        filter (where finished_at is not null))::int as lasted,
      round(avg(rating) * 100)::int as rating, count(rating)::int as ratings
    from bookings.bookings where brand_id = ${ctx.brand.brandId} and store_id = ${storeId}
      and starts_at >= ${window.from} and starts_at < ${window.to}
    group by 1`.execute(ctx.tx);
  return rows;
}

function ratingOf(rows: readonly Row[]): number | null {
  const count = rows.reduce((sum, row) => sum + row.ratings, 0);
  const total = rows.reduce((sum, row) => sum + (row.rating ?? 0) * row.ratings, 0);
  return count === 0 ? null : Math.round(total / count);
}

/**
 * How bookings and walk-ins of a store went in a period of days (both inclusive, at most a year),
 * and the waiting that booking saved: how much longer who walked in waited on average, times the
 * booked ones served. Null where one of the two is unknown; negative where booking cost waiting.
 */
export async function bookingFigures(
  ctx: Context,
  input: { readonly storeId: string; readonly from: string; readonly to: string },
) {
  await permitRead(ctx, input.storeId);
  const days = daysBetween(input.from, input.to);
  const rows = await groups(ctx, input.storeId, input.from, days);
  const of = (walked: boolean) => {
    const row = rows.find((one) => one.walked === walked);
    return {
      came: row?.came ?? 0,
      served: row?.served ?? 0,
      waitedSeconds: row?.waited ?? null,
      servedSeconds: row?.lasted ?? null,
    };
  };
  const [booked, walkIns] = [of(false), of(true)];
  const made = rows.find((one) => !one.walked);
  const known = booked.waitedSeconds !== null && walkIns.waitedSeconds !== null;
  return {
    booked: {
      ...booked,
      made: made?.made ?? 0,
      noShows: made?.no_shows ?? 0,
      cancelled: made?.cancelled ?? 0,
    },
    walkIns,
    savedSeconds: known
      ? ((walkIns.waitedSeconds ?? 0) - (booked.waitedSeconds ?? 0)) * booked.served
      : null,
    rating: ratingOf(rows),
  };
}

function daysBetween(from: string, to: string): number {
  try {
    const days = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1;
    if (days >= 1 && days <= longestDays) return days;
  } catch {
    // falls through to the refusal
  }
  throw refuse("booking_times_invalid", { given: `${from} – ${to}` });
}
