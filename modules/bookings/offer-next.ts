import { getStore, type Store } from "#modules/stores/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { emit } from "#platform/journal.ts";
import { choose, slotsOf } from "./availability.ts";
import { asSystem } from "./held-booking.ts";
import { insertBooking, tellHeld } from "./insert-booking.ts";
import { dateAt, loadCandidates, wantedOf } from "./load-candidates.ts";
import { occupy } from "./occupy.ts";
import { findService } from "./queries.ts";
import type { BookingRow, BookingTables, ServiceRow, WaitRow } from "./tables.ts";

/** Looked at when something becomes free: the list's first. */
const looked = 30;
const longestDays = 31;

async function waiting(ctx: Context, freed: BookingRow): Promise<WaitRow[]> {
  return tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.waits")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("store_id", "=", freed.store_id)
    .where("service_id", "=", freed.service_id)
    .where("state", "=", "waiting")
    .where("to_at", ">", ctx.now)
    // Who waits for quite another time must not stand before who could have it.
    .where("from_at", "<", freed.ends_at.add({ hours: 24 }))
    .where("to_at", ">", freed.starts_at.subtract({ hours: 24 }))
    .orderBy("wait_id")
    .limit(looked)
    .execute();
}

/** The first slot of a wait's time with room for its people; null: none is free. */
async function firstFree(ctx: Context, store: Store, service: ServiceRow, wait: WaitRow) {
  const wanted = wantedOf(service);
  // Whoever is offered it needs the time to say yes.
  const earliest = ctx.now.add({ minutes: service.hold_min }).epochMilliseconds;
  const from = Math.max(wait.from_at.epochMilliseconds, earliest);
  const to = wait.to_at.epochMilliseconds;
  if (from >= to) return null;
  const date = dateAt(ctx, from);
  const days = Math.min(longestDays, date.until(dateAt(ctx, to)).days + 1);
  // A hold that is over frees its place when it is ended, and offers it then.
  const range = { from: date, days, due: true };
  const candidates = await loadCandidates(ctx, store, wait.service_id, range);
  const slot = slotsOf(wanted, candidates, { from, to }).find((one) => one.left >= wait.people);
  if (!slot) return null;
  const ask = { startsAt: slot.startsAt, people: wait.people };
  const chosen = choose(wanted, candidates, ask);
  return chosen ? { ...ask, wanted, chosen } : null;
}

async function offer(ctx: Context, store: Store, service: ServiceRow, wait: WaitRow) {
  const free = await firstFree(ctx, store, service, wait);
  if (!free) return;
  const heldUntil = ctx.now.add({ minutes: service.hold_min });
  const row = await insertBooking(ctx, service, {
    store_id: store.storeId,
    member_id: wait.member_id,
    origin: "wait",
    people: wait.people,
    starts_at: Temporal.Instant.fromEpochMilliseconds(free.startsAt),
    state: "held",
    held_until: heldUntil,
    deposit_minor: service.deposit_minor,
    deposit_state: service.deposit_minor === null ? null : "due",
  });
  await occupy(ctx, row.booking_id, free.wanted, free);
  await tablesOf<BookingTables>(ctx)
    .updateTable("bookings.waits")
    .set({ state: "offered", booking_id: row.booking_id })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("wait_id", "=", wait.wait_id)
    .execute();
  await tellHeld(ctx, row);
  await emit(ctx, "bookings.wait_offered", {
    unitId: wait.store_id,
    memberId: wait.member_id,
    payload: {
      waitId: wait.wait_id,
      serviceId: wait.service_id,
      bookingId: row.booking_id,
      heldUntil: heldUntil.epochMilliseconds,
    },
  });
}

/**
 * Offers what a booking has left to those who wait for its service about that time, in the order
 * of their coming: each gets a hold of their own, in the transaction that freed it, so that nobody
 * slips in between. The calendar is held.
 */
export async function offerNext(ctx: Context, freed: BookingRow): Promise<void> {
  const waits = await waiting(ctx, freed);
  if (waits.length === 0) return;
  const service = await findService(ctx, freed.service_id);
  const store = await getStore(ctx, freed.store_id);
  if (!service.active || store.closedAt) return;
  for (const wait of waits) await offer(asSystem(ctx), store, service, wait);
}
