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

/** A brand of its own for each test: what one books is in no other's way. */
async function fresh(service: object = {}, resource: object = {}) {
  shop = await bookingBrand(app);
  const serviceId = await shop.service(service);
  const resourceId = await shop.resource([serviceId], resource);
  return { serviceId, resourceId };
}

test("a slot is held, confirmed, reached, served and rated", async () => {
  const { serviceId } = await fresh();
  const member = await shop.member();
  assert.equal(await shop.slots(serviceId), "9:1 10:1 11:1 12:1 13:1 14:1 15:1 16:1 17:1");
  const held = ok(await shop.hold(member, serviceId, 10), 201);
  assert.deepEqual([held.state, held.may], ["held", ["confirm", "cancel"]]);
  assert.equal(held.heldUntil - shop.at(8), 10 * 60_000);
  const booked = ok(await shop.act(member, held.bookingId, "confirm"));
  assert.deepEqual([booked.state, booked.may], ["confirmed", ["move", "cancel"]]);
  assert.match(booked.number, /^\d{10}$/);
  assert.ok(booked.showText.endsWith(`/${shop.t.key}/b#${booked.number}`));
  assert.equal(await shop.slots(serviceId), "9:1 10:0 11:1 12:1 13:1 14:1 15:1 16:1 17:1");
  shop.setNow(9.9);
  assert.equal(ok(await shop.work(booked.bookingId, "check-in")).state, "arrived");
  shop.setNow(10.1);
  const started = ok(await shop.work(booked.bookingId, "start", {}));
  assert.deepEqual([started.state, started.waitSeconds], ["serving", 360]);
  shop.setNow(10.75);
  assert.equal(ok(await shop.work(booked.bookingId, "finish")).state, "served");
  const rated = ok(await shop.act(member, booked.bookingId, "rate", { rating: 5 }));
  assert.deepEqual([rated.rating, rated.may], [5, []]);
  assert.deepEqual((await shop.events()).slice(-6),
    ["held", "confirmed", "arrived", "started", "served", "rated"]);
});

test("the last place: of many at once one has it", async () => {
  const { serviceId } = await fresh();
  const members = await Promise.all(Array.from({ length: 8 }, () => shop.member()));
  const answers = await Promise.all(members.map((one) => shop.hold(one, serviceId, 10)));
  const codes = answers.map((one) => (one.status === 201 ? "has it" : one.body.code)).sort();
  assert.deepEqual(codes, [...Array(7).fill("booking_slot_taken"), "has it"]);
});

test("a hold that is over is free for the next, before any job ran", async () => {
  const { serviceId } = await fresh();
  const [one, two] = [await shop.member(), await shop.member()];
  const held = ok(await shop.hold(one, serviceId, 10), 201);
  shop.setNow(8 + 10 / 60);
  refused(await shop.act(one, held.bookingId, "confirm"), "booking_hold_over");
  assert.match(await shop.slots(serviceId), /10:1/);
  ok(await shop.hold(two, serviceId, 10), 201);
  assert.equal((await shop.mine(one, held.bookingId)).state, "expired");
});

test("the job ends holds of which nobody asks", async () => {
  const { serviceId } = await fresh();
  const member = await shop.member();
  const held = ok(await shop.hold(member, serviceId, 10), 201);
  shop.setNow(8.1);
  await shop.job("expire_holds", { storeId: shop.first });
  assert.equal((await shop.mine(member, held.bookingId)).state, "held");
  shop.setNow(8.5);
  await shop.job("expire_holds", { storeId: shop.first });
  assert.equal((await shop.mine(member, held.bookingId)).state, "expired");
});

test("times that are no slot, too near, too far; people that do not fit", async () => {
  const { serviceId } = await fresh({ leadMin: 90, aheadDays: 2, capacity: 2 });
  const member = await shop.member();
  refused(await shop.hold(member, serviceId, 10.5), "booking_slot_none");
  refused(await shop.hold(member, serviceId, 9), "booking_too_late");
  refused(await shop.hold(member, serviceId, 72 + 10), "booking_too_far");
  refused(await shop.hold(member, serviceId, 18), "booking_slot_none");
  refused(await shop.hold(member, serviceId, 10, { people: 3 }), "booking_too_many_people");
  ok(await shop.hold(member, serviceId, 10, { people: 2 }), 201);
});

test("a member moves and cancels until the latest moment, staff after it too", async () => {
  const { serviceId } = await fresh({ cancelMin: 60, leadMin: 0 });
  const member = await shop.member();
  const one = await shop.booked(member, serviceId, 10);
  const moved = ok(await shop.act(member, one.bookingId, "move", { startsAt: shop.at(11) }));
  assert.deepEqual([moved.startsAt, moved.number], [shop.at(11), one.number]);
  assert.match(await shop.slots(serviceId), /10:1 11:0/);
  const two = await shop.booked(member, serviceId, 10);
  // The slot of another one is not taken, and the booking keeps its own.
  refused(
    await shop.act(member, two.bookingId, "move", { startsAt: shop.at(11) }),
    "booking_slot_taken",
  );
  assert.equal((await shop.mine(member, two.bookingId)).startsAt, shop.at(10));
  shop.setNow(9.5);
  refused(await shop.act(member, two.bookingId, "cancel", {}), "booking_too_late");
  refused(await shop.act(member, two.bookingId, "move", { startsAt: shop.at(13) }),
    "booking_too_late");
  const body = { reason: "停水" };
  assert.equal(ok(await shop.work(two.bookingId, "cancel", body)).cancelledBy, "staff");
  refused(await shop.work(two.bookingId, "cancel", body), "booking_state");
  assert.match(await shop.slots(serviceId), /10:1/);
});

test("a group slot: seats are counted, another service keeps out of it", async () => {
  const { serviceId, resourceId } = await fresh({ name: "普拉提", capacity: 3, shared: true });
  const alone = await shop.service({ name: "私教" });
  const skills = [serviceId, alone];
  ok(await shop.api("PATCH", `/booking-resources/${resourceId}`, { skills }));
  const people = await Promise.all([1, 2, 3].map(() => shop.member()));
  await shop.booked(people[0]!, serviceId, 10, { people: 2 });
  assert.match(await shop.slots(serviceId), /9:3 10:1 11:3/);
  refused(await shop.hold(people[1]!, serviceId, 10, { people: 2 }), "booking_slot_taken");
  refused(await shop.hold(people[1]!, alone, 10), "booking_slot_taken");
  await shop.booked(people[1]!, serviceId, 10);
  refused(await shop.hold(people[2]!, serviceId, 10), "booking_slot_taken");
  ok(await shop.hold(people[2]!, alone, 11), 201);
  assert.match(await shop.slots(serviceId), /10:0 11:0 12:3/);
});

test("one who is asked for by name; otherwise who has least to do", async () => {
  const { serviceId, resourceId } = await fresh();
  const second = await shop.resource([serviceId], { name: "阿强" });
  const member = await shop.member();
  const named = await shop.booked(member, serviceId, 10, { resourceId });
  assert.deepEqual(named.resources.map((one: { name: string }) => one.name), ["小美"]);
  refused(await shop.hold(member, serviceId, 10, { resourceId }), "booking_slot_taken");
  const other = await shop.booked(member, serviceId, 11);
  assert.equal(other.resources[0].resourceId, second);
});

test("nobody hoards slots: ten open bookings a member", async () => {
  const { serviceId } = await fresh({ durationMin: 5, gridMin: 5 });
  const member = await shop.member();
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, turn) => shop.hold(member, serviceId, 9 + turn / 12)),
  );
  assert.equal(answers.filter((one) => one.status === 201).length, 10);
  refused(await shop.hold(member, serviceId, 12), "booking_too_many_open");
});

test("a member sees their own bookings alone; another store's staff none", async () => {
  const { serviceId } = await fresh();
  const [one, two] = [await shop.member(), await shop.member()];
  const booked = await shop.booked(one, serviceId, 10);
  refused(await shop.shop(two, "GET", `/bookings/${booked.bookingId}`), "booking_not_found");
  refused(await shop.act(two, booked.bookingId, "cancel", {}), "booking_not_found");
  const cookie = await shop.staff("guide", shop.far);
  const path = `/bookings/${booked.bookingId}`;
  refused(await shop.api("GET", path, undefined, { cookie }), "not_permitted");
  refused(await shop.api("POST", `${path}/check-in`, undefined, { cookie }), "not_permitted");
  const own = await shop.staff("guide", shop.first);
  assert.equal(ok(await shop.api("GET", path, undefined, { cookie: own })).state, "confirmed");
});

test("an erased member's booking stays without a person", async () => {
  const { serviceId } = await fresh();
  const member = await shop.member();
  const booked = await shop.booked(member, serviceId, 10, { note: "左边长一点" });
  const data = ok(await shop.shop(member, "GET", "/me/export"));
  assert.ok(JSON.stringify(data).includes(booked.number));
  ok(await shop.shop(member, "DELETE", "/me"), 204);
  const left = ok(await shop.api("GET", `/bookings/${booked.bookingId}`));
  assert.deepEqual([left.memberId, left.note, left.state], [null, null, "confirmed"]);
  assert.match(await shop.slots(serviceId), /10:0/);
});
