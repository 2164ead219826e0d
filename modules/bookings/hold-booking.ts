import { heldMember } from "#modules/members/index.ts";
import { getStore, type Store } from "#modules/stores/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { type Candidate, choose, type Free, slotsOf, type Wanted } from "./availability.ts";
import { endDueHolds } from "./expire-holds.ts";
import { insertBooking, tellHeld } from "./insert-booking.ts";
import { dateAt, loadCandidates, wantedOf } from "./load-candidates.ts";
import { lockCalendar, lockMember } from "./locks.ts";
import { occupy } from "./occupy.ts";
import { findService } from "./queries.ts";
import type { BookingRow, BookingTables, ServiceRow } from "./tables.ts";
import { checkVoucher } from "./voucher.ts";

export interface HoldInput {
  readonly memberId: string;
  readonly storeId: string;
  readonly serviceId: string;
  readonly startsAt: number;
  readonly people: number;
  readonly resourceId: string | null;
  readonly voucherId: string | null;
  readonly note: string | null;
}

/** Bookings of one member that are still to come; who hoards slots keeps them from others. */
const mostOpen = 10;
const dayMs = 86_400_000;

/** A service and a store that can be booked together, and people that fit. */
export async function bookable(
  ctx: Context,
  ask: { readonly storeId: string; readonly serviceId: string; readonly people: number },
): Promise<{ readonly service: ServiceRow; readonly store: Store }> {
  const service = await findService(ctx, ask.serviceId);
  if (!service.active) throw refuse("booking_service_not_found");
  const store = await getStore(ctx, ask.storeId);
  if (store.closedAt) throw refuse("store_closed", { name: store.name });
  if (ask.people > service.capacity) {
    throw refuse("booking_too_many_people", { most: service.capacity });
  }
  return { service, store };
}

/** What binds members and not staff: neither too late nor too far. */
export function checkLead(ctx: Context, service: ServiceRow, startsAt: number): void {
  const now = ctx.now.epochMilliseconds;
  if (startsAt < now + service.lead_min * 60_000) {
    throw refuse("booking_too_late", { minutes: service.lead_min });
  }
  if (startsAt > now + service.ahead_days * dayMs) {
    throw refuse("booking_too_far", { days: service.ahead_days });
  }
}

interface Pick {
  readonly startsAt: number;
  readonly people: number;
  readonly resourceId: string | null;
  /** Members start on the grid; staff start when they say. */
  readonly onGrid: boolean;
}

/** Refuses by what is wrong with a start: it is none, or it is taken. */
export function chooseAt(wanted: Wanted, candidates: readonly Candidate[], pick: Pick): Free[] {
  const { startsAt, people, resourceId: only, onGrid } = pick;
  const range = { from: startsAt, to: startsAt + 1 };
  if (onGrid && slotsOf(wanted, candidates, range, only).length === 0) {
    throw refuse("booking_slot_none");
  }
  const chosen = choose(wanted, candidates, { startsAt, people, only });
  if (!chosen) throw refuse("booking_slot_taken");
  return chosen;
}

async function checkOpen(ctx: Context, memberId: string): Promise<void> {
  const { count } = await tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.bookings")
    .select((of) => of.fn.countAll<number>().as("count"))
    .where("brand_id", "=", ctx.brand.brandId)
    .where("member_id", "=", memberId)
    .where((or) => or.or([
      or("state", "=", "confirmed"),
      or.and([or("state", "=", "held"), or("held_until", ">", ctx.now)]),
    ]))
    .executeTakeFirstOrThrow();
  if (Number(count) >= mostOpen) throw refuse("booking_too_many_open", { most: mostOpen });
}

/**
 * Holds a slot for a member until they confirm or pay. Of many who ask for the last place one gets
 * it; the others hear `booking_slot_taken`.
 */
export async function holdBooking(ctx: Context, input: HoldInput): Promise<BookingRow> {
  const { service, store } = await bookable(ctx, input);
  checkLead(ctx, service, input.startsAt);
  if (!(await heldMember(ctx, { memberId: input.memberId }))) throw refuse("not_signed_in");
  const wanted = wantedOf(service);
  const range = { from: dateAt(ctx, input.startsAt), days: 1 };
  const look = async () => {
    const candidates = await loadCandidates(ctx, store, service.service_id, range);
    return chooseAt(wanted, candidates, { ...input, onGrid: true });
  };
  // Full already: many who come for one slot hear it without waiting for each other.
  await look();
  await lockMember(ctx, input.memberId);
  await checkOpen(ctx, input.memberId);
  await lockCalendar(ctx, store.storeId);
  await endDueHolds(ctx, store.storeId);
  const chosen = await look();
  const startsAt = Temporal.Instant.fromEpochMilliseconds(input.startsAt);
  if (input.voucherId) await checkVoucher(ctx, input.memberId, input.voucherId, startsAt, store);
  const row = await insertBooking(ctx, service, {
    store_id: store.storeId,
    member_id: input.memberId,
    origin: "member",
    people: input.people,
    starts_at: startsAt,
    state: "held",
    held_until: ctx.now.add({ minutes: service.hold_min }),
    voucher_id: input.voucherId,
    deposit_minor: service.deposit_minor,
    deposit_state: service.deposit_minor === null ? null : "due",
    note: input.note,
  });
  await occupy(ctx, row.booking_id, wanted, { ...input, chosen });
  await tellHeld(ctx, row);
  return row;
}
