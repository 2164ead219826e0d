import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { type BookingBrand, bookingBrand, ok, refused } from "./bookings.fixture.ts";

let app: TestApp;
let shop: BookingBrand;

before(async () => {
  app = await startTestApp();
});
after(() => app.close());
afterEach(async () => {
  await shop.verify();
  app.setNow(null);
});

const berlin = "Europe/Berlin";
const instant = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

/** A night from ten to four; in Berlin clocks are put back in the night before 31 October 2027. */
async function nights() {
  shop = await bookingBrand(app, { timeZone: berlin });
  ok(await shop.api("PATCH", `/stores/${shop.first}`, { hours: shop.week(1_320, 1_680) }), 204);
  app.setNow(Temporal.Instant.from("2027-10-20T10:00:00Z"));
  const serviceId = await shop.service();
  await shop.resource([serviceId]);
  return serviceId;
}

test("past midnight over a clock change abroad: the hour that comes twice is two bookings",
  async () => {
    const serviceId = await nights();
    const path = `/${shop.t.key}/api/stores/S1/booking-slots`;
    const asked = async (from: string) => ok(
      await app.request("GET", `${path}?serviceId=${serviceId}&from=${from}&days=1`)).items
      .map((one: { startsAt: number }) => one.startsAt);
    const sunday = await asked("2027-10-31");
    const first = instant("2027-10-31T00:00:00Z");
    const second = instant("2027-10-31T01:00:00Z");
    // Midnight, one, two, two again, three; then ten and eleven in the evening.
    assert.equal(sunday.length, 7);
    assert.ok(sunday.includes(first) && sunday.includes(second));
    const clock = (at: number) => Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(berlin).toPlainTime().toString({ smallestUnit: "minute" });
    assert.deepEqual([clock(first), clock(second)], ["02:00", "02:00"]);
    const [a, b, c] = [await shop.member(), await shop.member(), await shop.member()];
    const hold = (member: typeof a, startsAt: number) => shop.shop(member, "POST", "/bookings",
      { storeId: shop.first, serviceId, startsAt });
    ok(await hold(a, first), 201);
    ok(await hold(b, second), 201);
    refused(await hold(c, first), "booking_slot_taken");
    refused(await hold(c, second), "booking_slot_taken");
    const day = ok(await shop.api("GET",
      `/bookings?storeId=${shop.first}&from=2027-10-31&days=1`)).items;
    assert.deepEqual(day.map((one: { startsAt: number }) => one.startsAt), [first, second]);
  });

test("a closed day past midnight: its eve stands, its own night is touched", async () => {
  const serviceId = await nights();
  const member = await shop.member();
  const book = async (text: string) => {
    const body = { storeId: shop.first, serviceId, startsAt: instant(text) };
    const held = ok(await shop.shop(member, "POST", "/bookings", body), 201);
    return ok(await shop.act(member, held.bookingId, "confirm")).bookingId;
  };
  const eve = await book("2027-10-28T22:00:00Z"); // Friday, midnight, of Thursday's night
  const evening = await book("2027-10-29T20:00:00Z"); // Friday, ten in the evening
  const after = await book("2027-10-29T23:00:00Z"); // Saturday, one o'clock, of Friday's night
  const path = `/stores/${shop.first}/bookings-touched?day=2027-10-29`;
  const touched = ok(await shop.api("GET", path)).items
    .map((one: { bookingId: string }) => one.bookingId);
  assert.deepEqual(touched, [evening, after]);
  assert.ok(!touched.includes(eve));
});

test("a day that closes while it is being booked: no booking slips in unseen", async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    shop = await bookingBrand(app);
    const serviceId = await shop.service();
    await shop.resource([serviceId]);
    const members = [await shop.member(), await shop.member(), await shop.member()];
    const closing = shop.api("POST", `/stores/${shop.first}/close-day`, {
      day: "2027-03-02", opensMin: null, closesMin: null, reason: "盘点", acts: [],
    });
    const holds = members.map((member, place) => shop.hold(member, serviceId, 24 + 9 + place));
    const [closed, ...held] = await Promise.all([closing, ...holds]);
    const made = held.filter((one) => one.status === 201).length;
    // Either the day closed and nobody has it, or it did not, because somebody has it.
    if (closed.status === 200) assert.equal(made, 0, "booked on a day that had just closed");
    else refused(closed, "bookings_touched");
    if (turn < 3) await shop.verify();
  }
});

test("whose member was erased: expected, served and counted, with nobody's name", async () => {
  shop = await bookingBrand(app);
  const serviceId = await shop.service({ remindMin: 60 });
  await shop.resource([serviceId]);
  const [member, other] = [await shop.member(), await shop.member()];
  const booked = await shop.booked(member, serviceId, 9);
  const missed = await shop.booked(other, serviceId, 10);
  for (const one of [member, other]) ok(await shop.shop(one, "DELETE", "/me"), 204);
  // A reminder has nobody to go to.
  await shop.job("remind", { bookingId: booked.bookingId, startsAt: shop.at(9) });
  shop.setNow(8.9);
  ok(await shop.work(booked.bookingId, "check-in"));
  ok(await shop.work(booked.bookingId, "start", {}));
  shop.setNow(9.5);
  const served = ok(await shop.work(booked.bookingId, "finish"));
  assert.deepEqual([served.state, served.memberId, served.memberMasked], ["served", null, null]);
  shop.setNow(10.9);
  await shop.job("no_show", { bookingId: missed.bookingId, startsAt: shop.at(10) });
  assert.equal(ok(await shop.api("GET", `/bookings/${missed.bookingId}`)).state, "no_show");
  const path = `/booking-figures?storeId=${shop.first}&from=${shop.monday}&to=${shop.monday}`;
  const { booked: told } = ok(await shop.api("GET", path));
  assert.deepEqual([told.made, told.served], [2, 1]);
  const { rows } = await app.databases.ownerPool.query(
    `select count(*)::int as events from platform.journal
     where brand_id = $1 and kind = 'bookings.reminder_due'`, [shop.t.brandId]);
  assert.equal(rows[0].events, 0);
});
