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

async function fresh(service: object = {}) {
  shop = await bookingBrand(app);
  const serviceId = await shop.service(service);
  const resourceId = await shop.resource([serviceId]);
  return { serviceId, resourceId };
}

const walkIn = (serviceId: string, more: object = {}) =>
  shop.api("POST", "/bookings", { storeId: shop.first, serviceId, origin: "walk_in", ...more });

test("a member scans the store's sign and is checked in, and the desk sees it", async () => {
  const { serviceId } = await fresh();
  const [member, other] = [await shop.member(), await shop.member()];
  const booked = await shop.booked(member, serviceId, 10);
  const sign = ok(await shop.api("GET", `/stores/${shop.first}/check-in-code`));
  const scan = (one: typeof member, code: string) =>
    shop.shop(one, "POST", "/booking-check-in", { code });
  refused(await scan(member, sign.link), "booking_not_here_now");
  shop.setNow(9.5);
  refused(await scan(member, "S1.ABCDEFGH"), "booking_code_wrong");
  refused(await scan(other, sign.link), "booking_not_here_now");
  assert.equal(ok(await scan(member, sign.link)).state, "arrived");
  assert.equal(ok(await scan(member, sign.code)).state, "arrived");
  const list = `/bookings?storeId=${shop.first}&from=${shop.monday}`;
  const [seen] = ok(await shop.api("GET", list)).items;
  assert.deepEqual([seen.bookingId, seen.state, seen.arrivedBy],
    [booked.bookingId, "arrived", "member"]);
  assert.match(seen.memberMasked, /^\d{3}\*{4}\d{4}$/);
  // A sign that was replaced checks nobody in.
  const renewed = ok(await shop.api("POST", `/stores/${shop.first}/check-in-code`));
  assert.notEqual(renewed.code, sign.code);
  refused(await scan(member, sign.link), "booking_code_wrong");
  assert.deepEqual((await shop.events()).filter((kind) => kind === "arrived"), ["arrived"]);
});

test("staff find a booking by its QR or number; one of another store is told", async () => {
  const { serviceId } = await fresh();
  const member = await shop.member();
  const booked = await shop.booked(member, serviceId, 10);
  const find = (code: string, storeId = shop.first) =>
    shop.api("GET", `/booking-by-code?storeId=${storeId}&code=${encodeURIComponent(code)}`);
  assert.equal(ok(await find(booked.showText)).bookingId, booked.bookingId);
  const spaced = `${booked.number.slice(0, 5)} ${booked.number.slice(5)}`;
  assert.equal(ok(await find(spaced)).bookingId, booked.bookingId);
  refused(await find(booked.number, shop.second), "booking_other_store");
  refused(await find("0000000000"), "booking_not_found");
});

test("a walk-in and a phone booking are one call each", async () => {
  const { serviceId } = await fresh();
  const walked = ok(await walkIn(serviceId, { name: "王女士" }), 201);
  assert.deepEqual([walked.state, walked.guestName, walked.may],
    ["arrived", "王女士", ["cancel", "start"]]);
  const phone = { storeId: shop.first, serviceId, origin: "phone", phone: "13900001111" };
  const early = { ...phone, startsAt: shop.at(9.25) };
  const called = ok(await shop.api("POST", "/bookings", early), 201);
  assert.deepEqual([called.state, called.guestPhone, called.memberId],
    ["confirmed", "13900001111", null]);
  refused(await shop.api("POST", "/bookings", { ...phone, startsAt: shop.at(10) }),
    "booking_slot_taken");
  refused(await shop.api("POST", "/bookings", { ...phone, startsAt: shop.at(7) }),
    "booking_slot_none");
  // A member's number finds the member, and nothing of it is written down twice.
  const member = await shop.member();
  const number = await shop.t.ctx(async (ctx) => {
    const { memberById } = await import("#modules/members/index.ts");
    return (await memberById(ctx, member.memberId))?.phone ?? "";
  });
  const theirs = ok(await shop.api("POST", "/bookings",
    { ...phone, phone: number, startsAt: shop.at(11) }), 201);
  assert.deepEqual([theirs.memberId, theirs.guestPhone], [member.memberId, null]);
  assert.equal((await shop.mine(member, theirs.bookingId)).state, "confirmed");
});

test("a guest's name and number are forgotten a month after", async () => {
  const { serviceId } = await fresh();
  const phone = { storeId: shop.first, serviceId, origin: "phone", startsAt: shop.at(10) };
  const guest = { name: "王女士", phone: "13900001111" };
  const { bookingId } = ok(await shop.api("POST", "/bookings", { ...phone, ...guest }), 201);
  const names = async () => {
    const { guestName, guestPhone } = ok(await shop.api("GET", `/bookings/${bookingId}`));
    return [guestName, guestPhone];
  };
  shop.setNow(24 * 30);
  await shop.job("forget_guest", { bookingId });
  assert.deepEqual(await names(), ["王女士", "13900001111"]);
  shop.setNow(24 * 30 + 12);
  await shop.job("forget_guest", { bookingId });
  assert.deepEqual(await names(), [null, null]);
});

test("who walked in is served where a place is free, and not on another's time", async () => {
  const { serviceId, resourceId } = await fresh();
  const member = await shop.member();
  const booked = await shop.booked(member, serviceId, 9);
  const walked = ok(await walkIn(serviceId), 201);
  shop.setNow(8.5);
  refused(await shop.work(walked.bookingId, "start", {}), "booking_slot_taken");
  const second = await shop.resource([serviceId], { name: "阿强" });
  const started = ok(await shop.work(walked.bookingId, "start", {}));
  assert.deepEqual(started.resources.map((one: { resourceId: string }) => one.resourceId),
    [second]);
  assert.equal(started.waitSeconds, 1_800);
  // Booked with one, served by another: the place that was booked is free again.
  shop.setNow(9);
  ok(await shop.work(booked.bookingId, "check-in"));
  refused(await shop.work(booked.bookingId, "start", { resourceId: second }),
    "booking_slot_taken");
  ok(await shop.work(walked.bookingId, "finish"));
  const other = ok(await shop.work(booked.bookingId, "start", { resourceId: second }));
  assert.deepEqual(other.resources.map((one: { resourceId: string }) => one.resourceId), [second]);
  const phone = { storeId: shop.first, serviceId, origin: "phone", startsAt: shop.at(9.5) };
  ok(await shop.api("POST", "/bookings", { ...phone, resourceId }), 201);
});

test("waiting saved against walk-ins", async () => {
  const { serviceId } = await fresh();
  await shop.resource([serviceId], { name: "阿强" });
  const member = await shop.member();
  const booked = await shop.booked(member, serviceId, 9);
  const walked = ok(await walkIn(serviceId), 201);
  const figures = () =>
    shop.api("GET", `/booking-figures?storeId=${shop.first}&from=${shop.monday}&to=${shop.monday}`);
  assert.equal(ok(await figures()).savedSeconds, null);
  // Came half an hour before their time: that wait is their own.
  shop.setNow(8.5);
  ok(await shop.work(booked.bookingId, "check-in"));
  shop.setNow(8.75);
  ok(await shop.work(walked.bookingId, "start", {}));
  shop.setNow(9.05);
  ok(await shop.work(booked.bookingId, "start", {}));
  shop.setNow(9.5);
  ok(await shop.work(walked.bookingId, "finish"));
  ok(await shop.work(booked.bookingId, "finish"));
  ok(await shop.act(member, booked.bookingId, "rate", { rating: 4 }));
  const told = ok(await figures());
  assert.deepEqual(
    [told.walkIns.waitedSeconds, told.booked.waitedSeconds, told.savedSeconds, told.rating],
    [2_700, 180, 2_520, 400],
  );
  assert.deepEqual([told.booked.made, told.booked.served, told.walkIns.served], [1, 1, 1]);
  refused(await shop.api("GET",
    `/booking-figures?storeId=${shop.first}&from=2027-03-02&to=2027-03-01`),
    "booking_times_invalid");
});

test("who does not come is said so by the job, and may come after all", async () => {
  const { serviceId } = await fresh({ noShowMin: 20 });
  const member = await shop.member();
  const booked = await shop.booked(member, serviceId, 9);
  const payload = { bookingId: booked.bookingId, startsAt: shop.at(9) };
  shop.setNow(9.25);
  await shop.job("no_show", payload);
  assert.equal((await shop.mine(member, booked.bookingId)).state, "confirmed");
  shop.setNow(9.5);
  await shop.job("no_show", { ...payload, startsAt: shop.at(8) });
  assert.equal((await shop.mine(member, booked.bookingId)).state, "confirmed");
  await shop.job("no_show", payload);
  assert.equal((await shop.mine(member, booked.bookingId)).state, "no_show");
  assert.equal(ok(await shop.work(booked.bookingId, "check-in")).state, "arrived");
  assert.equal(ok(await shop.work(booked.bookingId, "start", {})).state, "serving");
});

test("the wrong one was checked in: the booking is as before", async () => {
  const { serviceId } = await fresh();
  const member = await shop.member();
  const booked = await shop.booked(member, serviceId, 9);
  ok(await shop.work(booked.bookingId, "check-in"));
  const undone = ok(await shop.work(booked.bookingId, "undo-check-in"));
  assert.deepEqual([undone.state, undone.arrivedAt], ["confirmed", null]);
  refused(await shop.work(booked.bookingId, "undo-check-in"), "booking_state");
  const walked = ok(await walkIn(serviceId), 201);
  refused(await shop.work(walked.bookingId, "undo-check-in"), "booking_slot_taken");
});

test("a reminder is said once, and not for what was moved or cancelled", async () => {
  const { serviceId } = await fresh({ remindMin: 60 });
  const member = await shop.member();
  const booked = await shop.booked(member, serviceId, 10);
  const remind = (hours: number) =>
    shop.job("remind", { bookingId: booked.bookingId, startsAt: shop.at(hours) });
  const count = async () =>
    (await shop.events()).filter((kind) => kind === "reminder_due").length;
  ok(await shop.act(member, booked.bookingId, "move", { startsAt: shop.at(11) }));
  await remind(10);
  assert.equal(await count(), 0);
  await remind(11);
  await remind(11);
  assert.equal(await count(), 1);
});

test("a store that closes for a day sees to each of its bookings in one act", async () => {
  const { serviceId } = await fresh();
  const member = await shop.member();
  const [one, two, three, late] = [
    await shop.booked(member, serviceId, 24 + 9),
    await shop.booked(member, serviceId, 24 + 10),
    await shop.booked(member, serviceId, 24 + 11),
    await shop.booked(member, serviceId, 48 + 9),
  ];
  const tuesday = "2027-03-02";
  const path = `/stores/${shop.first}`;
  const touched = ok(await shop.api("GET", `${path}/bookings-touched?day=${tuesday}`)).items;
  assert.deepEqual(touched.map((row: { number: string }) => row.number),
    [one.number, two.number, three.number]);
  const half = `${path}/bookings-touched?day=${tuesday}&opensMin=600&closesMin=1080`;
  assert.equal(ok(await shop.api("GET", half)).items.length, 1);
  const body = { day: tuesday, opensMin: null, closesMin: null, reason: "盘点" };
  const move = { bookingId: one.bookingId, act: "move", startsAt: shop.at(48 + 10) };
  const cancel = { bookingId: two.bookingId, act: "cancel" };
  const keep = { bookingId: three.bookingId, act: "keep" };
  const close = (acts: object[]) => shop.api("POST", `${path}/close-day`, { ...body, acts });
  refused(await close([move, cancel]), "bookings_touched");
  // All or nothing: a move onto a slot that is taken closes no day and cancels nobody.
  const clash = { ...move, startsAt: late.startsAt };
  refused(await close([clash, cancel, keep]), "booking_slot_taken");
  assert.equal((await shop.mine(member, two.bookingId)).state, "confirmed");
  assert.deepEqual(ok(await close([move, cancel, keep])), { touched: 3 });
  assert.equal((await shop.mine(member, one.bookingId)).startsAt, shop.at(48 + 10));
  assert.equal((await shop.mine(member, two.bookingId)).cancelReason, "盘点");
  const left = ok(await shop.api("GET", `/bookings/${three.bookingId}`));
  assert.deepEqual([left.state, left.outside], ["confirmed", true]);
  const next = ok(await shop.api("GET", `/bookings/${one.bookingId}`));
  assert.equal(next.outside, false);
  const guide = await shop.staff("guide", shop.first);
  refused(await shop.api("POST", `${path}/close-day`, { ...body, acts: [] }, { cookie: guide }),
    "not_permitted");
});

test("hours that were changed elsewhere: bookings stand and are shown as outside", async () => {
  const { serviceId, resourceId } = await fresh();
  const member = await shop.member();
  const booked = await shop.booked(member, serviceId, 24 + 9);
  const days = [{ day: "2027-03-02", spans: [] }];
  ok(await shop.api("PUT", `/booking-resources/${resourceId}/days`, { days }));
  assert.equal(ok(await shop.api("GET", `/bookings/${booked.bookingId}`)).outside, true);
  refused(await shop.hold(member, serviceId, 24 + 12), "booking_slot_none");
  const wrong = [{ day: "2027-03-02", spans: [{ opensMin: 60, closesMin: 30 }] }];
  refused(await shop.api("PUT", `/booking-resources/${resourceId}/days`, { days: wrong }),
    "booking_times_invalid");
});
