import type { Static } from "typebox";
import { sql } from "kysely";
import { permit } from "#modules/organisation/index.ts";
import { type Context, tablesOf } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { isUuid, newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { decodeCursor, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { findService } from "./queries.ts";
import { type NewServiceBody, type ServiceChangeBody, usualService } from "./shapes.ts";
import type { BookingTables, ServiceRow } from "./tables.ts";

export type ServiceFields = Omit<Static<typeof NewServiceBody>, "unitId">;
type Whole = Required<Static<typeof ServiceChangeBody>>;

const trimmed = (text: string | null | undefined) => text?.trim() || null;

function columnsOf(fields: Whole) {
  return {
    name: fields.name.trim(),
    name_en: trimmed(fields.nameEn),
    about: trimmed(fields.about),
    about_en: trimmed(fields.aboutEn),
    product_id: fields.productId,
    needs: [...new Set(fields.needs)],
    duration_min: fields.durationMin,
    before_min: fields.beforeMin,
    after_min: fields.afterMin,
    grid_min: fields.gridMin,
    capacity: fields.capacity,
    shared: fields.shared,
    price_minor: fields.priceMinor,
    deposit_minor: fields.depositMinor,
    deposit_product_id: fields.depositProductId,
    lead_min: fields.leadMin,
    ahead_days: fields.aheadDays,
    cancel_min: fields.cancelMin,
    hold_min: fields.holdMin,
    remind_min: fields.remindMin,
    no_show_min: fields.noShowMin,
    no_show_voucher: fields.noShowVoucher,
    no_show_deposit: fields.noShowDeposit,
    active: fields.active,
  };
}

function fieldsOf(row: ServiceRow): Whole {
  return {
    name: row.name,
    nameEn: row.name_en,
    about: row.about,
    aboutEn: row.about_en,
    productId: row.product_id,
    needs: row.needs,
    durationMin: row.duration_min,
    beforeMin: row.before_min,
    afterMin: row.after_min,
    gridMin: row.grid_min,
    capacity: row.capacity,
    shared: row.shared,
    priceMinor: row.price_minor,
    depositMinor: row.deposit_minor,
    depositProductId: row.deposit_product_id,
    leadMin: row.lead_min,
    aheadDays: row.ahead_days,
    cancelMin: row.cancel_min,
    holdMin: row.hold_min,
    remindMin: row.remind_min,
    noShowMin: row.no_show_min,
    noShowVoucher: row.no_show_voucher,
    noShowDeposit: row.no_show_deposit,
    active: row.active,
  };
}

function check(fields: Whole): void {
  const deposit = [fields.depositMinor, fields.depositProductId].filter((one) => one === null);
  if (deposit.length === 1) throw refuse("invalid_input", { detail: "depositProductId" });
  if (fields.name.trim() === "") throw refuse("invalid_input", { detail: "name" });
}

const saved = (ctx: Context, row: Pick<ServiceRow, "service_id" | "unit_id" | "active">) =>
  emit(ctx, "bookings.service_saved", {
    unitId: row.unit_id,
    payload: { serviceId: row.service_id, active: row.active },
  });

/** Makes a service of a unit; what is not told is {@link usualService}. */
export async function createService(
  ctx: Context,
  unitId: string,
  given: ServiceFields,
): Promise<string> {
  await permit(ctx, "bookings.write", unitId);
  const fields: Whole = { ...usualService, needs: [...usualService.needs], ...given };
  check(fields);
  const row = {
    brand_id: ctx.brand.brandId,
    service_id: newId(),
    unit_id: unitId,
    made_at: ctx.now,
    ...columnsOf(fields),
  };
  await tablesOf<BookingTables>(ctx).insertInto("bookings.services").values(row).execute();
  await saved(ctx, row);
  return row.service_id;
}

/** Bookings that stand keep their time; what is asked from now on goes by what is new. */
export async function changeService(
  ctx: Context,
  serviceId: string,
  change: Static<typeof ServiceChangeBody>,
): Promise<void> {
  const before = await findService(ctx, serviceId);
  await permit(ctx, "bookings.write", before.unit_id);
  const fields: Whole = { ...fieldsOf(before), ...change };
  check(fields);
  await tablesOf<BookingTables>(ctx)
    .updateTable("bookings.services")
    .set(columnsOf(fields))
    .where("brand_id", "=", ctx.brand.brandId)
    .where("service_id", "=", serviceId)
    .execute();
  await saved(ctx, { ...before, active: fields.active });
}

async function countResources(ctx: Context, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ service_id: string; count: number }>`
    select s.service_id, count(*)::int as count from bookings.skills s
    join bookings.resources r on r.brand_id = s.brand_id and r.resource_id = s.resource_id
    where s.brand_id = ${ctx.brand.brandId} and s.service_id = any(${[...ids]}::uuid[])
      and r.active group by s.service_id`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.service_id, row.count]));
}

export async function serviceViews(ctx: Context, rows: readonly ServiceRow[]) {
  const counts = await countResources(ctx, rows.map((row) => row.service_id));
  return rows.map((row) => ({
    serviceId: row.service_id,
    unitId: row.unit_id,
    ...fieldsOf(row),
    resources: counts.get(row.service_id) ?? 0,
  }));
}

/** Services of the brand, newest first: every store may offer what it has resources for. */
export async function listServices(ctx: Context, input: PageInput) {
  const limit = pageLimit(input);
  const [after] = decodeCursor(input.cursor) ?? [];
  if (after !== undefined && !isUuid(String(after))) {
    throw refuse("invalid_input", { detail: "cursor" });
  }
  let query = tablesOf<BookingTables>(ctx)
    .selectFrom("bookings.services")
    .selectAll()
    .where("brand_id", "=", ctx.brand.brandId)
    .orderBy("service_id", "desc")
    .limit(limit + 1);
  if (after !== undefined) query = query.where("service_id", "<", String(after));
  const page = pageFrom(await query.execute(), limit, (row) => [row.service_id]);
  return { items: await serviceViews(ctx, page.items), next: page.next };
}
