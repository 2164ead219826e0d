import { getStore } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { choose } from "./availability.ts";
import { endDueHolds } from "./expire-holds.ts";
import { heldBooking } from "./held-booking.ts";
import { dimsOf, tell } from "./insert-booking.ts";
import { dateAt, loadCandidates, wantedOf } from "./load-candidates.ts";
import { occupy, release } from "./occupy.ts";
import { changeBooking, findService, usesOf } from "./queries.ts";
import { permitAct } from "./states.ts";
import type { BookingRow } from "./tables.ts";

/** Begun earlier than that, it is another time than was booked. */
const mostEarlyMinutes = 10;

/** Seconds from coming to being served; a booking's wait begins at its start, not before. */
export function waitedSeconds(row: BookingRow, at: Temporal.Instant): number {
  const came = (row.arrived_at ?? row.starts_at).epochMilliseconds;
  const from = row.origin === "walk_in" ? came : Math.max(came, row.starts_at.epochMilliseconds);
  return Math.max(0, Math.round((at.epochMilliseconds - from) / 1000));
}

/** Takes a place from now on: for who walked in, came late, or is served by somebody else. */
async function occupyNow(ctx: Context, row: BookingRow, resourceId: string | null): Promise<void> {
  const service = await findService(ctx, row.service_id);
  const store = await getStore(ctx, row.store_id);
  await endDueHolds(ctx, row.store_id);
  const startsAt = ctx.now.epochMilliseconds;
  const range = { from: dateAt(ctx, startsAt), days: 1, except: row.booking_id };
  const loaded = await loadCandidates(ctx, store, row.service_id, range);
  // Whoever serves is there, whatever the calendar says of their hours.
  const always = [{ from: startsAt - 86_400_000, to: startsAt + 3 * 86_400_000 }];
  const candidates = loaded.map((one) => ({ ...one, windows: always }));
  const wanted = { ...wantedOf(service), beforeMs: 0 };
  const people = row.people;
  const chosen = choose(wanted, candidates, { startsAt, people, only: resourceId });
  if (!chosen) throw refuse("booking_slot_taken");
  await release(ctx, row.booking_id);
  await occupy(ctx, row.booking_id, wanted, { startsAt, people, chosen });
}

/** Somebody begins to serve them; another resource may be named than was booked. */
export async function startBooking(
  ctx: Context,
  bookingId: string,
  resourceId: string | null,
): Promise<BookingRow> {
  const row = await heldBooking(ctx, bookingId);
  permitAct(ctx, row, "start");
  const live = (await usesOf(ctx, [bookingId])).filter((use) => use.released_at === null);
  const other = resourceId !== null && !live.some((use) => use.resource_id === resourceId);
  const early = row.starts_at.subtract({ minutes: mostEarlyMinutes });
  const before = Temporal.Instant.compare(ctx.now, early) < 0;
  if (live.length === 0 || other || before) await occupyNow(ctx, row, resourceId);
  const waited = waitedSeconds(row, ctx.now);
  const started = await changeBooking(ctx, row, { state: "serving", started_at: ctx.now });
  await tell(ctx, "bookings.started", started, { bookingId, waitedSeconds: waited });
  return started;
}

/** They were served: what they occupied is free, whatever time was left. */
export async function finishBooking(ctx: Context, bookingId: string): Promise<BookingRow> {
  const row = await heldBooking(ctx, bookingId);
  permitAct(ctx, row, "finish");
  await release(ctx, bookingId);
  const ended = { state: "served", finished_at: ctx.now, ended_at: ctx.now } as const;
  const served = await changeBooking(ctx, row, ended);
  const from = row.started_at ?? ctx.now;
  const seconds = Math.round(ctx.now.since(from).total("seconds"));
  const { service_id: serviceId } = row;
  await tell(ctx, "bookings.served", served, { bookingId, serviceId, ...dimsOf(row), seconds });
  return served;
}
