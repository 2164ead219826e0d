import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import type { LoopMember } from "#tests/support/loop.ts";
import { type BookingBrand, bookingBrand, ok, refused } from "./bookings.fixture.ts";

let app: TestApp;
let shop: BookingBrand;
let serviceId: string;

before(async () => {
  app = await startTestApp();
});
after(() => app.close());
afterEach(async () => {
  await shop.verify();
  app.setNow(null);
});

/** One stylist who is there from nine to eleven: two slots. */
async function fresh(service: object = {}) {
  shop = await bookingBrand(app);
  serviceId = await shop.service({ leadMin: 0, cancelMin: 0, ...service });
  await shop.resource([serviceId], { hours: shop.week(540, 660) });
}

const wait = (member: LoopMember, from = 9, to = 11, more: object = {}) =>
  shop.shop(member, "POST", "/booking-waits", {
    storeId: shop.first, serviceId, fromAt: shop.at(from), toAt: shop.at(to), ...more,
  });
const waits = async (member: LoopMember) =>
  ok(await shop.shop(member, "GET", "/booking-waits")).items;
const people = (count: number) => Promise.all(Array.from({ length: count }, () => shop.member()));

test("who waits longest is offered what becomes free, with a hold of their own", async () => {
  await fresh();
  const [a, b, first, second, other] = await people(5);
  const one = await shop.booked(a!, serviceId, 9);
  await shop.booked(b!, serviceId, 10);
  assert.equal(ok(await wait(first!), 201).ahead, 0);
  assert.equal(ok(await wait(second!), 201).ahead, 1);
  ok(await shop.act(a!, one.bookingId, "cancel", {}));
  const [offered] = await waits(first!);
  assert.equal(offered.state, "offered");
  const held = await shop.mine(first!, offered.bookingId);
  assert.deepEqual([held.state, held.origin, held.startsAt], ["held", "wait", shop.at(9)]);
  // Nobody slips in between.
  refused(await shop.hold(other!, serviceId, 9), "booking_slot_taken");
  ok(await shop.act(first!, held.bookingId, "confirm"));
  assert.equal((await waits(first!))[0].state, "taken");
  assert.deepEqual((await waits(second!)).map((w: { state: string; ahead: number }) =>
    [w.state, w.ahead]), [["waiting", 0]]);
});

test("an offer that is not taken goes to the next", async () => {
  await fresh();
  const [a, b, first, second] = await people(4);
  const one = await shop.booked(a!, serviceId, 9);
  await shop.booked(b!, serviceId, 10);
  ok(await wait(first!), 201);
  ok(await wait(second!), 201);
  ok(await shop.act(a!, one.bookingId, "cancel", {}));
  shop.setNow(8.5);
  await shop.job("expire_holds", { storeId: shop.first });
  assert.equal((await waits(first!))[0].state, "passed");
  const [offered] = await waits(second!);
  assert.equal(offered.state, "offered");
  ok(await shop.shop(second!, "POST", `/booking-waits/${offered.waitId}/leave`));
  assert.equal((await waits(second!))[0].state, "left");
  assert.equal(await shop.slots(serviceId), "9:1 10:0");
});

test("two holds that end at one moment go to the first two on the list", async () => {
  await fresh();
  const [a, b, first, second] = await people(4);
  ok(await shop.hold(a!, serviceId, 9), 201);
  ok(await shop.hold(b!, serviceId, 10), 201);
  ok(await wait(first!), 201);
  ok(await wait(second!), 201);
  shop.setNow(8.5);
  // Whoever comes next ends both, and finds the places given to those who waited.
  refused(await shop.hold(b!, serviceId, 9), "booking_slot_taken");
  await shop.job("expire_holds", { storeId: shop.first });
  const states = [(await waits(first!))[0], (await waits(second!))[0]].map((one) => one.state);
  assert.deepEqual(states, ["offered", "offered"]);
});

test("times that do not fit, people that do not fit: the next on the list has it", async () => {
  await fresh({ capacity: 2, shared: true });
  const [a, late, pair, single] = await people(4);
  const one = await shop.booked(a!, serviceId, 9);
  const two = await shop.booked(a!, serviceId, 9);
  const full = await shop.booked(a!, serviceId, 10, { people: 2 });
  ok(await wait(late!, 10, 11), 201);
  ok(await wait(pair!, 9, 11, { people: 2 }), 201);
  ok(await wait(single!, 9, 11), 201);
  ok(await shop.act(a!, one.bookingId, "cancel", {}));
  assert.equal((await waits(single!))[0].state, "offered");
  assert.equal((await waits(pair!))[0].state, "waiting");
  ok(await shop.act(a!, full.bookingId, "cancel", {}));
  assert.equal((await waits(late!))[0].state, "offered");
  ok(await shop.act(a!, two.bookingId, "cancel", {}));
  assert.equal((await waits(pair!))[0].state, "waiting");
});

test("a list is for what is full, and once", async () => {
  await fresh();
  const [a, b] = await people(2);
  refused(await wait(b!), "booking_wait_needless");
  await shop.booked(a!, serviceId, 9);
  await shop.booked(a!, serviceId, 10);
  refused(await wait(b!, 12, 13), "booking_slot_none");
  refused(await wait(b!, 11, 9), "booking_times_invalid");
  ok(await wait(b!), 201);
  refused(await wait(b!, 10, 11), "booking_wait_already");
  const [place] = ok(await shop.api("GET", `/booking-waits?storeId=${shop.first}`)).items;
  assert.match(place.memberMasked, /^\d{3}\*{4}\d{4}$/);
  const [other] = await people(1);
  refused(await shop.shop(other!, "POST", `/booking-waits/${place.waitId}/leave`),
    "booking_wait_not_found");
});

test("a move and a no-show free a slot for the list too", async () => {
  await fresh();
  const resource = { name: "阿强", hours: shop.week(720, 780) };
  await shop.resource([serviceId], resource);
  const [a, b, first, second] = await people(4);
  const one = await shop.booked(a!, serviceId, 9);
  const two = await shop.booked(b!, serviceId, 10);
  ok(await wait(first!, 9, 10), 201);
  ok(await shop.act(a!, one.bookingId, "move", { startsAt: shop.at(12) }));
  assert.equal((await waits(first!))[0].state, "offered");
  ok(await shop.act(first!, (await waits(first!))[0].bookingId, "confirm"));
  ok(await wait(second!, 9.5, 10.5), 201);
  shop.setNow(9.9);
  refused(await shop.work(two.bookingId, "no-show"), "booking_too_early");
  shop.setNow(10);
  ok(await shop.work(two.bookingId, "no-show"));
  // Ten minutes to say yes are more than the slot has left before its start.
  assert.equal((await waits(second!))[0].state, "waiting");
});
