import {
  checkIn, createResource, createService, finishBooking, makeBooking, startBooking,
} from "#modules/bookings/index.ts";
import { createProduct, setPrice, shapeProduct } from "#modules/catalogue/index.ts";
import { ensureMember } from "#modules/members/index.ts";
import { bookable, resources, today, usual } from "#examples/demo/tea-bookings.ts";
import type { Brand, Context } from "#platform/context.ts";
import type { App } from "../app.ts";
import { demoContext } from "./context.ts";
import type { Furnished } from "./furnish.ts";

const depositMinor = 3_000;
/** Days before today with visits, for the figures. */
const days = 6;

type Ids = ReadonlyMap<string, string>;

/** A deposit is sold as a product; it stands on no shelf of its own. */
async function addDeposit(ctx: Context): Promise<string> {
  const productId = await createProduct(ctx, {
    externalCode: "DEP-TASTE", name: "茶艺体验定金", nameEn: "Deposit for a tea tasting",
    category: "茶艺",
  });
  await setPrice(ctx, { productId, kind: "list", amountMinor: depositMinor });
  await shapeProduct(ctx, productId, {
    kind: "service", handling: "online", stockKept: false, onShelf: false, axes: [],
    details: "到店抵扣，按时取消全退。",
    detailsEn: "Counts in the store; returned when cancelled in time.",
  });
  return productId;
}

async function openCalendars(ctx: Context, furnished: Furnished): Promise<Ids> {
  const unitId = furnished.units.get("") ?? "";
  const depositProductId = await addDeposit(ctx);
  const services = new Map<string, string>();
  for (const { key, deposit, needs, ...fields } of bookable) {
    const paid = deposit ? { depositMinor, depositProductId } : {};
    const serviceId = await createService(ctx, unitId, { ...fields, ...paid, needs: [...needs] });
    services.set(key, serviceId);
  }
  for (const { store, services: able, ...fields } of resources) {
    const storeId = furnished.units.get(store) ?? "";
    const skills = able.map((key) => services.get(key) ?? "");
    await createResource(ctx, { ...fields, storeId, skills });
  }
  return services;
}

interface Visit {
  readonly storeId: string;
  readonly serviceId: string;
  readonly name: string | null;
  readonly people: number;
  readonly memberId?: string;
}

const asked = (visit: Visit) => ({
  memberId: null, ...visit, phone: null, resourceId: null, note: null,
});

/** From coming to being served, and that long. */
async function serve(ctx: Context, bookingId: string, from: Temporal.Instant, minutes: number) {
  await startBooking({ ...ctx, now: from }, bookingId, null);
  await finishBooking({ ...ctx, now: from.add({ minutes }) }, bookingId);
}

async function bookedVisit(ctx: Context, visit: Visit, at: Temporal.Instant) {
  const before = { ...ctx, now: at.subtract({ hours: 24 }) };
  const startsAt = at.epochMilliseconds;
  return makeBooking(before, { ...asked(visit), origin: "phone", startsAt });
}

async function usualDay(ctx: Context, visit: (key: string) => Visit, day: Temporal.ZonedDateTime) {
  const at = (clock: string) => day.withPlainTime(clock).toInstant();
  for (const [place, [clock, key, waited]] of usual.booked.entries()) {
    const externalId = `sample-visit-${day.day * 100 + place + 1}`;
    const { memberId } = await ensureMember(ctx, { externalId });
    const { booking_id: id } = await bookedVisit(ctx, { ...visit(key), memberId }, at(clock));
    await checkIn({ ...ctx, now: at(clock).subtract({ minutes: 5 }) }, id);
    await serve(ctx, id, at(clock).add({ minutes: waited }), 15);
  }
  for (const [clock, key, waited] of usual.walkIns) {
    const input = { ...asked(visit(key)), origin: "walk_in", startsAt: null } as const;
    const { booking_id: id } = await makeBooking({ ...ctx, now: at(clock) }, input);
    await serve(ctx, id, at(clock).add({ minutes: waited }), 15);
  }
}

/** Each of today's bookings has come as far as the clock: over, under way, late, or ahead. */
async function todaysDay(ctx: Context, visit: (key: string) => Visit, day: Temporal.ZonedDateTime) {
  const made: { id: string; key: string; at: Temporal.Instant }[] = [];
  for (const [clock, key, name, people] of today) {
    const at = day.withPlainTime(clock).toInstant();
    const { booking_id: id } = await bookedVisit(ctx, { ...visit(key), name, people }, at);
    made.push({ id, key, at });
  }
  for (const [place, { id, key, at }] of made.entries()) {
    const since = ctx.now.since(at).total("minutes");
    if (since < 0 || (since < 18 && place % 2 === 0)) continue;
    await checkIn({ ...ctx, now: at.subtract({ minutes: 3 }) }, id);
    const length = key === "taste" ? 60 : 20;
    if (since < 5) continue;
    const served = at.add({ minutes: 2 });
    if (since > length + 2) await serve(ctx, id, served, length);
    else await startBooking({ ...ctx, now: served }, id, null);
  }
}

/** Services and who serves at two stores, a week of visits, and today as far as it has come. */
export async function fillCalendars(app: App, brand: Brand, furnished: Furnished): Promise<void> {
  const now = app.parts.now();
  const first = now.toZonedDateTimeISO(brand.timeZone).startOfDay();
  const storeId = furnished.units.get("hz01") ?? "";
  const services = await demoContext(app, brand, now.subtract({ hours: 24 * (days + 3) }), (ctx) =>
    openCalendars(ctx, furnished),
  );
  const visit = (key: string): Visit => ({
    storeId, serviceId: services.get(key) ?? "", name: null, people: 1,
  });
  await demoContext(app, brand, now, async (ctx) => {
    for (let back = days; back > 0; back--) {
      await usualDay(ctx, visit, first.subtract({ days: back }));
    }
    await todaysDay(ctx, visit, first);
  });
}
