import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import type { LoopMember } from "#tests/support/loop.ts";
import { ok, orderingBrand, type OrderingBrand, tradeOf } from "#tests/support/orders.ts";
import { verifyLedger, verifyLimitsOf } from "#tests/support/verify.ts";
import { moved, wealthOf } from "#tests/support/wealth.ts";
import { closeUnpaidJob } from "./close-unpaid.ts";

let app: TestApp;
let shop: OrderingBrand;
let rich: ReturnType<typeof wealthOf>;

before(async () => {
  app = await startTestApp();
  shop = await orderingBrand(app);
  rich = wealthOf(app, shop);
  await rich.pointsOn();
});
afterEach(async () => {
  await verifyLedger(app, shop.t.brandId);
  await verifyLimitsOf(app, shop.t.brandId);
});
after(() => app.close());

const all = { usePoints: "most", useStoredValueMinor: "most" };

const quoted = async (member: LoopMember, more: object = {}) =>
  ok(await shop.shop(member, "POST", "/orders/quote", {
    storeId: shop.first, lines: shop.linesOf([["RED", 1]]), ...more,
  }));

async function wealthy(points: number, principalMinor: number, bonusMinor: number) {
  const member = await shop.member();
  await rich.enrich(member, { points, principalMinor, bonusMinor });
  return member;
}

async function paidOnline(member: LoopMember, orderId: string): Promise<number> {
  const { link, amountMinor } = ok(await shop.pay(member, orderId));
  app.payments.simulator.pay(tradeOf(link));
  await app.payments.simulator.settled();
  return amountMinor;
}

test("a quote says what points and stored value can pay, and what is left", async () => {
  const member = await wealthy(3_000, 4_000, 1_000);
  const none = await quoted(member);
  assert.deepEqual([none.totalMinor, none.dueMinor], [20_000, 20_000]);
  assert.deepEqual(none.points, {
    balance: 3_000, used: 0, usedMinor: 0, most: 3_000, mostMinor: 3_000,
  });
  assert.deepEqual(none.storedValue, { principalMinor: 4_000, bonusMinor: 1_000, usedMinor: 0 });
  const both = await quoted(member, all);
  assert.deepEqual([both.points.used, both.storedValue.usedMinor, both.dueMinor],
    [3_000, 5_000, 12_000]);
  const some = await quoted(member, { usePoints: 250, useStoredValueMinor: 1_500 });
  assert.equal(some.dueMinor, 18_250);
});

test("points, stored value and money pay one order; money pays the rest only", async () => {
  const member = await wealthy(3_000, 4_000, 1_000);
  const before = await rich.books();
  const placed = await shop.ordered(member, [["RED", 1]], 20_000, {
    ...all, expectedDueMinor: 12_000,
  });
  assert.deepEqual(
    [placed.state, placed.dueMinor, placed.openMinor, placed.pointsUsed, placed.storedValueMinor],
    ["awaiting_payment", 12_000, 12_000, 3_000, 5_000],
  );
  assert.equal(await paidOnline(member, placed.orderId), 12_000);
  const paid = await shop.order(placed.orderId);
  assert.deepEqual([paid.state, paid.paidMinor, paid.openMinor], ["paid", 12_000, 0]);
  assert.deepEqual(moved(before, await rich.books()), {
    at_provider: 12_000, by_stored_value: 5_000, points_spent: 3_000, sales: -17_000,
    stored_spent: 5_000,
  });
  // Earned on money and stored value: 170.00 make 170 points.
  const { points } = ok(await shop.shop(member, "GET", "/points"));
  assert.equal(points.spendable, 170);
});

test("an order that points and stored value pay whole is paid at once", async () => {
  const member = await wealthy(0, 18_000, 2_000);
  await shop.stock("CUP", 4);
  const placed = await shop.ordered(member, [["CUP", 2]], 10_000, all);
  assert.deepEqual([placed.state, placed.dueMinor], ["paid", 0]);
  assert.deepEqual(await shop.stockOf("CUP"), [2, 0]);
  const { rows } = await app.databases.ownerPool.query(
    `select payload from platform.journal
     where kind = 'orders.paid_up' and payload->>'orderId' = $1`,
    [placed.orderId],
  );
  assert.deepEqual(rows.map((row) => row.payload.storedValueMinor), [10_000]);
});

test("cancelled or not paid in time: exactly what was spent comes back", async () => {
  const member = await wealthy(1_234, 4_321, 987);
  const before = [await rich.wealth(member), await rich.books()];
  const first = await shop.ordered(member, [["RED", 1]], 20_000, all);
  ok(await shop.shop(member, "POST", `/orders/${first.orderId}/cancel`));
  assert.deepEqual([await rich.wealth(member), await rich.books()], before);
  const second = await shop.ordered(member, [["RED", 1]], 20_000, all);
  const later = Temporal.Now.instant().add({ minutes: 31 });
  await shop.t.ctx((ctx) => closeUnpaidJob.handle(ctx, { orderId: second.orderId }), later);
  assert.equal((await shop.order(second.orderId)).state, "expired");
  assert.deepEqual([await rich.wealth(member), await rich.books()], before);
});

test("what was spent elsewhere meanwhile is told, never charged silently", async () => {
  const member = await wealthy(2_000, 0, 0);
  const seen = { ...all, expectedDueMinor: 18_000 };
  const places = await Promise.all(
    Array.from({ length: 5 }, () => shop.place(member, [["RED", 1]], 20_000, seen)),
  );
  assert.equal(places.filter((one) => one.status === 201).length, 1);
  for (const lost of places.filter((one) => one.status !== 201)) {
    const { code } = lost.body;
    assert.ok(["order_due_changed", "points_too_few"].includes(code), code);
  }
});

test("stored value at the same time in many carts: never more than there is", async () => {
  const member = await wealthy(0, 3_000, 0);
  const places = await Promise.all(
    Array.from({ length: 6 }, () =>
      shop.place(member, [["RED", 1]], 20_000, { useStoredValueMinor: 3_000 })),
  );
  for (const one of places) {
    assert.ok(one.status === 201 || one.body.code === "stored_value_too_low", one.body.code);
  }
  const used = places.filter((one) => one.status === 201)
    .reduce((sum, one) => sum + one.body.storedValueMinor, 0);
  assert.equal(used, 3_000);
});
