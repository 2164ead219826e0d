import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { caughtNotices, paymentSimulator } from "#tests/support/payments.ts";
import { closeUnpaidJob } from "../close-unpaid.ts";
import { ok, orderingBrand, type OrderingBrand, tradeOf } from "#tests/support/orders.ts";
import { type PaymentProvider, wirePayments } from "../ports.ts";
import { sendRefundJob } from "../refunds/send-refund.ts";
import { verifyLedger, verifyLimitsOf } from "#tests/support/verify.ts";
import { askAgainSeconds, askPaymentJob } from "./ask-provider.ts";

let app: TestApp;
let shop: OrderingBrand;
let folder: string;

before(async () => {
  app = await startTestApp();
  shop = await orderingBrand(app);
  folder = await mkdtemp(path.join(tmpdir(), "bihuan-pay-"));
});
afterEach(async () => {
  await verifyLedger(app, shop.t.brandId);
  await verifyLimitsOf(app, shop.t.brandId);
});
after(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const caught = (more: Partial<PaymentProvider> = {}) => caughtNotices(app, folder, more);

async function begun(simulator: ReturnType<typeof caught>["simulator"]) {
  const member = await shop.member();
  const { orderId } = await shop.ordered(member, [["RED", 1]], 20_000);
  const { link } = ok(await shop.pay(member, orderId));
  const trade = simulator.trade(tradeOf(link));
  assert.ok(trade);
  return { member, orderId, tradeNo: trade.tradeNo };
}

async function noticesOf(tradeNo: string) {
  const { rows } = await app.databases.ownerPool.query(
    "select outcome from orders.notices where trade_no = $1 order by received_at, notice_id",
    [tradeNo],
  );
  return rows.map((row) => row.outcome);
}

async function eventsOf(kind: string): Promise<number> {
  const { rows } = await app.databases.ownerPool.query(
    "select 1 from platform.journal where brand_id = $1 and kind = $2",
    [shop.t.brandId, kind],
  );
  return rows.length;
}

test("a notice received five times, at once and later, posts once", async () => {
  const { simulator, notices, deliver } = caught();
  const { orderId, tradeNo } = await begun(simulator);
  const before = await shop.money();
  simulator.pay(tradeNo);
  await simulator.settled();
  const [notice] = notices;
  assert.ok(notice);
  const answers = await Promise.all(Array.from({ length: 4 }, () => deliver(notice)));
  answers.push(await deliver(notice));
  assert.deepEqual(answers.map((one) => one.statusCode), [200, 200, 200, 200, 200]);
  assert.equal((await shop.order(orderId)).state, "paid");
  assert.equal((await shop.money()).provider - before.provider, 20_000);
  assert.deepEqual(await noticesOf(tradeNo), ["posted"]);
});

test("a forged notice changes nothing; nor does one that is too old", async () => {
  const { simulator, notices, deliver } = caught();
  const { orderId, tradeNo } = await begun(simulator);
  simulator.pay(tradeNo);
  await simulator.settled();
  const [notice] = notices;
  assert.ok(notice);
  const forged = { ...notice, body: notice.body.replace("20000", "10000") };
  const refused = await deliver(forged);
  assert.deepEqual([refused.statusCode, refused.json().code], [401, "payment_notice_forged"]);
  const empty = await deliver({ ...notice, headers: {} });
  assert.equal(empty.statusCode, 401);
  assert.equal((await shop.order(orderId)).state, "awaiting_payment");
  app.setNow(Temporal.Now.instant());
  await deliver(notice);
  app.setNow(null);
  assert.equal((await shop.order(orderId)).state, "paid");
});

test("a lost notice: the provider is asked, later and later", async () => {
  assert.deepEqual([0, 1, 2, 10].map(askAgainSeconds), [20, 40, 80, 1_800]);
  const { simulator } = caught();
  const { orderId, tradeNo } = await begun(simulator);
  const { rows } = await app.databases.ownerPool.query(
    "select payment_id from orders.payments where trade_no = $1",
    [tradeNo],
  );
  const paymentId = rows[0].payment_id;
  await app.runJob(askPaymentJob.name, { paymentId, brandId: shop.t.brandId });
  assert.equal((await shop.order(orderId)).state, "awaiting_payment");
  simulator.pay(tradeNo);
  await app.runJob(askPaymentJob.name, { paymentId, brandId: shop.t.brandId });
  assert.equal((await shop.order(orderId)).state, "paid");
});

test("another amount and an unknown order are kept for people to look at", async () => {
  const { simulator, notices, deliver } = caught();
  const { orderId, tradeNo } = await begun(simulator);
  // The provider itself says another amount: its signature holds.
  await app.databases.ownerPool.query(
    "update orders.payments set amount_minor = 19000 where trade_no = $1",
    [tradeNo],
  );
  simulator.pay(tradeNo);
  await simulator.settled();
  assert.equal((await deliver(notices[0]!)).statusCode, 200);
  assert.equal((await shop.order(orderId)).state, "awaiting_payment");
  assert.deepEqual(await noticesOf(tradeNo), ["amount_differs"]);
  const { items: [open] } = ok(await shop.api("GET", "/payment-notices"));
  assert.equal(open.tradeNo, tradeNo);
  const close = `/payment-notices/${open.provider}/${open.noticeId}/settle`;
  ok(await shop.api("POST", close), 204);
  assert.deepEqual(ok(await shop.api("GET", "/payment-notices")).items, []);
  assert.equal((await shop.api("POST", close)).body.code, "notice_not_found");
  assert.equal(await eventsOf("orders.notice_closed"), 1);
});

test("a refund that failed is sent again by hand, and pays back once", async () => {
  const { simulator, notices, deliver } = caught({
    refund: async () => ({ state: "failed", failure: "balance too low" }),
  });
  const { orderId, tradeNo } = await begun(simulator);
  simulator.pay(tradeNo);
  await simulator.settled();
  await deliver(notices.shift()!);
  const back = { returned: [{ lineId: "l0", quantity: 1 }], reason: "other", restock: true };
  ok(await shop.api("POST", `/orders/${orderId}/returns`, { ...back, expectedMinor: 20_000 }));
  const refundOf = async () => (await shop.order(orderId)).refunds[0];
  const { refundId } = await refundOf();
  const job = { refundId, brandId: shop.t.brandId };
  await app.runJob(sendRefundJob.name, job);
  assert.equal((await refundOf()).state, "failed");
  wirePayments(() => [simulator.provider]);
  const again = `/orders/${orderId}/refunds/${refundId}/retry`;
  ok(await shop.api("POST", again));
  await app.runJob(sendRefundJob.name, job);
  await app.runJob(sendRefundJob.name, job);
  assert.equal((await refundOf()).state, "done");
  assert.equal(simulator.trade(tradeNo)?.refunds.length, 1);
  assert.equal((await shop.api("POST", again)).body.code, "refund_not_found");
  assert.equal(await eventsOf("orders.refund_sent_again"), 1);
});

test("the provider does not answer: the order stays, and is paid by the next try", async () => {
  caught({
    start: async () => {
      throw new Error("timeout");
    },
  });
  const member = await shop.member();
  const { orderId } = await shop.ordered(member, [["RED", 1]], 20_000);
  const failed = await shop.pay(member, orderId);
  assert.deepEqual([failed.status, failed.body.code], [503, "payment_unavailable"]);
  const { simulator, notices, deliver } = caught();
  const { link } = ok(await shop.pay(member, orderId));
  simulator.pay(tradeOf(link));
  await simulator.settled();
  await deliver(notices[0]!);
  const order = await shop.order(orderId);
  assert.deepEqual([order.state, order.payments.length], ["paid", 1]);
});

test("money for an order that has ended goes back, once", async () => {
  // A provider that says "closed" and takes the money all the same.
  const { simulator, notices, deliver } = caught({ close: async () => ({ state: "closed" }) });
  const { orderId, tradeNo, member } = await begun(simulator);
  const before = await shop.money();
  ok(await shop.shop(member, "POST", `/orders/${orderId}/cancel`));
  await app.runJob(closeUnpaidJob.name, { orderId, brandId: shop.t.brandId });
  simulator.pay(tradeNo);
  await simulator.settled();
  await deliver(notices.shift()!);
  const late = await shop.order(orderId);
  assert.deepEqual([late.state, late.paidMinor, late.refundedMinor], ["cancelled", 20_000, 20_000]);
  const [refund] = late.refunds;
  const job = { refundId: refund.refundId, brandId: shop.t.brandId };
  await app.runJob(sendRefundJob.name, job);
  await simulator.settled();
  await deliver(notices.shift()!);
  await app.runJob(sendRefundJob.name, job);
  assert.equal((await shop.order(orderId)).refunds[0].state, "done");
  assert.deepEqual(await shop.money(), before);
  assert.equal(simulator.trade(tradeNo)?.refunds.length, 1);
});

test("killed between the provider and our books: repeating finishes it, once", async () => {
  const { simulator } = caught();
  const { orderId, tradeNo } = await begun(simulator);
  simulator.pay(tradeNo);
  const { rows } = await app.databases.ownerPool.query(
    "select payment_id from orders.payments where trade_no = $1",
    [tradeNo],
  );
  const paymentId = rows[0].payment_id;
  // The transaction that books it is cut off.
  await assert.rejects(
    shop.t.ctx(async (ctx) => {
      await askPaymentJob.handle(ctx, { paymentId });
      throw new Error("killed");
    }),
    /killed/,
  );
  assert.equal((await shop.order(orderId)).state, "awaiting_payment");
  const job = { paymentId, brandId: shop.t.brandId };
  await Promise.all([1, 2, 3].map(() => app.runJob(askPaymentJob.name, job)));
  const order = await shop.order(orderId);
  assert.deepEqual([order.state, order.paidMinor], ["paid", 20_000]);
});

test("notices delayed, repeated, overtaken, lost and forged: each order is paid once", async () => {
  let forged = 0;
  const simulator = paymentSimulator({
    folder,
    seed: 20_261_122,
    nasty: { delayMs: [0, 60], repeats: 3, loses: 0.4, forges: 0.5 },
    async deliver({ url, headers, body }) {
      const answer = await app.fastify.inject({
        method: "POST",
        url: new URL(url).pathname,
        headers: { "content-type": "application/json", ...headers },
        payload: body,
      });
      if (answer.statusCode === 401) forged += 1;
    },
  });
  wirePayments(() => [simulator.provider]);
  const before = await shop.money();
  const orders = [];
  for (let count = 0; count < 12; count += 1) orders.push(await begun(simulator));
  for (const { tradeNo } of orders) simulator.pay(tradeNo);
  await simulator.settled();
  const states = await Promise.all(orders.map(({ orderId }) => shop.order(orderId)));
  const lost = states.filter(({ state }) => state === "awaiting_payment");
  assert.ok(lost.length > 0 && lost.length < orders.length, `${lost.length} were lost`);
  assert.ok(forged > 0);
  for (const { payments: [payment] } of lost) {
    await app.runJob(askPaymentJob.name, {
      paymentId: payment.paymentId,
      brandId: shop.t.brandId,
    });
  }
  for (const { orderId } of orders) {
    const { state, paidMinor } = await shop.order(orderId);
    assert.deepEqual([state, paidMinor], ["paid", 20_000]);
  }
  assert.equal((await shop.money()).provider - before.provider, 12 * 20_000);
});
