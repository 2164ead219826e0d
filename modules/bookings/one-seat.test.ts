import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { type BookingBrand, bookingBrand } from "./bookings.fixture.ts";
import { verifyBookings } from "./verify-bookings.ts";

let app: TestApp;
let shop: BookingBrand;
let serviceId: string;
let resourceId: string;
let bookingIds: string[];

before(async () => {
  app = await startTestApp();
  shop = await bookingBrand(app);
  serviceId = await shop.service();
  resourceId = await shop.resource([serviceId]);
  const two = await shop.resource([serviceId], { name: "阿强" });
  const [a, b] = [await shop.member(), await shop.member()];
  bookingIds = [
    (await shop.booked(a, serviceId, 10, { resourceId })).bookingId,
    (await shop.booked(b, serviceId, 10, { resourceId: two })).bookingId,
  ];
});
after(() => app.close());

interface Use {
  readonly from: number;
  readonly to: number;
  readonly seat?: number;
  readonly place?: number;
  readonly session?: string;
  readonly released?: boolean;
}

/** Past all code of ours, as the owner of the database; answers the constraint that refused. */
async function write({ from, to, seat = 1, place = 1, session = "s", released = false }: Use) {
  try {
    await app.databases.ownerPool.query(
      `insert into bookings.uses (brand_id, use_id, booking_id, resource_id, place, places, seat,
         seats, session, busy_from, busy_to, released_at)
       values ($1, $2, $3, $4, $5, 5, $6, 5, $7, to_timestamp($8), to_timestamp($9), $10)`,
      [
        shop.t.brandId, newId(), bookingIds[1], resourceId, place, seat, session,
        shop.at(from) / 1000, shop.at(to) / 1000, released ? new Date(0) : null,
      ],
    );
    return "written";
  } catch (error) {
    return (error as { constraint?: string }).constraint ?? String(error);
  }
}

const rows: [string, Use, string][] = [
  ["the same seat at the same time", { from: 10, to: 11 }, "one_booking_a_seat"],
  ["a minute of it", { from: 10.99, to: 12 }, "one_booking_a_seat"],
  ["around it", { from: 8, to: 20 }, "one_booking_a_seat"],
  ["another seat of another session", { from: 10, to: 11, seat: 2 }, "one_session_a_place"],
  ["a seat that is none", { from: 14, to: 15, seat: 6 }, "uses_check1"],
  ["let go already", { from: 10, to: 11, released: true }, "written"],
  ["another place", { from: 10, to: 11, place: 2 }, "written"],
  ["right after it", { from: 11, to: 12 }, "written"],
  ["right before it", { from: 9, to: 10 }, "written"],
  ["another seat of that session", { from: 11, to: 12, seat: 2 }, "written"],
  ["that seat of that session", { from: 11, to: 12, seat: 2 }, "one_booking_a_seat"],
];

for (const [name, use, expected] of rows) {
  test(`the database itself, ${name}: ${expected}`, async () => {
    assert.equal(await write(use), expected);
  });
}

test("without any lock of ours two transactions take one seat: one is refused", async () => {
  const use = { from: 16, to: 17, session: "x" };
  const told = await Promise.all([write(use), write({ ...use, session: "y" }), write(use)]);
  assert.equal(told.filter((one) => one === "written").length, 1);
});

test("verify names a booking that occupies nothing, or something though it is over", async () => {
  const { ownerPool } = app.databases;
  const set = (state: string) =>
    ownerPool.query(
      "update bookings.bookings set state = $3 where brand_id = $1 and booking_id = $2",
      [shop.t.brandId, bookingIds[0], state],
    );
  const why = async () => (await verifyBookings(ownerPool, shop.t.brandId)).wrong?.why ?? "";
  await set("served");
  assert.match(await why(), /it is served and occupies a seat/);
  await set("confirmed");
  await ownerPool.query(
    "update bookings.uses set released_at = now() where brand_id = $1 and booking_id = $2",
    [shop.t.brandId, bookingIds[0]],
  );
  assert.match(await why(), /it is confirmed and nothing is kept for it/);
});
