import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import {
  automatic, off, ok, orderingBrand, type OrderingBrand,
} from "#tests/support/orders.ts";
import { verifyLedger, verifyLimitsOf } from "#tests/support/verify.ts";
import { verifyOrders } from "../verify-orders.ts";
import { sendRefundJob } from "./send-refund.ts";

let app: TestApp;
let shop: OrderingBrand;

before(async () => {
  app = await startTestApp();
  shop = await orderingBrand(app);
});
afterEach(async () => {
  await shop.endAll();
  await verifyLedger(app, shop.t.brandId);
  await verifyLimitsOf(app, shop.t.brandId);
});
after(() => app.close());

type Returned = readonly (readonly [lineId: string, quantity: number])[];
const unitsOf = (returned: Returned) =>
  returned.map(([lineId, quantity]) => ({ lineId, quantity }));

async function previewOf(orderId: string, returned: Returned) {
  const path = `/orders/${orderId}/returns/preview`;
  return ok(await shop.api("POST", path, { returned: unitsOf(returned) }));
}

const giveBack = (orderId: string, returned: Returned, expectedMinor: number, more = {}) =>
  shop.api("POST", `/orders/${orderId}/returns`, {
    returned: unitsOf(returned), reason: "changed_mind", restock: true, expectedMinor, ...more,
  });

async function sent(order: { refunds: { refundId: string; state: string }[] }) {
  for (const { refundId } of order.refunds.filter((one) => one.state === "started")) {
    const job = { refundId, brandId: shop.t.brandId };
    await app.runJob(sendRefundJob.name, job);
  }
  await app.payments.simulator.settled();
}

test("a return below the threshold takes the reduction back, shown before it is done", async () => {
  const member = await shop.member();
  await shop.stock("TEA", 10);
  await shop.on(automatic(off(20_000, 3_000)));
  const order = await shop.paid(member, [["TEA", 2]], 17_000);
  const shown = await previewOf(order.orderId, [["l0", 1]]);
  // One tea costs 100.00 without the reduction: 170 − 100.
  assert.deepEqual([shown.refundMinor, shown.moneyMinor], [7_000, 7_000]);
  assert.equal(shown.benefits[0].over, true);
  assert.equal((await giveBack(order.orderId, [["l0", 1]], 8_500)).body.code, "refund_changed");
  const before = await shop.money();
  const after = ok(await giveBack(order.orderId, [["l0", 1]], 7_000));
  assert.deepEqual([after.state, after.refundedMinor], ["paid", 7_000]);
  assert.deepEqual(await shop.stockOf("TEA"), [9, 0]);
  await sent(after);
  const then = await shop.money();
  assert.deepEqual([then.provider - before.provider, then.sales - before.sales], [-7_000, 7_000]);
  assert.equal((await shop.order(order.orderId)).refunds[0].state, "done");
  const rest = await previewOf(order.orderId, [["l0", 1]]);
  assert.equal(rest.refundMinor, 10_000);
  const all = ok(await giveBack(order.orderId, [["l0", 1]], 10_000));
  assert.deepEqual([all.state, all.refundedMinor], ["returned", 17_000]);
  await sent(all);
  const more = await giveBack(order.orderId, [["l0", 1]], 0);
  assert.equal(more.body.code, "order_step_refused");
});

test("a voucher of which nothing is left comes back to the wallet", async () => {
  const member = await shop.member();
  const voucherId = await shop.voucher(member, await shop.offer());
  const order = await shop.paid(member, [["RED", 1]], 19_000);
  assert.equal(ok(await shop.shop(member, "GET", `/wallet/${voucherId}`)).state, "used");
  const after = ok(await giveBack(order.orderId, [["l0", 1]], 19_000, { restock: false }));
  assert.equal(after.state, "returned");
  assert.equal(ok(await shop.shop(member, "GET", `/wallet/${voucherId}`)).state, "usable");
  await sent(after);
});

const rules = (more: object) =>
  shop.api("PUT", "/order-settings", {
    payMinutes: 30, acceptDays: 7, refundPolicy: "reprice", vouchersBack: "when_over", ...more,
  });

test("a brand that gives no vouchers back keeps them used", async () => {
  ok(await rules({ vouchersBack: "never" }));
  const member = await shop.member();
  const voucherId = await shop.voucher(member, await shop.offer());
  const order = await shop.paid(member, [["RED", 1]], 19_000);
  ok(await giveBack(order.orderId, [["l0", 1]], 19_000));
  assert.equal(ok(await shop.shop(member, "GET", `/wallet/${voucherId}`)).state, "used");
  ok(await rules({}));
});

test("a gift is asked back: charged where it stays, not where it comes back too", async () => {
  ok(await rules({ refundPolicy: "charge_gift" }));
  const gifts = [{ productId: null, label: "茶杯", quantity: 1, valueMinor: 1_500 }];
  const give = { kind: "gifts", gifts };
  await shop.on(automatic({
    category: "gift",
    scope: {},
    benefit: { kind: "tiers", base: "initial", tiers: [{ fromMinor: 30_000, give }] },
  }));
  const member = await shop.member();
  const order = await shop.paid(member, [["RED", 2]], 40_000);
  assert.deepEqual(order.gifts, [{ label: "茶杯", quantity: 1 }]);
  const kept = await previewOf(order.orderId, [["l0", 1]]);
  assert.deepEqual([kept.refundMinor, kept.giftsCharged[0].worthMinor], [18_500, 1_500]);
  const returned = [{ lineId: "l0", quantity: 1 }, { gift: 0, quantity: 1 }];
  const path = `/orders/${order.orderId}/returns`;
  const both = ok(await shop.api("POST", `${path}/preview`, { returned }));
  assert.deepEqual([both.refundMinor, both.giftsCharged], [20_000, []]);
  const after = ok(await shop.api("POST", path, {
    returned, reason: "changed_mind", restock: true, expectedMinor: 20_000,
  }));
  assert.equal(after.refundedMinor, 20_000);
  ok(await rules({}));
});

test("two refunds at once, and more than was bought: each unit is paid back once", async () => {
  const member = await shop.member();
  const order = await shop.paid(member, [["RED", 3]], 60_000);
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => giveBack(order.orderId, [["l0", 2]], 40_000)),
  );
  assert.equal(answers.filter((one) => one.status === 200).length, 1);
  for (const lost of answers.filter((one) => one.status !== 200)) {
    assert.equal(lost.body.code, "refund_too_much");
  }
  await sent(await shop.order(order.orderId));
  assert.equal((await shop.order(order.orderId)).refundedMinor, 40_000);
});

test("cash goes back over the counter at once", async () => {
  const member = await shop.member();
  const more = { paymentKind: "in_store" };
  const { orderId } = await shop.ordered(member, [["RED", 1]], 20_000, more);
  const before = await shop.money();
  ok(await shop.api("POST", `/orders/${orderId}/payments`, {
    method: "cash", amountMinor: 20_000,
  }));
  const back = ok(await giveBack(orderId, [["l0", 1]], 20_000));
  assert.equal(back.refunds[0].state, "done");
  assert.deepEqual(await shop.money(), before);
});

test("an order whose sum was changed by hand is named", async () => {
  const member = await shop.member();
  const { orderId, number } = await shop.paid(member, [["RED", 1]], 20_000);
  const owner = app.databases.ownerPool;
  const set = (minor: number) =>
    owner.query("update orders.orders set paid_minor = $2 where order_id = $1", [orderId, minor]);
  await set(20_100);
  const { wrong } = await verifyOrders(owner, shop.t.brandId);
  assert.deepEqual(wrong, {
    record: `order ${number}`,
    why: "it says 20100 paid, its payments make 20000",
  });
  // Its payment changed with it: the ledger still knows what was moved.
  const pay = (minor: number) => owner.query(
    "update orders.payments set amount_minor = $2 where order_id = $1", [orderId, minor],
  );
  await set(20_100);
  await pay(20_100);
  assert.deepEqual((await verifyOrders(owner, shop.t.brandId)).wrong, {
    record: `order ${number}`,
    why: "its payments and refunds make 20100, the ledger moved 20000",
  });
  await set(20_000);
  await pay(20_000);
  assert.equal((await verifyOrders(owner, shop.t.brandId)).wrong, null);
});
