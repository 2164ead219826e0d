import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { type BookingBrand, bookingBrand, ok, refused } from "./bookings.fixture.ts";

let app: TestApp;
let shop: BookingBrand;

before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const read = async (url: string) => {
  const answer = await app.request("GET", new URL(url).pathname);
  return { status: answer.status, text: String(answer.body), code: answer.body?.code };
};
/** Lines of an iCalendar text, long ones joined again (RFC 5545, 3.1). */
const linesOf = (text: string) => text.replaceAll("\r\n ", "").split("\r\n");

test("a member's calendar: UTC over a clock change; one address at a time", async () => {
  shop = await bookingBrand(app, { timeZone: "Europe/Berlin" });
  const serviceId = await shop.service({ aheadDays: 60 });
  await shop.resource([serviceId]);
  const member = await shop.member();
  // Clocks are put on at 2027-03-28 in Berlin: nine o'clock is 08:00Z before and 07:00Z after it.
  const days = (Date.UTC(2027, 2, 29) - Date.UTC(2027, 2, 1)) / 3_600_000;
  await shop.booked(member, serviceId, 24 + 9);
  await shop.booked(member, serviceId, days - 1 + 9);
  const { url } = ok(await shop.shop(member, "POST", "/booking-feed"), 201);
  const { status, text } = await read(url);
  assert.equal(status, 200);
  const lines = linesOf(text);
  const starts = lines.filter((line) => line.startsWith("DTSTART"));
  assert.deepEqual(starts, ["DTSTART:20270302T080000Z", "DTSTART:20270329T070000Z"]);
  assert.ok(lines.includes("X-WR-TIMEZONE:Europe/Berlin"), text);
  const again = ok(await shop.shop(member, "POST", "/booking-feed"), 201);
  assert.equal((await read(url)).code, "booking_feed_not_found");
  assert.equal((await read(again.url)).status, 200);
  ok(await shop.shop(member, "DELETE", "/booking-feed"), 204);
  assert.equal((await read(again.url)).code, "booking_feed_not_found");
  app.setNow(null);
});

test("staff feeds: masks only for who may see members; over with the right to them", async () => {
  shop = await bookingBrand(app);
  const serviceId = await shop.service();
  const resourceId = await shop.resource([serviceId]);
  const member = await shop.member();
  const booked = await shop.booked(member, serviceId, 10, { note: "老顾客" });
  const guide = await shop.staff("guide", shop.first);
  const body = { kind: "resource", subjectId: resourceId };
  const theirs = ok(await shop.api("POST", "/booking-feeds", body, { cookie: guide }), 201);
  const owners = ok(await shop.api("POST", "/booking-feeds",
    { kind: "store", subjectId: shop.first }), 201);
  const guideSees = (await read(theirs.url)).text;
  const ownerSees = (await read(owners.url)).text;
  assert.ok(guideSees.includes(booked.number) && !guideSees.includes("****"), guideSees);
  assert.match(ownerSees, /\d{3}\*{4}\d{4}/);
  for (const text of [guideSees, ownerSees]) assert.ok(!text.includes("老顾客"));
  const far = await shop.staff("guide", shop.far);
  refused(await shop.api("POST", "/booking-feeds", body, { cookie: far }), "not_permitted");
  const { items } = ok(await shop.api("GET", `/booking-feeds?storeId=${shop.first}`));
  assert.equal(items.length, 2);
  assert.ok(!JSON.stringify(items).includes("calendars"));
  ok(await shop.api("DELETE", `/booking-feeds/${owners.feedId}`), 204);
  assert.equal((await read(owners.url)).code, "booking_feed_not_found");
  const { rows } = await app.databases.ownerPool.query(
    `select g.grant_id, g.staff_id from organisation.grants g
     join bookings.feeds f on f.brand_id = g.brand_id and f.made_by = g.staff_id
     where f.feed_id = $1`,
    [theirs.feedId],
  );
  // Its day is over: nothing is told, and the address shows nothing; prolonged, it shows again.
  const until = (day: string) => app.databases.ownerPool.query(
    `update organisation.grants set valid_from = valid_from - interval '2 days',
       valid_to = ${day} where grant_id = $1`,
    [rows[0].grant_id],
  );
  await until("valid_from - interval '1 day'");
  assert.equal((await read(theirs.url)).code, "booking_feed_not_found");
  await until("null");
  assert.ok((await read(theirs.url)).text.includes(booked.number));
  ok(await shop.api("DELETE", `/grants/${rows[0].grant_id}`), 204);
  await app.settle();
  assert.equal((await read(theirs.url)).code, "booking_feed_not_found");
  app.setNow(null);
});

test("a feed ends with the hour of a grant that was for a time; nobody acts", async () => {
  shop = await bookingBrand(app);
  const serviceId = await shop.service();
  const resourceId = await shop.resource([serviceId]);
  const member = await shop.member();
  await shop.booked(member, serviceId, 10);
  const guide = await shop.staff("guide", shop.first);
  const body = { kind: "resource", subjectId: resourceId };
  const made = await shop.api("POST", "/booking-feeds", body, { cookie: guide });
  const { url, feedId } = ok(made, 201);
  const { rows } = await app.databases.ownerPool.query(
    `update organisation.grants g set valid_to = g.valid_from + interval '2 hours'
     from bookings.feeds f where f.brand_id = g.brand_id and f.made_by = g.staff_id
       and f.feed_id = $1 returning g.valid_to as until`,
    [feedId],
  );
  const until = rows[0].until as Temporal.Instant;
  app.setNow(until.subtract({ seconds: 1 }));
  assert.equal((await read(url)).status, 200);
  app.setNow(until);
  assert.equal((await read(url)).code, "booking_feed_not_found");
  app.setNow(null);
});

test("an address that nobody made", async () => {
  shop = await bookingBrand(app);
  const url = `http://localhost/${shop.t.key}/api/calendars/${"x".repeat(43)}.ics`;
  assert.equal((await read(url)).code, "booking_feed_not_found");
  app.setNow(null);
});
