import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { createProduct, setPrice } from "#modules/catalogue/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import type { LoopMember } from "#tests/support/loop.ts";
import { tradeOf } from "#tests/support/orders.ts";
import { verifyLedger, verifyLimitsOf } from "#tests/support/verify.ts";
import { type BookingBrand, bookingBrand, ok, refused } from "./bookings.fixture.ts";

let app: TestApp;
let shop: BookingBrand;
let serviceId: string;
let productId: string;

before(async () => {
  app = await startTestApp();
});
after(() => app.close());
afterEach(async () => {
  await shop.verify();
  await verifyLedger(app, shop.t.brandId);
  await verifyLimitsOf(app, shop.t.brandId);
  app.setNow(null);
});

/** Twenty yuan are paid before a slot is booked. */
async function fresh(service: object = {}) {
  shop = await bookingBrand(app);
  productId = await shop.t.ctx(async (ctx) => {
    const made = await createProduct(ctx, { externalCode: "DEPOSIT", name: "定金", tags: [] });
    await setPrice(ctx, { productId: made, kind: "list", amountMinor: 2_000 });
    return made;
  });
  const deposit = { depositMinor: 2_000, depositProductId: productId };
  serviceId = await shop.service({ ...deposit, ...service });
  await shop.resource([serviceId]);
}

/** Holds a slot and starts to pay its deposit; answers the provider's number of the payment. */
async function asked(member: LoopMember, hours: number) {
  const held = ok(await shop.hold(member, serviceId, hours), 201);
  const { orderId } = ok(await shop.act(member, held.bookingId, "deposit"));
  const body = { provider: "simulator", method: "link" };
  const { link } = ok(await shop.shop(member, "POST", `/orders/${orderId}/payments`, body));
  return { held, orderId, trade: tradeOf(link) };
}

async function paid(member: LoopMember, hours: number) {
  const one = await asked(member, hours);
  assert.equal(app.payments.simulator.pay(one.trade), true);
  await app.payments.simulator.settled();
  await app.settle();
  return one;
}

const order = async (orderId: string) => ok(await shop.api("GET", `/orders/${orderId}`));

test("the deposit's payment is the confirmation", async () => {
  await fresh();
  const member = await shop.member();
  const held = ok(await shop.hold(member, serviceId, 10), 201);
  assert.deepEqual([held.depositState, held.may], ["due", ["pay", "cancel"]]);
  refused(await shop.act(member, held.bookingId, "confirm"), "booking_deposit_due");
  const { orderId } = ok(await shop.act(member, held.bookingId, "deposit"));
  assert.equal(ok(await shop.act(member, held.bookingId, "deposit")).orderId, orderId);
  const longer = await shop.mine(member, held.bookingId);
  assert.equal(longer.heldUntil - shop.at(8), 15 * 60_000);
  const { bookingId } = (await paid(member, 11)).held;
  const booked = await shop.mine(member, bookingId);
  assert.deepEqual([booked.state, booked.depositState], ["confirmed", "paid"]);
});

test("a booking that is cancelled in time sends its deposit back", async () => {
  await fresh();
  const member = await shop.member();
  const { held, orderId } = await paid(member, 12);
  const gone = ok(await shop.act(member, held.bookingId, "cancel", {}));
  assert.deepEqual([gone.state, gone.depositState], ["cancelled", "returning"]);
  assert.deepEqual([(await order(orderId)).state, (await order(orderId)).refundedMinor],
    ["returned", 2_000]);
});

test("a hold that is over closes its order; nobody can pay it any more", async () => {
  await fresh();
  const member = await shop.member();
  const { held, orderId } = await asked(member, 10);
  shop.setNow(8.5);
  await shop.job("expire_holds", { storeId: shop.first });
  assert.equal((await shop.mine(member, held.bookingId)).state, "expired");
  assert.equal((await order(orderId)).state, "cancelled");
  await app.settle();
  assert.match(await shop.slots(serviceId), /10:1/);
});

test("paid, and the hold ran out before the word of it came: it is a booking", async () => {
  await fresh();
  const member = await shop.member();
  const { held, trade } = await asked(member, 10);
  app.payments.simulator.pay(trade);
  await app.payments.simulator.settled();
  shop.setNow(8.5);
  await shop.job("expire_holds", { storeId: shop.first });
  await app.settle();
  const booked = await shop.mine(member, held.bookingId);
  assert.deepEqual([booked.state, booked.depositState], ["confirmed", "paid"]);
});

const rules = [["keep", "kept", 0], ["return", "returning", 2_000]] as const;
for (const [rule, state, refunded] of rules) {
  test(`who does not come: the deposit by the rule "${rule}"`, async () => {
    await fresh({ noShowDeposit: rule });
    const member = await shop.member();
    const { held, orderId } = await paid(member, 9);
    shop.setNow(9.5);
    await shop.job("no_show", { bookingId: held.bookingId, startsAt: shop.at(9) });
    const missed = await shop.mine(member, held.bookingId);
    assert.deepEqual([missed.state, missed.depositState], ["no_show", state]);
    assert.equal((await order(orderId)).refundedMinor, refunded);
  });
}

test("a product that is not sold at the deposit's amount takes none", async () => {
  await fresh({ depositMinor: 1_900 });
  const member = await shop.member();
  const held = ok(await shop.hold(member, serviceId, 10), 201);
  refused(await shop.act(member, held.bookingId, "deposit"), "booking_deposit_unavailable");
  const half = { depositMinor: null };
  const path = `/booking-services/${serviceId}`;
  refused(await shop.api("PATCH", path, half), "invalid_input");
});

const gift = { benefit: { kind: "gift", label: "免费洗护", productIds: [], valueMinor: null } };

test("a voucher that a booking names is redeemed when its member is there", async () => {
  shop = await bookingBrand(app);
  serviceId = await shop.service();
  await shop.resource([serviceId]);
  const [member, other] = [await shop.member(), await shop.member()];
  const offerId = await shop.offer({ ...gift });
  const voucherId = await shop.voucher(member, offerId);
  const named = { voucherId };
  refused(await shop.hold(other, serviceId, 9, named), "booking_voucher_unfit");
  const booked = await shop.booked(member, serviceId, 9, named);
  refused(await shop.hold(member, serviceId, 24 * 40 + 9, named), "booking_too_far");
  shop.setNow(8.8);
  ok(await shop.work(booked.bookingId, "check-in"));
  const used = ok(await shop.shop(member, "GET", `/wallet/${voucherId}`));
  assert.equal(used.state, "used");
  refused(await shop.hold(member, serviceId, 11, named), "voucher_used");
});

for (const [rule, state] of [["keep", "usable"], ["use", "used"]] as const) {
  test(`who does not come: the voucher by the rule "${rule}"`, async () => {
    shop = await bookingBrand(app);
    serviceId = await shop.service({ noShowVoucher: rule });
    await shop.resource([serviceId]);
    const member = await shop.member();
    const voucherId = await shop.voucher(member, await shop.offer({ ...gift }));
    const booked = await shop.booked(member, serviceId, 9, { voucherId });
    shop.setNow(9.5);
    ok(await shop.work(booked.bookingId, "no-show"));
    assert.equal(ok(await shop.shop(member, "GET", `/wallet/${voucherId}`)).state, state);
  });
}
