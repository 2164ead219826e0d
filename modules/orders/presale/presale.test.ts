import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import type { LoopMember } from "#tests/support/loop.ts";
import { ok, orderingBrand, type OrderingBrand, tradeOf } from "#tests/support/orders.ts";
import { verifyLedger, verifyLimitsOf } from "#tests/support/verify.ts";
import { closeUnpaidJob } from "../close-unpaid.ts";
import { keptOf } from "./presale-terms.ts";
import { tellBalanceJob } from "./tell-balance.ts";

let app: TestApp;
let shop: OrderingBrand;

before(async () => {
  app = await startTestApp();
  shop = await orderingBrand(app);
});
afterEach(async () => {
  app.setNow(null);
  await verifyLedger(app, shop.t.brandId);
  await verifyLimitsOf(app, shop.t.brandId);
});
after(() => app.close());

const zone = "Asia/Shanghai";
const today = Temporal.Now.zonedDateTimeISO(zone).toPlainDate();
const day = (shift: number): string => today.add({ days: shift }).toString();
/** A moment of a day, by the brand's clock. */
const at = (shift: number, time: string): Temporal.Instant =>
  today.add({ days: shift }).toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();

// After the first test has raised its price.
const placedAt = 30_000;

const usual = {
  depositMinor: 2_000,
  depositBps: null,
  worthMinor: null,
  depositFirstDay: day(0),
  depositLastDay: day(2),
  balanceFirstDay: day(3),
  balanceLastDay: day(5),
  unpaidRule: "keep",
};

const presale = (code: string, more: object = {}) =>
  shop.api("PUT", `/products/${shop.product(code)}/presale`, { ...usual, ...more });

async function deposited(member: LoopMember, code: string, total: number, more: object = {}) {
  const placed = await shop.ordered(member, [[code, 1]], total, {
    paymentKind: "deposit", ...more,
  });
  await payNow(member, placed.orderId);
  return shop.order(placed.orderId);
}

async function payNow(member: LoopMember, orderId: string): Promise<number> {
  const { link, amountMinor } = ok(await shop.pay(member, orderId));
  assert.equal(app.payments.simulator.pay(tradeOf(link)), true);
  await app.payments.simulator.settled();
  return amountMinor;
}

const close = (orderId: string, now: Temporal.Instant) =>
  shop.t.ctx((ctx) => closeUnpaidJob.handle(ctx, { orderId }), now);

async function eventsOf(kind: string, orderId: string) {
  const { rows } = await app.databases.ownerPool.query(
    `select payload from platform.journal where brand_id = $1 and kind = $2
     and payload->>'orderId' = $3 order by event_id`,
    [shop.t.brandId, kind, orderId],
  );
  return rows.map((row) => row.payload);
}

test("deposit, then the balance in its days; the price is that of the deposit", async () => {
  ok(await presale("RED"), 204);
  await shop.stock("RED", 3);
  const member = await shop.member();
  const told = ok(await shop.shop(member, "GET", `/products/${shop.product("RED")}/presale`));
  assert.deepEqual(
    [told.presale.depositMinor, told.presale.balanceFrom, told.presale.balanceTo],
    [2_000, at(3, "00:00").epochMilliseconds, at(6, "00:00").epochMilliseconds],
  );
  const kept = ok(await shop.api("GET", `/products/${shop.product("RED")}/presale`));
  assert.deepEqual(kept.presale, usual);
  const quote = ok(await shop.shop(member, "POST", "/orders/quote", {
    storeId: shop.first, lines: shop.linesOf([["RED", 1]]),
  }));
  assert.deepEqual(
    [quote.presale.depositMinor, quote.presale.balanceMinor, quote.presale.keptMinor],
    [2_000, 18_000, 2_000],
  );
  const other = await shop.place(member, [["RED", 1]], 20_000);
  assert.equal(other.body.code, "order_deposit_only");
  const order = await deposited(member, "RED", 20_000);
  assert.deepEqual([order.state, order.paidMinor, order.openMinor],
    ["awaiting_balance", 2_000, 18_000]);
  assert.deepEqual(await shop.stockOf("RED"), [3, 1]);
  const early = await shop.pay(member, order.orderId);
  assert.deepEqual([early.status, early.body.code], [409, "balance_not_open"]);
  const price = `/products/${shop.product("RED")}/prices`;
  await shop.api("POST", price, { kind: "list", amountMinor: 30_000 });
  app.setNow(at(3, "00:00:00"));
  assert.equal(await payNow(member, order.orderId), 18_000);
  const paid = await shop.order(order.orderId);
  assert.deepEqual([paid.state, paid.paidMinor, paid.totalMinor], ["paid", 20_000, 20_000]);
  assert.deepEqual(await shop.stockOf("RED"), [2, 0]);
  assert.equal((await eventsOf("orders.paid_up", order.orderId)).length, 1);
});

test("the last moment of the balance's days counts; the midnight after it does not", async () => {
  ok(await presale("TEA", { depositBps: 2_500, depositMinor: null, unpaidRule: "return" }), 204);
  const member = await shop.member();
  const [one, two] = [
    await deposited(member, "TEA", 10_000), await deposited(member, "TEA", 10_000),
  ];
  assert.equal(one.paidMinor, 2_500);
  await close(one.orderId, at(5, "23:59:59.999"));
  assert.equal((await shop.order(one.orderId)).state, "awaiting_balance");
  app.setNow(at(5, "23:59:59.999"));
  await payNow(member, one.orderId);
  assert.equal((await shop.order(one.orderId)).state, "paid");
  app.setNow(at(6, "00:00:00"));
  assert.equal((await shop.pay(member, two.orderId)).body.code, "order_step_refused");
  await close(two.orderId, at(6, "00:00:00"));
  const over = await shop.order(two.orderId);
  assert.deepEqual([over.state, over.refundedMinor], ["expired", 2_500]);
});

test("the deposit is kept by its rule, of the price a fifth at most", async () => {
  assert.deepEqual(
    [keptOf("keep", 2_000, 20_000), keptOf("keep", 5_000, 20_000), keptOf("return", 10, 100),
      keptOf(null, 10, 100)],
    [2_000, 4_000, 0, 0],
  );
  ok(await presale("CUP", { depositMinor: 2_000 }), 204);
  const member = await shop.member();
  const order = await deposited(member, "CUP", 5_000);
  assert.equal(order.presale.keptMinor, 1_000);
  const before = await shop.money();
  await close(order.orderId, at(6, "00:00:01"));
  const over = await shop.order(order.orderId);
  assert.deepEqual([over.state, over.paidMinor, over.refundedMinor], ["expired", 2_000, 1_000]);
  assert.equal(over.refunds[0].reason, "balance_unpaid");
  await app.runJob("orders.send_refund", {
    refundId: over.refunds[0].refundId, brandId: shop.t.brandId,
  });
  await app.payments.simulator.settled();
  assert.equal((await shop.money()).provider - before.provider, -1_000);
  const [kept] = await eventsOf("orders.deposit_kept", order.orderId);
  assert.equal(kept.amountMinor, 1_000);
});

test("the member cancels: the rule keeps it; the store cancels: all goes back", async () => {
  ok(await presale("CUP", { depositMinor: 900 }), 204);
  const member = await shop.member();
  const mine = await deposited(member, "CUP", 5_000);
  ok(await shop.shop(member, "POST", `/orders/${mine.orderId}/cancel`));
  const ended = await shop.order(mine.orderId);
  assert.deepEqual([ended.state, ended.refundedMinor], ["cancelled", 0]);
  const theirs = await deposited(member, "CUP", 5_000);
  const back = ok(await shop.api("POST", `/orders/${theirs.orderId}/cancel`));
  assert.deepEqual([back.state, back.refundedMinor], ["cancelled", 900]);
});

test("a deposit that counts for more lowers the price, and says so", async () => {
  ok(await presale("CUP", { depositMinor: 500, worthMinor: 1_500 }), 204);
  const member = await shop.member();
  const order = await deposited(member, "CUP", 4_000);
  assert.deepEqual([order.paidMinor, order.totalMinor, order.openMinor], [500, 4_000, 3_500]);
  assert.equal(order.applied.length, 1);
  app.setNow(at(4, "12:00"));
  await payNow(member, order.orderId);
  const back = ok(await shop.api("POST", `/orders/${order.orderId}/returns`, {
    returned: [{ lineId: "l0", quantity: 1 }], reason: "other", restock: false,
    expectedMinor: 4_000,
  }));
  assert.deepEqual([back.state, back.refundedMinor], ["returned", 4_000]);
});

test("a balance is told of by an event, only while it is open", async () => {
  ok(await presale("CUP", { depositMinor: 900 }), 204);
  const member = await shop.member();
  const order = await deposited(member, "CUP", 5_000);
  const job = { orderId: order.orderId };
  await shop.t.ctx((ctx) => tellBalanceJob.handle(ctx, job), at(3, "00:00"));
  app.setNow(at(3, "10:00"));
  await payNow(member, order.orderId);
  await shop.t.ctx((ctx) => tellBalanceJob.handle(ctx, job), at(4, "23:59"));
  const told = await eventsOf("orders.balance_due", order.orderId);
  assert.deepEqual(told.map((one) => one.amountMinor), [4_100]);
});

test("goods of two presales, and of none, are ordered apart", async () => {
  ok(await presale("CUP", { depositMinor: 900 }), 204);
  const member = await shop.member();
  const mixed = await shop.place(member, [["CUP", 1], ["TEA", 1]], 15_000, {
    paymentKind: "deposit",
  });
  assert.equal(mixed.body.code, "presale_mixed");
  ok(await shop.api("DELETE", `/products/${shop.product("CUP")}/presale`), 204);
  const closed = await shop.place(member, [["CUP", 1]], 5_000, { paymentKind: "deposit" });
  assert.equal(closed.body.code, "presale_closed");
  await shop.ordered(member, [["CUP", 1]], 5_000);
});

test("a deposit paid twice: the second goes back, and the balance is what it was", async () => {
  ok(await presale("RED"), 204);
  const member = await shop.member();
  const placed = await shop.ordered(member, [["RED", 1]], placedAt, { paymentKind: "deposit" });
  const [link, code] = [
    ok(await shop.pay(member, placed.orderId)),
    ok(await shop.pay(member, placed.orderId, { method: "qr" })),
  ];
  for (const one of [link, code]) app.payments.simulator.pay(tradeOf(one.link));
  await app.payments.simulator.settled();
  const order = await shop.order(placed.orderId);
  assert.deepEqual(
    [order.state, order.paidMinor, order.refundedMinor, order.openMinor],
    ["awaiting_balance", 4_000, 2_000, placedAt - 2_000],
  );
  app.setNow(at(3, "12:00"));
  assert.equal(await payNow(member, placed.orderId), placedAt - 2_000);
  assert.equal((await shop.order(placed.orderId)).state, "paid");
});

test("terms that cannot be are refused", async () => {
  const rows = [
    [{ depositBps: 2_000 }, "presale_deposit_invalid"],
    [{ depositMinor: null }, "presale_deposit_invalid"],
    [{ worthMinor: 1_000 }, "presale_deposit_invalid"],
    [{ balanceFirstDay: day(-1) }, "presale_days_invalid"],
    [{ balanceLastDay: day(1) }, "presale_days_invalid"],
    [{ depositLastDay: day(-1) }, "presale_days_invalid"],
  ] as const;
  for (const [more, code] of rows) assert.equal((await presale("CUP", more)).body.code, code);
});
