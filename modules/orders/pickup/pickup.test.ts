import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import type { LoopMember } from "#tests/support/loop.ts";
import { ok, orderingBrand, type OrderingBrand, tradeOf } from "#tests/support/orders.ts";
import { verifyLedger, verifyLimitsOf } from "#tests/support/verify.ts";
import { duePickupJob } from "./due-pickup.ts";
import { verifyPickups } from "./verify-pickups.ts";

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
  const { wrong } = await verifyPickups(app.databases.ownerPool, shop.t.brandId);
  assert.equal(wrong, null, JSON.stringify(wrong));
});
after(() => app.close());

const pickup = { fulfilment: "pickup" };
const inDays = (days: number) => Temporal.Now.instant().add({ hours: 24 * days, minutes: 1 });

async function pays(member: LoopMember, orderId: string) {
  const { link } = ok(await shop.pay(member, orderId));
  assert.equal(app.payments.simulator.pay(tradeOf(link)), true);
  await app.payments.simulator.settled();
  await app.settle();
}

/** Two teas, paid online, waiting at the first store. */
async function waiting() {
  const member = await shop.member();
  await shop.stock("TEA", 5);
  const { orderId } = await shop.ordered(member, [["TEA", 2]], 20_000, pickup);
  await pays(member, orderId);
  return { member, orderId };
}

const show = (member: LoopMember, orderId: string) =>
  shop.shop(member, "POST", `/rights/pickup/${orderId}/show`);

async function prepared(member: LoopMember, orderId: string, storeId = shop.first) {
  const { link } = ok(await show(member, orderId));
  return ok(await shop.prepare(link, storeId));
}

const boardOf = async (query: string) => ok(await shop.api("GET", `/pickups?${query}`)).items;

test("paid online, seen at once by its store, handed over by the member's code", async () => {
  const { member, orderId } = await waiting();
  assert.deepEqual(await shop.stockOf("TEA"), [3, 0], "taken from the store's own stock");
  const [row] = await boardOf(`storeId=${shop.first}`);
  assert.equal(row.orderId, orderId);
  assert.deepEqual(row.goods.map((one: { quantity: number }) => one.quantity), [2]);
  assert.equal((await boardOf(`storeId=${shop.second}`)).length, 0);
  ok(await shop.api("POST", `/pickups/${orderId}/ready`), 204);
  const mine = ok(await shop.shop(member, "GET", "/pickups"));
  assert.ok(mine.items[0].readyAt);

  const seen = await prepared(member, orderId);
  assert.equal(seen.allowed, true, JSON.stringify(seen));
  assert.deepEqual([seen.right.kind, seen.right.title], ["pickup", "TEA ×2"]);
  const done = ok(await shop.commit(seen.prepareToken, null));
  assert.equal((await shop.order(orderId)).state, "handed_over");
  assert.equal((await boardOf(`storeId=${shop.first}&state=waiting`)).length, 0);
  assert.equal((await boardOf(`storeId=${shop.first}&state=collected`))[0].orderId, orderId);

  const again = await show(member, orderId);
  assert.equal(again.body.code, "pickup_collected");
  assert.equal(again.body.params.storeName, "一号店");
  assert.equal(again.body.params.at, done.at);
});

test("ten terminals at once: one hands over, the others are told when and where", async () => {
  const { member, orderId } = await waiting();
  const { link } = ok(await show(member, orderId));
  const tokens = await Promise.all(Array.from({ length: 10 }, async () =>
    ok(await shop.prepare(link, shop.first)).prepareToken));
  const answers = await Promise.all(tokens.map((token) => shop.commit(token, null)));
  assert.equal(answers.filter((one) => one.status === 200).length, 1);
  for (const lost of answers.filter((one) => one.status !== 200)) {
    assert.equal(lost.body.code, "pickup_collected", JSON.stringify(lost.body));
    assert.equal(lost.body.params.storeName, "一号店");
  }
});

test("the wrong store is refused and names the right one; so is an unpaid order", async () => {
  const { member, orderId } = await waiting();
  const there = await prepared(member, orderId, shop.second);
  assert.equal(there.allowed, false);
  assert.equal(there.refusal.code, "pickup_elsewhere");
  assert.match(there.refusal.title, /一号店/);
  const refused = await shop.commit(there.prepareToken, null);
  assert.equal(refused.body.code, "pickup_elsewhere");
  const unpaid = await shop.ordered(member, [["TEA", 1]], 10_000, pickup);
  assert.equal((await show(member, unpaid.orderId)).body.code, "pickup_unpaid");
  const other = await shop.member();
  assert.equal((await show(other, orderId)).body.code, "right_unknown");
});

async function handedOver() {
  const one = await waiting();
  const { prepareToken } = await prepared(one.member, one.orderId);
  const { redemptionId } = ok(await shop.commit(prepareToken, null));
  const undo = () =>
    shop.api("POST", `/redemptions/${redemptionId}/undo`, { reason: "training" });
  return { ...one, redemptionId, undo };
}

async function refundAll(orderId: string) {
  const { lines } = await shop.order(orderId);
  const returned = lines.map((line: { lineId: string; quantity: number }) =>
    ({ lineId: line.lineId, quantity: line.quantity }));
  const { refundMinor } = ok(
    await shop.api("POST", `/orders/${orderId}/returns/preview`, { returned }),
  );
  const why = { reason: "changed_mind", restock: true, expectedMinor: refundMinor };
  return shop.api("POST", `/orders/${orderId}/returns`, { returned, ...why });
}

test("undone, it waits again and can be collected once more", async () => {
  const { member, orderId, undo } = await handedOver();
  ok(await undo(), 204);
  assert.equal((await shop.order(orderId)).state, "paid");
  const board = await boardOf(`storeId=${shop.first}`);
  assert.ok(board.some((one: { orderId: string }) => one.orderId === orderId));
  const { prepareToken } = await prepared(member, orderId);
  ok(await shop.commit(prepareToken, null));
  assert.equal((await shop.order(orderId)).state, "handed_over");
});

test("after a refund it cannot be undone; undone first, it can be refunded", async () => {
  const first = await handedOver();
  ok(await refundAll(first.orderId));
  const refused = await first.undo();
  assert.equal(refused.body.code, "pickup_goods_returned");
  assert.equal((await shop.order(first.orderId)).state, "returned");
  const second = await handedOver();
  ok(await second.undo(), 204);
  ok(await refundAll(second.orderId));
  const late = await show(second.member, second.orderId);
  assert.equal(late.body.code, "pickup_ended");
  assert.equal((await second.undo()).body.code, "redemption_undone");
});

test("an accepted order stays handed over", async () => {
  const { member, orderId, undo } = await handedOver();
  ok(await shop.shop(member, "POST", `/orders/${orderId}/accept`));
  assert.equal((await undo()).body.code, "order_step_refused");
});

const due = (orderId: string, days: number) =>
  shop.t.ctx((ctx) => duePickupJob.handle(ctx, { orderId }), inDays(days));
const kindsOf = async (orderId: string) => {
  await app.settle();
  const { rows } = await app.databases.ownerPool.query(
    `select kind from platform.journal where brand_id = $1 and payload->>'orderId' = $2
     and kind like 'orders.pickup_%' order by event_id`,
    [shop.t.brandId, orderId],
  );
  return rows.map((row) => row.kind.slice("orders.pickup_".length));
};

test("not collected: reminded once, then goods and money go back, once", async () => {
  const { member, orderId } = await waiting();
  await due(orderId, 1);
  assert.deepEqual(await kindsOf(orderId), ["opened"]);
  await due(orderId, 3);
  await due(orderId, 4);
  assert.deepEqual(await kindsOf(orderId), ["opened", "reminded"]);
  await due(orderId, 14);
  await due(orderId, 15);
  await app.payments.simulator.settled();
  assert.deepEqual(await kindsOf(orderId), ["opened", "reminded", "overdue"]);
  const order = await shop.order(orderId);
  assert.deepEqual([order.state, order.refundedMinor], ["returned", 20_000]);
  assert.equal((await shop.stockOf("TEA"))[0], 5, "for sale again");
  assert.equal((await show(member, orderId)).body.code, "pickup_ended");
});

test("kept by the brand's rule, it is listed as overdue and still handed over", async () => {
  const crossed = await shop.api("PUT", "/pickup-settings", {
    remindDays: 5, releaseDays: 5, uncollected: "keep",
  });
  assert.equal(crossed.body.code, "pickup_days_crossed");
  ok(await shop.api("PUT", "/pickup-settings", {
    remindDays: 2, releaseDays: 5, uncollected: "keep",
  }));
  const { member, orderId } = await waiting();
  await due(orderId, 5);
  const [row] = (await boardOf(`storeId=${shop.first}`))
    .filter((one: { orderId: string }) => one.orderId === orderId);
  assert.equal(row.overdueRule, "keep");
  assert.equal((await shop.order(orderId)).refundedMinor, 0);
  const { prepareToken } = await prepared(member, orderId);
  ok(await shop.commit(prepareToken, null));
});

test("staff hand over from the board; the code is then told when and where", async () => {
  const { member, orderId } = await waiting();
  ok(await shop.api("POST", `/orders/${orderId}/hand-over`));
  const refused = await show(member, orderId);
  assert.equal(refused.body.code, "pickup_collected");
  assert.equal(refused.body.params.storeName, "一号店");
});

test("a store without sales refuses a sale but hands over what was paid online", async () => {
  const { storeId } = ok(
    await shop.api("POST", "/stores", { code: "X1", name: "体验店", role: "experience" }), 201,
  );
  const member = await shop.member();
  await shop.stock("RED", 2, storeId);
  const sale = await shop.place(member, [["RED", 1]], 20_000, { storeId });
  assert.equal(sale.body.code, "store_sells_nothing");
  const till = { storeId, ...pickup, paymentKind: "in_store" };
  assert.equal((await shop.place(member, [["RED", 1]], 20_000, till)).body.code,
    "store_sells_nothing");
  const { orderId } = await shop.ordered(member, [["RED", 1]], 20_000, { storeId, ...pickup });
  await pays(member, orderId);
  const seen = await prepared(member, orderId, storeId);
  ok(await shop.commit(seen.prepareToken, null));
  const door = await shop.place(member, [["RED", 1]], 20_000, {
    ...pickup, paymentKind: "on_delivery",
  });
  assert.equal(door.body.code, "pickup_pays_at_door");
});

test("undone while it is being refunded: one after the other, never half of both", async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    const { member, orderId, undo } = await handedOver();
    const [undone, refunded] = await Promise.all([undo(), refundAll(orderId)]);
    const order = await shop.order(orderId);
    if (refunded.status !== 200) {
      // It was undone first, under the price that the refund had been shown.
      assert.deepEqual([undone.status, order.state, order.refundedMinor], [204, "paid", 0]);
      continue;
    }
    assert.deepEqual([order.state, order.refundedMinor], ["returned", 20_000]);
    if (undone.status !== 204) assert.equal(undone.body.code, "pickup_goods_returned");
    assert.equal((await show(member, orderId)).status >= 400, true, "nothing is handed over twice");
  }
});

test("without a line nothing is handed over; a lost answer hands over once", async () => {
  const { member, orderId } = await waiting();
  const body = { storeId: shop.first };
  const offline = await shop.shop(member, "POST", `/rights/pickup/${orderId}/offline`, body);
  assert.equal(offline.body.code, "offline_kind_not");
  const { prepareToken } = await prepared(member, orderId);
  const sent = () => shop.commit(prepareToken, null, { key: `lost-${orderId}` });
  const [first, again] = [await sent(), await sent()];
  assert.equal(first.status, again.status);
  assert.equal(ok(again).redemptionId, ok(first).redemptionId);
  assert.equal((await shop.order(orderId)).state, "handed_over");
});
