import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { ok, orderingBrand, type OrderingBrand, tradeOf } from "#tests/support/orders.ts";
import { paymentSimulator, type Sent } from "#tests/support/payments.ts";
import { verifyLedger, verifyLimitsOf } from "#tests/support/verify.ts";
import { wealthOf } from "#tests/support/wealth.ts";
import { type PaymentProvider, wirePayments } from "../ports.ts";
import { sendRefundJob } from "../refunds/send-refund.ts";
import { askPaymentJob } from "./ask-provider.ts";

let app: TestApp;
let shop: OrderingBrand;
let folder: string;

before(async () => {
  app = await startTestApp();
  shop = await orderingBrand(app);
  folder = await mkdtemp(path.join(tmpdir(), "bihuan-faults-"));
});
afterEach(async () => {
  app.setNow(null);
  await verifyLedger(app, shop.t.brandId);
  await verifyLimitsOf(app, shop.t.brandId);
});
after(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const deliver = async ({ url, headers, body }: Sent) => {
  const answer = await app.fastify.inject({
    method: "POST",
    url: new URL(url).pathname,
    headers: { "content-type": "application/json", ...headers },
    payload: body,
  });
  return answer.statusCode;
};

/** A provider in good order, but for what a test changes; answers what its notices were told. */
function provider(now: () => number, more: (own: PaymentProvider) => Partial<PaymentProvider>) {
  const answers: number[] = [];
  const simulator = paymentSimulator({
    folder,
    now,
    nasty: { delayMs: [0, 0], repeats: 0, loses: 0, forges: 0 },
    deliver: async (sent) => void answers.push(await deliver(sent)),
  });
  wirePayments(() => [{ ...simulator.provider, ...more(simulator.provider) }]);
  return { simulator, answers };
}

async function paymentOf(orderId: string): Promise<string> {
  const { payments: [payment] } = await shop.order(orderId);
  return payment.paymentId;
}

test("the notice comes before the answer to our own question: paid once", async () => {
  const { simulator, answers } = provider(Date.now, (own) => ({
    async start(ask) {
      await own.start(ask);
      simulator.pay(ask.tradeNo);
      await simulator.settled();
      return own.start(ask);
    },
  }));
  const member = await shop.member();
  const { orderId } = await shop.ordered(member, [["RED", 1]], 20_000);
  const before = await shop.money();
  const started = ok(await shop.pay(member, orderId));
  assert.deepEqual([started.state, answers], ["paid", [200]]);
  assert.equal((await shop.order(orderId)).paidMinor, 20_000);
  assert.equal((await shop.money()).provider - before.provider, 20_000);
});

test("the provider's clock is off by hours: its notice is refused, its answer is not", async () => {
  const ours = paymentSimulator({ folder, deliver: async () => undefined });
  const { simulator, answers } = provider(() => Date.now() + 3 * 3_600_000, () => ({
    // We read it by our clock.
    readNotice: ours.provider.readNotice,
    // Asked, it tells what it knows; only its times are wrong.
    start: async (ask) => ({ link: `https://pay.test/${ask.tradeNo}`, answer: { state: "open" } }),
    query: async () => ({
      state: "paid", providerRef: "late-clock", amountMinor: 20_000, currency: "CNY",
    }),
  }));
  const member = await shop.member();
  const { orderId } = await shop.ordered(member, [["RED", 1]], 20_000);
  const { link } = ok(await shop.pay(member, orderId));
  const now = Temporal.Now.instant();
  await simulator.provider.start({
    tradeNo: tradeOf(link), amountMinor: 20_000, currency: "CNY", subject: "x", method: "link",
    payCode: null, until: now.add({ hours: 24 }), returnUrl: "https://shop.test/",
    noticeUrl: `https://shop.test/${shop.t.key}/api/payment-notices/simulator`, lang: "zh",
  });
  simulator.pay(tradeOf(link));
  await simulator.settled();
  assert.deepEqual(answers, [401]);
  assert.equal((await shop.order(orderId)).state, "awaiting_payment");
  const job = { paymentId: await paymentOf(orderId), brandId: shop.t.brandId };
  await app.runJob(askPaymentJob.name, job);
  assert.equal((await shop.order(orderId)).state, "paid");
});

test("the goods are gone between order and payment: all goes back, the order ends", async () => {
  const { simulator } = provider(Date.now, () => ({}));
  const rich = wealthOf(app, shop);
  await shop.stock("CUP", 1);
  const member = await shop.member();
  await rich.enrich(member, { principalMinor: 1_000 });
  const had = await rich.wealth(member);
  const { orderId } = await shop.ordered(member, [["CUP", 1]], 5_000, {
    useStoredValueMinor: "most",
  });
  const { link } = ok(await shop.pay(member, orderId));
  const { rows } = await app.databases.ownerPool.query(
    "select reservation_id from orders.orders where order_id = $1", [orderId],
  );
  // The store found the last one broken and let it go.
  const { release } = await import("#modules/catalogue/index.ts");
  await shop.t.ctx((ctx) => release(ctx, [rows[0].reservation_id]));
  simulator.pay(tradeOf(link));
  await simulator.settled();
  const ended = await shop.order(orderId);
  assert.deepEqual([ended.state, ended.paidMinor, ended.refundedMinor], ["expired", 4_000, 4_000]);
  assert.deepEqual(await rich.wealth(member), had);
  const refundId = ended.refunds[0].refundId;
  await app.runJob(sendRefundJob.name, { refundId, brandId: shop.t.brandId });
  await simulator.settled();
  assert.equal((await shop.order(orderId)).refunds[0].state, "done");
});

test("a member who was erased: money on its way is booked, goods can come back", async () => {
  const { simulator } = provider(Date.now, () => ({}));
  const member = await shop.member();
  await shop.stock("RED", 5);
  const rich = wealthOf(app, shop);
  await rich.pointsOn();
  await rich.enrich(member, { points: 1_000, principalMinor: 3_000 });
  const { orderId } = await shop.ordered(member, [["RED", 2]], 40_000, {
    note: "5 号楼", usePoints: "most", useStoredValueMinor: "most",
  });
  const { link } = ok(await shop.pay(member, orderId));
  const erased = await shop.api("POST", `/members/${member.memberId}/erase`, { reason: "asked" });
  assert.ok(erased.status < 300, JSON.stringify(erased.body));
  simulator.pay(tradeOf(link));
  await simulator.settled();
  const paid = await shop.order(orderId);
  assert.deepEqual([paid.state, paid.note], ["paid", null]);
  const back = ok(await shop.api("POST", `/orders/${orderId}/returns`, {
    returned: [{ lineId: "l0", quantity: 1 }], reason: "other", restock: true,
    expectedMinor: 20_000,
  }));
  assert.equal(back.refundedMinor, 20_000);
  assert.deepEqual(await shop.stockOf("RED"), [4, 0]);
  const rest = ok(await shop.api("POST", `/orders/${orderId}/returns`, {
    returned: [{ lineId: "l0", quantity: 1 }], reason: "other", restock: true,
    expectedMinor: 20_000,
  }));
  assert.deepEqual(
    [rest.state, rest.refundedMinor, rest.storedValueBackMinor, rest.pointsBack],
    ["returned", 36_000, 3_000, 1_000],
  );
});

test("killed between the provider's refund and our books: repeating pays back once", async () => {
  const { simulator } = provider(Date.now, () => ({}));
  const member = await shop.member();
  const { orderId } = await shop.ordered(member, [["TEA", 1]], 10_000);
  const { link } = ok(await shop.pay(member, orderId));
  simulator.pay(tradeOf(link));
  await simulator.settled();
  const order = await shop.order(orderId);
  const before = await shop.money();
  const back = ok(await shop.api("POST", `/orders/${order.orderId}/returns`, {
    returned: [{ lineId: "l0", quantity: 1 }], reason: "other", restock: true,
    expectedMinor: 10_000,
  }));
  const { refundId } = back.refunds[0];
  await assert.rejects(
    shop.t.ctx(async (ctx) => {
      await sendRefundJob.handle(ctx, { refundId });
      throw new Error("killed");
    }),
    /killed/,
  );
  const job = { refundId, brandId: shop.t.brandId };
  await app.runJob(sendRefundJob.name, job);
  await app.runJob(sendRefundJob.name, job);
  await simulator.settled();
  assert.equal((await shop.order(order.orderId)).refunds[0].state, "done");
  assert.equal((await shop.money()).provider - before.provider, -10_000);
  const trades = simulator.statement().split("\n").filter((line) => line.startsWith("refund"));
  assert.equal(trades.filter((line) => line.includes(order.number)).length, 1);
});
