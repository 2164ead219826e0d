import assert from "node:assert/strict";
import type { ApiAnswer, TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopMember } from "#tests/support/loop.ts";
import { verifyBookings } from "./verify-bookings.ts";

export function ok(answer: ApiAnswer, status = 200) {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  return answer.body;
}

export function refused(answer: ApiAnswer, code: string) {
  assert.equal(answer.body?.code, code, JSON.stringify(answer.body));
  return answer.body;
}

const week = (opensMin: number, closesMin: number) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMin, closesMin }));

/** Kinds of the module's events since the brand was made, in order. */
async function eventsOf(app: TestApp, brandId: string): Promise<string[]> {
  await app.settle();
  const { rows } = await app.databases.ownerPool.query(
    `select j.kind from platform.journal_position p
     join platform.journal j on j.brand_id = p.brand_id and j.event_id = p.event_id
     where p.brand_id = $1 and j.kind like 'bookings.%' order by p.position`,
    [brandId],
  );
  return rows.map((row) => row.kind.replace("bookings.", ""));
}

/**
 * A brand whose first store is open from nine to six, and "now" at eight of a Monday. Times are
 * told as hours of that day: 9.5 is half past nine.
 */
export async function bookingBrand(app: TestApp, options: { timeZone?: string } = {}) {
  const shop = await loopBrand(app, options);
  const { t, api, first } = shop;
  const monday = Temporal.PlainDate.from("2027-03-01");
  const midnight = monday.toZonedDateTime(t.brand.timeZone).epochMilliseconds;
  const at = (hours: number) => midnight + Math.round(hours * 3_600_000);
  const setNow = (hours: number) => app.setNow(Temporal.Instant.fromEpochMilliseconds(at(hours)));
  ok(await api("PATCH", `/stores/${first}`, { hours: week(540, 1080) }), 204);
  setNow(8);
  return {
    ...shop,
    monday: monday.toString(),
    at,
    setNow,
    week,
    async service(more: object = {}): Promise<string> {
      const body = {
        unitId: shop.root, name: "剪发", nameEn: "Haircut", durationMin: 60, gridMin: 60, ...more,
      };
      return ok(await api("POST", "/booking-services", body), 201).serviceId;
    },
    async resource(skills: string[], more: object = {}): Promise<string> {
      const body = { storeId: first, kind: "staff", name: "小美", skills, ...more };
      return ok(await api("POST", "/booking-resources", body), 201).resourceId;
    },
    hold: (member: LoopMember, serviceId: string, hours: number, more: object = {}) =>
      shop.shop(member, "POST", "/bookings", {
        storeId: first, serviceId, startsAt: at(hours), ...more,
      }),
    act: (member: LoopMember, bookingId: string, what: string, body?: object) =>
      shop.shop(member, "POST", `/bookings/${bookingId}/${what}`, body),
    work: (bookingId: string, what: string, body?: object) =>
      api("POST", `/bookings/${bookingId}/${what}`, body),
    async booked(member: LoopMember, serviceId: string, hours: number, more: object = {}) {
      const held = ok(await this.hold(member, serviceId, hours, more), 201);
      return ok(await this.act(member, held.bookingId, "confirm"));
    },
    mine: async (member: LoopMember, bookingId: string) =>
      ok(await shop.shop(member, "GET", `/bookings/${bookingId}`)),
    /** "9:1 10:0": hour of the start and people who still fit. */
    async slots(serviceId: string, more = "", code = "S1"): Promise<string> {
      const query = `serviceId=${serviceId}&from=${monday}&days=1${more}`;
      const path = `/${t.key}/api/stores/${code}/booking-slots?${query}`;
      return ok(await app.request("GET", path)).items
        .map((slot: { startsAt: number; left: number }) =>
          `${(slot.startsAt - midnight) / 3_600_000}:${slot.left}`)
        .join(" ");
    },
    events: () => eventsOf(app, t.brandId),
    async verify() {
      const verdict = await verifyBookings(app.databases.ownerPool, t.brandId);
      assert.equal(verdict.wrong, null, JSON.stringify(verdict));
    },
    /** A job of the module at the test's time: the worker's own is the wall clock's. */
    async job(name: string, payload: Record<string, unknown>) {
      const job = app.jobs.find((one) => one.name === `bookings.${name}`);
      assert.ok(job, name);
      await t.ctx((ctx) => job.handle(ctx, payload));
    },
  };
}

export type BookingBrand = Awaited<ReturnType<typeof bookingBrand>>;
