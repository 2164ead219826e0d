import { sql } from "kysely";
import { heldMember } from "#modules/members/index.ts";
import { getStores } from "#modules/stores/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid, newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { slotsOf } from "./availability.ts";
import { endBooking, endWait } from "./end-booking.ts";
import { endDueHolds } from "./expire-holds.ts";
import { bookable } from "./hold-booking.ts";
import { dateAt, loadCandidates, wantedOf } from "./load-candidates.ts";
import { lockBooking, lockCalendar, lockMember } from "./locks.ts";
import { servicesByIds } from "./queries.ts";
import type { BookingTables, WaitRow } from "./tables.ts";

export interface WaitInput {
  readonly memberId: string;
  readonly storeId: string;
  readonly serviceId: string;
  readonly fromAt: number;
  readonly toAt: number;
  readonly people: number;
}

const longestDays = 31;
const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms);

const waits = (ctx: Context) =>
  tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.waits")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId);

async function checkFull(ctx: Context, input: WaitInput): Promise<void> {
  const { service, store } = await bookable(ctx, input);
  const earliest = ctx.now.add({ minutes: service.lead_min }).epochMilliseconds;
  const from = Math.max(input.fromAt, earliest);
  const date = dateAt(ctx, from);
  const days = date.until(dateAt(ctx, input.toAt)).days + 1;
  if (input.toAt <= from || days > longestDays) {
    throw refuse("booking_times_invalid", { given: at(input.toAt).toString() });
  }
  const wanted = wantedOf(service);
  const candidates = await loadCandidates(ctx, store, service.service_id, { from: date, days });
  const slots = slotsOf(wanted, candidates, { from, to: input.toAt });
  if (slots.length === 0) throw refuse("booking_slot_none");
  if (slots.some((slot) => slot.left >= input.people)) throw refuse("booking_wait_needless");
}

async function checkAlready(ctx: Context, input: WaitInput): Promise<void> {
  const row = await waits(ctx)
    .where("member_id", "=", input.memberId)
    .where("store_id", "=", input.storeId)
    .where("service_id", "=", input.serviceId)
    .where("state", "in", ["waiting", "offered"])
    .where("from_at", "<", at(input.toAt))
    .where("to_at", ">", at(input.fromAt))
    .executeTakeFirst();
  if (row) throw refuse("booking_wait_already");
}

/**
 * Puts a member on the list of a service for a time that is full. The first on the list gets what
 * becomes free in it as a hold of their own.
 */
export async function joinWait(ctx: Context, input: WaitInput): Promise<WaitRow> {
  if (!(await heldMember(ctx, { memberId: input.memberId }))) throw refuse("not_signed_in");
  await lockMember(ctx, input.memberId);
  await lockCalendar(ctx, input.storeId);
  await endDueHolds(ctx, input.storeId);
  await checkAlready(ctx, input);
  await checkFull(ctx, input);
  const row: WaitRow = {
    brand_id: ctx.brand.brandId,
    wait_id: newId(),
    store_id: input.storeId,
    service_id: input.serviceId,
    member_id: input.memberId,
    people: input.people,
    from_at: at(input.fromAt),
    to_at: at(input.toAt),
    state: "waiting",
    booking_id: null,
    made_at: ctx.now,
    ended_at: null,
  };
  await tablesOf<BookingTables>(ctx).insertInto("bookings.waits").values(row).execute();
  const { waitId, serviceId, fromAt, toAt } = { waitId: row.wait_id, ...input };
  await emit(ctx, "bookings.wait_joined", {
    unitId: input.storeId,
    memberId: input.memberId,
    payload: { waitId, serviceId, fromAt, toAt },
  });
  return row;
}

async function ownWait(ctx: Context, waitId: string): Promise<WaitRow> {
  const row = await waits(ctx).where("wait_id", "=", waitId).executeTakeFirst();
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  if (!row || row.member_id !== memberId) throw refuse("booking_wait_not_found");
  return row;
}

/** Leaves the list; what was offered goes to the next. */
export async function leaveWait(ctx: Context, waitId: string): Promise<WaitRow> {
  const seen = await ownWait(ctx, waitId);
  await lockCalendar(ctx, seen.store_id);
  const row = await ownWait(ctx, waitId);
  if (row.state === "waiting") await endWait(ctx, row, "left");
  if (row.state === "offered" && row.booking_id) {
    const booking = await lockBooking(ctx, row.booking_id);
    const ending = { state: "cancelled", by: "member", reason: null } as const;
    if (booking.state === "held") await endBooking(ctx, booking, ending);
  }
  return ownWait(ctx, waitId);
}

/** How many came before, of those who still wait: by place on the list. */
async function aheadOf(ctx: Context, rows: readonly WaitRow[]): Promise<Map<string, number>> {
  const ids = rows.filter((row) => row.state === "waiting").map((row) => row.wait_id);
  if (ids.length === 0) return new Map();
  const { rows: found } = await sql<{ wait_id: string; ahead: number }>`
    select w.wait_id, count(o.wait_id)::int as ahead from bookings.waits w
    left join bookings.waits o on o.brand_id = w.brand_id and o.store_id = w.store_id
      and o.service_id = w.service_id and o.state = 'waiting' and o.wait_id < w.wait_id
      and o.from_at < w.to_at and o.to_at > w.from_at
    where w.brand_id = ${ctx.brand.brandId} and w.wait_id = any(${ids}::uuid[])
    group by w.wait_id`.execute(ctx.tx);
  return new Map(found.map((row) => [row.wait_id, row.ahead]));
}

/** Places on waiting lists with what they are for. */
export async function waitViews(ctx: Context, rows: readonly WaitRow[]) {
  const stores = await getStores(ctx, [...new Set(rows.map((row) => row.store_id))]);
  const storeOf = new Map(stores.map((store) => [store.storeId, store]));
  const services = await servicesByIds(ctx, [...new Set(rows.map((row) => row.service_id))]);
  const serviceOf = new Map(services.map((service) => [service.service_id, service]));
  const ahead = await aheadOf(ctx, rows);
  return rows.map((row) => ({
    waitId: row.wait_id,
    storeId: row.store_id,
    storeName: storeOf.get(row.store_id)?.name ?? "",
    storeNameEn: storeOf.get(row.store_id)?.nameEn ?? null,
    serviceId: row.service_id,
    serviceName: serviceOf.get(row.service_id)?.name ?? "",
    serviceNameEn: serviceOf.get(row.service_id)?.name_en ?? null,
    fromAt: row.from_at.epochMilliseconds,
    toAt: row.to_at.epochMilliseconds,
    people: row.people,
    state: row.state,
    ahead: ahead.get(row.wait_id) ?? 0,
    bookingId: row.state === "offered" || row.state === "taken" ? row.booking_id : null,
    madeAt: row.made_at.epochMilliseconds,
  }));
}

/** Of a member, newest first; or of a store, those who wait in their order. */
export async function listWaits(
  ctx: Context,
  by: { readonly memberId: string } | { readonly storeId: string },
  input: PageInput,
) {
  const limit = pageLimit(input);
  const [after] = decodeCursor(input.cursor) ?? [];
  if (after !== undefined && !isUuid(String(after))) {
    throw refuse("invalid_input", { detail: "cursor" });
  }
  let query = waits(ctx).limit(limit + 1);
  if ("memberId" in by) {
    query = query.where("member_id", "=", by.memberId).orderBy("wait_id", "desc");
    if (after !== undefined) query = query.where("wait_id", "<", String(after));
  } else {
    query = query
      .where("store_id", "=", by.storeId)
      .where("state", "in", ["waiting", "offered"])
      .where("to_at", ">", ctx.now)
      .orderBy("wait_id");
    if (after !== undefined) query = query.where("wait_id", ">", String(after));
  }
  const page = pageFrom(await query.execute(), limit, (row) => [row.wait_id]);
  return { rows: page.items, items: await waitViews(ctx, page.items), next: page.next };
}
