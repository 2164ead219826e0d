import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, test } from "node:test";
import { verifyLedger, verifyLimitsOf } from "#tests/support/verify.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { closeUnpaidJob } from "./close-unpaid.ts";
import { acceptByTimeJob } from "./accept-order.ts";
import {
  automatic, off, ok, orderingBrand, type OrderingBrand, tradeOf,
} from "#tests/support/orders.ts";
import { nextState, orderStates, paymentKinds, steps } from "./states.ts";

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

const inMinutes = (minutes: number) => Temporal.Now.instant().add({ minutes });

test("every state can be reached, and no step leads out of an end", () => {
  const ends = ["cancelled", "expired", "returned"];
  for (const kind of paymentKinds) {
    for (const state of ends) {
      for (const { step } of steps) {
        assert.equal(nextState(kind, state as "cancelled", step), null);
      }
    }
  }
  const reached = new Set(["awaiting_payment", "confirmed", ...steps.map((one) => one.to)]);
  assert.deepEqual([...reached].sort(), [...orderStates].sort());
});

test("the guide shows the table of states as it is", async () => {
  const guide = new URL("../../docs/guides/orders.md", import.meta.url);
  const text = await readFile(guide, "utf8");
  const told = text.split("\n").filter((line) => /^\| [a-z_]+ \| /.test(line));
  const rows = steps.map(({ from, step, to, kinds }) =>
    `| ${from} | ${step} | ${to} | ${kinds?.join(", ") ?? "all"} |`);
  assert.deepEqual(told.filter((line) => !line.startsWith("| from")), rows);
});

test("order, pay, hand over, accept: stock, money and explanation follow", async () => {
  const member = await shop.member();
  await shop.stock("TEA", 5);
  await shop.on(automatic(off(10_000, 1_000)));
  const before = await shop.money();
  const placed = await shop.ordered(member, [["TEA", 2]], 19_000);
  assert.equal(placed.state, "awaiting_payment");
  assert.match(placed.number, /^\d{14}$/);
  assert.equal(placed.applied.length, 1);
  assert.deepEqual(await shop.stockOf("TEA"), [5, 2]);
  const { link } = ok(await shop.pay(member, placed.orderId));
  const again = ok(await shop.pay(member, placed.orderId));
  assert.equal(again.link, link, "an open payment is answered again");
  app.payments.simulator.pay(tradeOf(link));
  await app.payments.simulator.settled();
  const paid = await shop.order(placed.orderId);
  assert.deepEqual([paid.state, paid.paidMinor], ["paid", 19_000]);
  assert.deepEqual(await shop.stockOf("TEA"), [3, 0]);
  const then = await shop.money();
  assert.deepEqual(
    [then.sales - before.sales, then.provider - before.provider],
    [-19_000, 19_000],
  );
  const handed = ok(await shop.api("POST", `/orders/${placed.orderId}/hand-over`));
  assert.equal(handed.state, "handed_over");
  const accepted = ok(await shop.shop(member, "POST", `/orders/${placed.orderId}/accept`));
  assert.equal(accepted.state, "accepted");
  const other = await shop.member();
  assert.equal((await shop.shop(other, "GET", `/orders/${placed.orderId}`)).status, 404);
});

test("a price that changed meanwhile is refused with the new one", async () => {
  const member = await shop.member();
  const refused = await shop.place(member, [["RED", 1]], 19_900);
  assert.equal(refused.body.code, "order_price_changed");
  assert.equal(refused.body.params.totalMinor, 20_000);
  const list = ok(await shop.shop(member, "GET", "/orders"));
  assert.deepEqual(list.items, []);
});

test("not paid in time: goods and voucher come back; late money is sent back", async () => {
  const member = await shop.member();
  await shop.stock("RED", 1);
  const offerId = await shop.offer();
  const voucherId = await shop.voucher(member, offerId);
  const placed = await shop.ordered(member, [["RED", 1]], 19_000);
  assert.equal(ok(await shop.shop(member, "GET", `/wallet/${voucherId}`)).state, "used");
  const { link } = ok(await shop.pay(member, placed.orderId));
  const short = await shop.place(await shop.member(), [["RED", 1]], 20_000);
  assert.equal(short.body.code, "stock_short");
  const { simulator } = app.payments;
  // The notice of a payment in the very last second comes after the order has ended.
  await shop.t.ctx(async (ctx) => {
    await closeUnpaidJob.handle(ctx, { orderId: placed.orderId });
  }, inMinutes(31));
  assert.equal((await shop.order(placed.orderId)).state, "expired");
  assert.equal(simulator.pay(tradeOf(link)), false, "it was closed at the provider");
  assert.equal(ok(await shop.shop(member, "GET", `/wallet/${voucherId}`)).state, "usable");
  assert.deepEqual(await shop.stockOf("RED"), [1, 0]);
});

test("twenty members want the last one: one order", async () => {
  await shop.stock("CUP", 1);
  const members = await Promise.all(Array.from({ length: 20 }, () => shop.member()));
  const answers = await Promise.all(members.map((one) => shop.place(one, [["CUP", 1]], 5_000)));
  assert.equal(answers.filter((one) => one.status === 201).length, 1);
  assert.equal(answers.filter((one) => one.body.code === "stock_short").length, 19);
});

test("one voucher, two carts at once: one order has it", async () => {
  const member = await shop.member();
  await shop.stock("TEA", 50);
  await shop.voucher(member, await shop.offer());
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => shop.place(member, [["TEA", 1]], 9_000)),
  );
  assert.equal(answers.filter((one) => one.status === 201).length, 1);
  for (const lost of answers.filter((one) => one.status !== 201)) {
    const { code } = lost.body;
    const reasons = ["voucher_used_meanwhile", "order_price_changed", "voucher_used"];
    assert.ok(reasons.includes(code), code);
  }
});

test("paid at the till, handed over, accepted by time", async () => {
  const member = await shop.member();
  await shop.stock("TEA", 3);
  const before = await shop.money();
  const { orderId } = await shop.ordered(member, [["TEA", 1]], 10_000, {
    paymentKind: "in_store",
  });
  const wrong = await shop.api("POST", `/orders/${orderId}/payments`, {
    method: "cash", amountMinor: 10_001,
  });
  assert.equal(wrong.body.code, "order_amount_differs");
  const part = ok(await shop.api("POST", `/orders/${orderId}/payments`, {
    method: "cash", amountMinor: 4_000,
  }));
  assert.deepEqual([part.state, part.openMinor], ["confirmed", 6_000]);
  const early = await shop.api("POST", `/orders/${orderId}/hand-over`);
  assert.equal(early.body.code, "order_step_refused");
  const whole = ok(await shop.api("POST", `/orders/${orderId}/payments`, {
    method: "terminal", amountMinor: 6_000,
  }));
  assert.deepEqual([whole.state, whole.openMinor], ["paid", 0]);
  assert.equal((await shop.money()).till - before.till, 10_000);
  ok(await shop.api("POST", `/orders/${orderId}/hand-over`));
  await shop.t.ctx((ctx) => acceptByTimeJob.handle(ctx, { orderId }), inMinutes(60));
  assert.equal((await shop.order(orderId)).state, "handed_over");
  await shop.t.ctx((ctx) => acceptByTimeJob.handle(ctx, { orderId }), inMinutes(60 * 24 * 8));
  assert.equal((await shop.order(orderId)).state, "accepted");
});

test("a part was paid at the till: cancelled, it goes back over the counter", async () => {
  const member = await shop.member();
  const { orderId } = await shop.ordered(member, [["RED", 1]], 20_000, {
    paymentKind: "in_store",
  });
  const before = await shop.money();
  ok(await shop.api("POST", `/orders/${orderId}/payments`, { method: "cash", amountMinor: 500 }));
  assert.equal((await shop.money()).till - before.till, 500);
  const ended = ok(await shop.api("POST", `/orders/${orderId}/cancel`));
  assert.deepEqual([ended.state, ended.refundedMinor], ["cancelled", 500]);
  assert.deepEqual(await shop.money(), before);
});

test("paid at the door: handed over first; cancelled, it comes back", async () => {
  const member = await shop.member();
  await shop.stock("RED", 2);
  const { orderId } = await shop.ordered(member, [["RED", 2]], 40_000, {
    paymentKind: "on_delivery",
  });
  assert.equal(ok(await shop.api("POST", `/orders/${orderId}/hand-over`)).state, "owed");
  assert.deepEqual(await shop.stockOf("RED"), [0, 0]);
  assert.equal(ok(await shop.api("POST", `/orders/${orderId}/cancel`)).state, "cancelled");
  assert.deepEqual(await shop.stockOf("RED"), [2, 0]);
});

test("a step that the table does not know is refused, and the refusal is kept", async () => {
  const member = await shop.member();
  const { orderId } = await shop.ordered(member, [["RED", 1]], 20_000, {
    paymentKind: "in_store",
  });
  const early = await shop.shop(member, "POST", `/orders/${orderId}/accept`);
  assert.deepEqual([early.status, early.body.code], [409, "order_step_refused"]);
  const { rows } = await app.databases.ownerPool.query(
    "select state, step, actor_kind from orders.refused_steps where order_id = $1",
    [orderId],
  );
  assert.deepEqual(rows, [{ state: "confirmed", step: "accept", actor_kind: "member" }]);
});
