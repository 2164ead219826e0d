import { randomBytes } from "node:crypto";
import { sourcesOf } from "#modules/channels/index.ts";
import { makeDigits } from "#packages/codes/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { enqueue } from "#platform/jobs.ts";
import { emit } from "#platform/journal.ts";
import {
  expireHoldsJobName, forgetGuestJobName, noShowJobName, remindJobName,
} from "./job-names.ts";
import { bookingByNumber } from "./queries.ts";
import type { BookingRow, BookingTables, ServiceRow } from "./tables.ts";

export type NewBooking =
  & Pick<BookingRow, "store_id" | "origin" | "people" | "starts_at" | "state">
  & Partial<BookingRow>;

/** Name and number of who is no member are kept so long after the booking. */
export const guestHours = 24 * 30;

async function freshNumber(ctx: Context): Promise<string> {
  for (;;) {
    const number = makeDigits(10, randomBytes);
    if (!(await bookingByNumber(ctx, number))) return number;
  }
}

async function sourceOf(ctx: Context, memberId: string | null | undefined) {
  const asked = memberId ? [{ memberId, touchId: null, now: ctx.now }] : [];
  const [source] = await sourcesOf(ctx, asked);
  return {
    campaign_id: source?.campaignId ?? null,
    channel_id: source?.channelId ?? null,
    source_code_id: source?.sourceCodeId ?? null,
  };
}

/** Writes a booking of a service; its events and what it occupies are the caller's. */
export async function insertBooking(
  ctx: Context,
  service: ServiceRow,
  given: NewBooking,
): Promise<BookingRow> {
  const row: BookingRow = {
    brand_id: ctx.brand.brandId,
    booking_id: newId(),
    number: await freshNumber(ctx),
    service_id: service.service_id,
    member_id: null,
    guest_name: null,
    guest_phone: null,
    ends_at: given.starts_at.add({ minutes: service.duration_min }),
    held_until: null,
    voucher_id: null,
    redemption_id: null,
    deposit_minor: null,
    deposit_state: null,
    order_id: null,
    note: null,
    cancel_reason: null,
    cancelled_by: null,
    ...(await sourceOf(ctx, given.member_id)),
    made_at: ctx.now,
    confirmed_at: null,
    arrived_at: null,
    arrived_by: null,
    started_at: null,
    finished_at: null,
    ended_at: null,
    reminded_at: null,
    moved: 0,
    rating: null,
    ...given,
  };
  await tablesOf<BookingTables>(ctx).insertInto("bookings.bookings").values(row).execute();
  if (row.guest_name !== null || row.guest_phone !== null) {
    const runAt = row.ends_at.add({ hours: guestHours });
    await enqueue(ctx, forgetGuestJobName, { bookingId: row.booking_id }, { runAt });
  }
  return row;
}

/** What events of a booking tell of its slot. */
export const slotOf = (row: BookingRow) => ({
  bookingId: row.booking_id,
  serviceId: row.service_id,
  startsAt: row.starts_at.epochMilliseconds,
  endsAt: row.ends_at.epochMilliseconds,
  people: row.people,
});

export const dimsOf = (row: BookingRow) => ({
  campaignId: row.campaign_id,
  channelId: row.channel_id,
  sourceCodeId: row.source_code_id,
});

/** An event of a booking at its store. */
export const tell = (
  ctx: Context,
  kind: string,
  row: BookingRow,
  payload: Record<string, unknown>,
): Promise<string> =>
  emit(ctx, kind, { unitId: row.store_id, memberId: row.member_id, payload });

/** Says that a slot is held and asks for its end. */
export async function tellHeld(ctx: Context, row: BookingRow): Promise<void> {
  if (!row.held_until) throw new Error("a hold has an end");
  const heldUntil = row.held_until.epochMilliseconds;
  const payload = { ...slotOf(row), ...dimsOf(row), heldUntil, origin: row.origin };
  await tell(ctx, "bookings.held", row, payload);
  await enqueue(ctx, expireHoldsJobName, { storeId: row.store_id }, { runAt: row.held_until });
}

/** Says that a booking stands; its reminder and the look for its member are asked for. */
export async function tellConfirmed(
  ctx: Context,
  row: BookingRow,
  service: ServiceRow,
): Promise<void> {
  const payload = { ...slotOf(row), ...dimsOf(row), origin: row.origin };
  await tell(ctx, "bookings.confirmed", row, payload);
  await scheduleBooking(ctx, row, service);
}

/** Asks for the jobs of a booking's time; those of an earlier time find it moved and do nothing. */
export async function scheduleBooking(
  ctx: Context,
  row: BookingRow,
  service: ServiceRow,
): Promise<void> {
  const payload = { bookingId: row.booking_id, startsAt: row.starts_at.epochMilliseconds };
  if (service.remind_min !== null && row.member_id !== null) {
    const runAt = row.starts_at.subtract({ minutes: service.remind_min });
    // Booked later than that: the confirmation is the reminder.
    if (Temporal.Instant.compare(ctx.now, runAt) < 0) {
      await enqueue(ctx, remindJobName, payload, { runAt });
    }
  }
  const missedAt = row.starts_at.add({ minutes: service.no_show_min });
  await enqueue(ctx, noShowJobName, payload, { runAt: missedAt });
}
