import { heldMember, memberByPhone } from "#modules/members/index.ts";
import { recordVisit } from "#modules/channels/index.ts";
import type { Store } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { endDueHolds } from "./expire-holds.ts";
import { bookable, chooseAt } from "./hold-booking.ts";
import { insertBooking, tell, tellConfirmed } from "./insert-booking.ts";
import { dateAt, loadCandidates, wantedOf } from "./load-candidates.ts";
import { lockCalendar } from "./locks.ts";
import { occupy } from "./occupy.ts";
import type { BookingRow, ServiceRow } from "./tables.ts";

export interface StaffBooking {
  readonly storeId: string;
  readonly serviceId: string;
  readonly origin: "phone" | "walk_in";
  /** Epoch milliseconds; a walk-in's is now. */
  readonly startsAt: number | null;
  readonly memberId: string | null;
  readonly phone: string | null;
  readonly name: string | null;
  readonly people: number;
  readonly resourceId: string | null;
  readonly note: string | null;
}

type Person = Pick<BookingRow, "member_id" | "guest_name" | "guest_phone">;

/** The member, where there is one with this id or number; else a guest by name and number. */
async function personOf(ctx: Context, input: StaffBooking): Promise<Person> {
  const { memberId, phone, name } = input;
  const byPhone = !memberId && phone ? await memberByPhone(ctx, phone) : null;
  const found = memberId ?? byPhone?.memberId;
  const member = found ? await heldMember(ctx, { memberId: found }) : null;
  if (member) return { member_id: member.memberId, guest_name: null, guest_phone: null };
  if (memberId) throw refuse("not_found");
  return { member_id: null, guest_name: name?.trim() || null, guest_phone: phone?.trim() || null };
}

/** Somebody is here and wants to be served: nothing is taken before somebody serves them. */
async function walkIn(
  ctx: Context,
  service: ServiceRow,
  given: Person & Pick<BookingRow, "store_id" | "people" | "note">,
): Promise<BookingRow> {
  const row = await insertBooking(ctx, service, {
    ...given,
    origin: "walk_in",
    starts_at: ctx.now,
    state: "arrived",
    arrived_at: ctx.now,
    arrived_by: "staff",
  });
  await tellArrived(ctx, row);
  return row;
}

/** A person in the store, in the journal and among the visits. */
export async function tellArrived(ctx: Context, row: BookingRow): Promise<void> {
  const { booking_id: bookingId, service_id: serviceId, arrived_by: by, origin } = row;
  const startsAt = row.starts_at.epochMilliseconds;
  await tell(ctx, "bookings.arrived", row, { bookingId, serviceId, by, origin, startsAt });
  const { campaign_id: campaignId, channel_id: channelId, source_code_id: sourceCodeId } = row;
  await recordVisit(ctx, {
    storeId: row.store_id,
    memberId: row.member_id,
    source: { campaignId, channelId, sourceCodeId },
  });
}

interface Place {
  readonly service: ServiceRow;
  readonly store: Store;
  readonly startsAt: number;
}

async function byPhone(
  ctx: Context,
  { service, store, startsAt }: Place,
  input: StaffBooking,
  person: Person,
): Promise<BookingRow> {
  const range = { from: dateAt(ctx, startsAt), days: 1 };
  const wanted = wantedOf(service);
  const candidates = await loadCandidates(ctx, store, service.service_id, range);
  const { people, resourceId, note } = input;
  const chosen = chooseAt(wanted, candidates, { startsAt, people, resourceId, onGrid: false });
  const row = await insertBooking(ctx, service, {
    ...person,
    store_id: store.storeId,
    origin: "phone",
    people,
    note,
    starts_at: Temporal.Instant.fromEpochMilliseconds(startsAt),
    state: "confirmed",
    confirmed_at: ctx.now,
  });
  await occupy(ctx, row.booking_id, wanted, { startsAt, people, chosen });
  await tellConfirmed(ctx, row, service);
  return row;
}

/**
 * Staff log somebody who walked in, or book for somebody who called, in one call. Lead time, grid
 * and deposit bind members, not staff; what is taken binds everybody.
 */
export async function makeBooking(ctx: Context, input: StaffBooking): Promise<BookingRow> {
  const { service, store } = await bookable(ctx, input);
  const person = await personOf(ctx, input);
  if (input.origin === "walk_in") {
    const { people, note } = input;
    return walkIn(ctx, service, { ...person, store_id: store.storeId, people, note });
  }
  const { startsAt } = input;
  if (startsAt === null || startsAt < ctx.now.epochMilliseconds) {
    throw refuse("booking_slot_none");
  }
  await lockCalendar(ctx, store.storeId);
  await endDueHolds(ctx, store.storeId);
  return byPhone(ctx, { service, store, startsAt }, input, person);
}
