import { sql } from "kysely";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import type {
  BookingRow, BookingTables, ResourceRow, ServiceRow, UseRow, WaitRow,
} from "./tables.ts";

const anyId = (ids: readonly string[]) => sql<string>`any(${[...ids]}::uuid[])`;

export async function findService(ctx: Context, serviceId: string): Promise<ServiceRow> {
  const [row] = await servicesByIds(ctx, [serviceId]);
  if (!row) throw refuse("booking_service_not_found");
  return row;
}

export async function servicesByIds(ctx: Context, ids: readonly string[]): Promise<ServiceRow[]> {
  if (ids.length === 0) return [];
  return tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.services")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("service_id", "=", anyId(ids))
    .execute();
}

export async function findResource(ctx: Context, resourceId: string): Promise<ResourceRow> {
  const [row] = await resourcesByIds(ctx, [resourceId]);
  if (!row) throw refuse("booking_resource_not_found");
  return row;
}

export async function resourcesByIds(ctx: Context, ids: readonly string[]): Promise<ResourceRow[]> {
  if (ids.length === 0) return [];
  return tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.resources")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("resource_id", "=", anyId(ids))
    .execute();
}

export async function findBooking(ctx: Context, bookingId: string): Promise<BookingRow> {
  const row = await tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.bookings")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("booking_id", "=", bookingId)
    .executeTakeFirst();
  if (!row) throw refuse("booking_not_found");
  return row;
}

export async function bookingByNumber(ctx: Context, number: string): Promise<BookingRow | null> {
  const row = await tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.bookings")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("number", "=", number)
    .executeTakeFirst();
  return row ?? null;
}

/** A member sees their own bookings only; anybody else's is not there. */
export async function ownBooking(ctx: Context, bookingId: string): Promise<BookingRow> {
  const row = await findBooking(ctx, bookingId);
  const memberId = ctx.actor.kind === "member" ? ctx.actor.memberId : null;
  if (memberId === null || row.member_id !== memberId) throw refuse("booking_not_found");
  return row;
}

/** What bookings occupy, or occupied last, in the order of their writing. */
export async function usesOf(ctx: Context, bookingIds: readonly string[]): Promise<UseRow[]> {
  if (bookingIds.length === 0) return [];
  return tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.uses")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("booking_id", "=", anyId(bookingIds))
    .orderBy("use_id")
    .execute();
}

export async function skillsOf(
  ctx: Context,
  resourceIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = resourceIds.length === 0 ? [] : await tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.skills")
    .select(["resource_id", "service_id"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("resource_id", "=", anyId(resourceIds))
    .orderBy("service_id")
    .execute();
  const found = new Map<string, string[]>();
  for (const { resource_id: id, service_id: skill } of rows) {
    found.set(id, [...(found.get(id) ?? []), skill]);
  }
  return found;
}

/** Active resources of a store with what they can do. */
export async function activeResources(
  ctx: Context,
  storeId: string,
  serviceId: string | null = null,
): Promise<ResourceRow[]> {
  let query = tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.resources as r")
    .selectAll("r")
    .where("r.brand_id", "=", ctx.brand.brandId)
    .where("r.store_id", "=", storeId)
    .where("r.active", "=", true)
    .orderBy("r.resource_id")
    .limit(mostResources);
  if (serviceId) {
    query = query.where((is) =>
      is.exists(
        is
          .selectFrom("bookings.skills as s")
          .select(sql<number>`1`.as("one"))
          .whereRef("s.brand_id", "=", "r.brand_id")
          .whereRef("s.resource_id", "=", "r.resource_id")
          .where("s.service_id", "=", serviceId),
      ),
    );
  }
  return query.execute();
}

/** Of one store. */
export const mostResources = 200;

/** The place on a waiting list that a booking was offered for; null: it was made otherwise. */
export async function waitOfBooking(ctx: Context, bookingId: string): Promise<WaitRow | null> {
  const row = await tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.waits")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("booking_id", "=", bookingId)
    .where("state", "=", "offered")
    .executeTakeFirst();
  return row ?? null;
}

/** Writes some columns of a booking whose row is held. */
export async function changeBooking(
  ctx: Context,
  booking: BookingRow,
  changes: Partial<BookingRow>,
): Promise<BookingRow> {
  await tablesOf<BookingTables>(ctx)
    .updateTable("bookings.bookings")
    .set(changes)
    .where("brand_id", "=", ctx.brand.brandId)
    .where("booking_id", "=", booking.booking_id)
    .execute();
  return { ...booking, ...changes };
}
