import type { Static } from "typebox";
import { permit, unitAncestors } from "#modules/organisation/index.ts";
import { getStore } from "#modules/stores/index.ts";
import { type Context, json, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid, newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { dayOf, isDay } from "#platform/time.ts";
import { permitRead } from "./list-bookings.ts";
import {
  activeResources, findResource, mostResources, servicesByIds, skillsOf,
} from "./queries.ts";
import { spansFault, weekFault } from "./schedule.ts";
import type { NewResourceBody, ResourceChangeBody, ResourceDaysBody } from "./shapes.ts";
import type { BookingTables, ResourceRow, Span } from "./tables.ts";

type New = Static<typeof NewResourceBody>;
type Change = Static<typeof ResourceChangeBody>;

function check({ name, hours }: Change): void {
  if (name?.trim() === "") throw refuse("invalid_input", { detail: "name" });
  const fault = hours ? weekFault(hours) : null;
  if (fault) throw refuse("booking_times_invalid", { given: fault });
}

/** Replaces what a resource can do: services of its store's unit or of one above it. */
async function writeSkills(
  ctx: Context,
  resource: Pick<ResourceRow, "resource_id" | "store_id">,
  skills: readonly string[],
): Promise<void> {
  const wanted = [...new Set(skills)];
  const services = await servicesByIds(ctx, wanted);
  const above = await unitAncestors(ctx, resource.store_id);
  const units = new Set(above.map((unit) => unit.unitId));
  const fit = services.filter((service) => units.has(service.unit_id));
  if (fit.length < wanted.length) throw refuse("booking_service_not_found");
  const db = tablesOf<BookingTables>(ctx);
  await db
    .deleteFrom("bookings.skills")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("resource_id", "=", resource.resource_id)
    .execute();
  if (wanted.length === 0) return;
  const own = { brand_id: ctx.brand.brandId, resource_id: resource.resource_id };
  await db
    .insertInto("bookings.skills")
    .values(wanted.map((service_id) => ({ ...own, service_id })))
    .execute();
}

const saved = (ctx: Context, row: Pick<ResourceRow, "resource_id" | "store_id" | "active">) =>
  emit(ctx, "bookings.resource_saved", {
    unitId: row.store_id,
    payload: { resourceId: row.resource_id, active: row.active },
  });

/** Makes somebody or something at a store that can be booked. */
export async function createResource(ctx: Context, given: New): Promise<string> {
  const { storeId, kind, name } = given;
  await permit(ctx, "bookings.write", storeId);
  await getStore(ctx, storeId);
  check(given);
  if ((await activeResources(ctx, storeId)).length >= mostResources) {
    throw refuse("invalid_input", { detail: `${mostResources}` });
  }
  const row = {
    brand_id: ctx.brand.brandId,
    resource_id: newId(),
    store_id: storeId,
    kind,
    name: name.trim(),
    name_en: given.nameEn?.trim() || null,
    staff_id: given.staffId ?? null,
    capacity: given.capacity ?? 1,
    active: given.active ?? true,
    made_at: ctx.now,
  };
  const hours = given.hours ? json(given.hours) : null;
  await tablesOf<BookingTables>(ctx)
    .insertInto("bookings.resources")
    .values({ ...row, hours })
    .execute();
  await writeSkills(ctx, row, given.skills ?? []);
  await saved(ctx, row);
  return row.resource_id;
}

/** Bookings that stand stay; those that no longer fit are told as outside. */
export async function changeResource(
  ctx: Context,
  resourceId: string,
  change: Change,
): Promise<void> {
  const before = await findResource(ctx, resourceId);
  await permit(ctx, "bookings.write", before.store_id);
  check(change);
  const { name, nameEn, staffId, capacity, hours, active, skills } = change;
  const changes = {
    name: name?.trim() ?? before.name,
    name_en: nameEn === undefined ? before.name_en : nameEn?.trim() || null,
    staff_id: staffId === undefined ? before.staff_id : staffId,
    capacity: capacity ?? before.capacity,
    active: active ?? before.active,
  };
  const week = hours === undefined ? before.hours : hours;
  await tablesOf<BookingTables>(ctx)
    .updateTable("bookings.resources")
    .set({ ...changes, hours: week ? json(week) : null })
    .where("brand_id", "=", ctx.brand.brandId)
    .where("resource_id", "=", resourceId)
    .execute();
  if (skills) await writeSkills(ctx, before, skills);
  await saved(ctx, { ...before, active: changes.active });
}

/** Sets the days from today on that differ from the week; those that are over stay as they were. */
export async function setResourceDays(
  ctx: Context,
  resourceId: string,
  { days }: Static<typeof ResourceDaysBody>,
): Promise<void> {
  const resource = await findResource(ctx, resourceId);
  await permit(ctx, "bookings.write", resource.store_id);
  const today = dayOf(ctx);
  const seen = new Set<string>();
  for (const { day, spans } of days) {
    const fault = !isDay(day) || day < today || seen.has(day) ? day : spansFault(spans);
    if (fault) throw refuse("booking_times_invalid", { given: fault });
    seen.add(day);
  }
  const db = tablesOf<BookingTables>(ctx);
  await db
    .deleteFrom("bookings.resource_days")
    .where("brand_id", "=", ctx.brand.brandId)
    .where("resource_id", "=", resourceId)
    .where("day", ">=", today)
    .execute();
  if (days.length > 0) {
    const own = { brand_id: ctx.brand.brandId, resource_id: resourceId };
    await db
      .insertInto("bookings.resource_days")
      .values(days.map(({ day, spans }) => ({ ...own, day, spans: json(spans) })))
      .execute();
  }
  await emit(ctx, "bookings.days_saved", {
    unitId: resource.store_id,
    payload: { resourceId, days: days.length },
  });
}

async function daysFrom(ctx: Context, ids: readonly string[]) {
  const found = new Map<string, { day: string; spans: Span[] }[]>();
  if (ids.length === 0) return found;
  const rows = await tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.resource_days")
    .select(["resource_id", "day", "spans"])
    .where("brand_id", "=", ctx.brand.brandId)
    .where("resource_id", "in", [...ids])
    .where("day", ">=", dayOf(ctx))
    .orderBy("day")
    .execute();
  for (const { resource_id: id, day, spans } of rows) {
    found.set(id, [...(found.get(id) ?? []), { day, spans }]);
  }
  return found;
}

export async function resourceViews(ctx: Context, rows: readonly ResourceRow[]) {
  const ids = rows.map((row) => row.resource_id);
  const skills = await skillsOf(ctx, ids);
  const days = await daysFrom(ctx, ids);
  return rows.map((row) => ({
    resourceId: row.resource_id,
    storeId: row.store_id,
    kind: row.kind,
    name: row.name,
    nameEn: row.name_en,
    staffId: row.staff_id,
    capacity: row.capacity,
    hours: row.hours,
    skills: skills.get(row.resource_id) ?? [],
    active: row.active,
    days: days.get(row.resource_id) ?? [],
  }));
}

/** Of a store, the oldest first; those that are not in use any more too. */
export async function listResources(
  ctx: Context,
  input: PageInput & { readonly storeId: string },
) {
  await permitRead(ctx, input.storeId);
  const limit = pageLimit(input);
  const [after] = decodeCursor(input.cursor) ?? [];
  if (after !== undefined && !isUuid(String(after))) {
    throw refuse("invalid_input", { detail: "cursor" });
  }
  let query = tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.resources")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .where("store_id", "=", input.storeId)
    .orderBy("resource_id")
    .limit(limit + 1);
  if (after !== undefined) query = query.where("resource_id", ">", String(after));
  const page = pageFrom(await query.execute(), limit, (row) => [row.resource_id]);
  return { items: await resourceViews(ctx, page.items), next: page.next };
}
