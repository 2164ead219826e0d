import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { memberById } from "#modules/members/index.ts";
import { createStore } from "#modules/stores/index.ts";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { automatic, off, ok } from "#tests/support/orders.ts";
import { verifyLedger, verifyLimitsOf } from "#tests/support/verify.ts";
import { tillBrand, type TillBrand } from "./till.fixture.ts";

let app: TestApp;
let shop: TillBrand;

before(async () => {
  app = await startTestApp();
  shop = await tillBrand(app);
});
afterEach(async () => {
  await shop.endAll();
  await verifyLedger(app, shop.t.brandId);
  await verifyLimitsOf(app, shop.t.brandId);
});
after(() => app.close());

const voucherOf = (amountMinor: number) =>
  ({ title: "到店券", benefit: { kind: "amount_off", amountMinor } });

test("cash over the counter: stock, money, change and hand-over at once", async () => {
  await shop.stock("TEA", 5);
  const before = await shop.money();
  const sold = ok(await shop.sell([["TEA", 2]], {}, { givenMinor: 30_000 }), 201);
  assert.deepEqual([sold.state, sold.paidMinor], ["handed_over", 20_000]);
  assert.deepEqual(await shop.stockOf("TEA"), [3, 0]);
  const then = await shop.money();
  assert.equal(then.till - before.till, 20_000);
});

test("a sale repeated with its key is sold once; another key sells again", async () => {
  const key = newId();
  const one = ok(await shop.sell([["RED", 1]], {}, {}, key), 201);
  const again = ok(await shop.sell([["RED", 1]], {}, {}, key), 201);
  assert.equal(again.orderId, one.orderId);
  const other = ok(await shop.sell([["RED", 1]]), 201);
  assert.notEqual(other.orderId, one.orderId);
});

test("who shows their code pays with voucher and points, and earns", async () => {
  const member = await shop.member();
  await shop.voucher(member, await shop.on(voucherOf(1_000)));
  ok(await shop.give(member, 3_000), 204);
  const who = await shop.known((await shop.codeOf(member)).spoken);
  assert.deepEqual([who.by, who.points], ["code", 3_000]);
  const { memberToken } = who;
  const off = ok(await shop.price([["TEA", 1]], { memberToken }));
  assert.deepEqual([off.totalMinor, off.dueMinor, off.points.couldMinor], [9_000, 9_000, 3_000]);
  assert.equal(off.benefits.find((one: { voucherId: string }) => one.voucherId).amountMinor, 1_000);
  const sold = ok(await shop.sell([["TEA", 1]], { memberToken, usePoints: true }), 201);
  assert.deepEqual([sold.totalMinor, sold.paidMinor, sold.state], [9_000, 6_000, "handed_over"]);
  assert.equal(await shop.pointsOf(member), 60);
});

test("a voucher left for another time stays whole", async () => {
  const member = await shop.member();
  const voucherId = await shop.voucher(member, await shop.on(voucherOf(500)));
  const memberToken = await shop.shows(member);
  const priced = ok(await shop.price([["TEA", 1]], { memberToken, without: [voucherId] }));
  assert.equal(priced.totalMinor, 10_000);
  const left = priced.benefits.find((one: { voucherId: string }) => one.voucherId === voucherId);
  assert.deepEqual([left.used, left.amountMinor], [false, 0]);
  const sold = ok(await shop.sell([["TEA", 1]], { memberToken, without: [voucherId] }), 201);
  assert.equal(sold.totalMinor, 10_000);
});

test("a phone number earns, and spends nothing", async () => {
  const member = await shop.member();
  await shop.voucher(member, await shop.on(voucherOf(1_000)));
  ok(await shop.give(member, 3_000), 204);
  const phone = await shop.t.ctx(async (ctx) => (await memberById(ctx, member.memberId))?.phone);
  const who = await shop.known(phone ?? "");
  assert.deepEqual([who.by, who.points, who.storedValueMinor], ["phone", null, null]);
  const asked = { memberToken: who.memberToken, usePoints: true, useStoredValue: true };
  const priced = ok(await shop.price([["TEA", 1]], asked));
  assert.deepEqual([priced.totalMinor, priced.dueMinor, priced.spends], [10_000, 10_000, false]);
  ok(await shop.sell([["TEA", 1]], asked), 201);
  assert.equal(await shop.pointsOf(member), 3_100);
});

test("cash and card share a sale; too little is refused, so is another price", async () => {
  const taken = [
    { method: "cash", amountMinor: 12_000 }, { method: "terminal", amountMinor: 8_000 },
  ];
  const sold = ok(await shop.sell([["RED", 1]], {}, { taken, givenMinor: 15_000 }), 201);
  const methods = sold.payments.map((one: { method: string }) => one.method);
  assert.deepEqual(methods, ["cash", "terminal"]);
  const short = await shop.sell([["RED", 1]], {}, { taken: taken.slice(0, 1) });
  assert.equal(short.body.code, "till_short");
  const less = await shop.sell([["RED", 1]], {}, { givenMinor: 100 });
  assert.equal(less.body.code, "till_short");
  const asked = { expectedTotalMinor: 19_000, expectedDueMinor: 19_000,
    taken: [{ method: "cash", amountMinor: 19_000 }] };
  assert.equal((await shop.sell([["RED", 1]], {}, asked)).body.code, "order_price_changed");
});

test("a pay code pays once however often it is sent; one that failed charges nothing", async () => {
  const waits = { taken: [], payCodeFollows: true };
  const order = ok(await shop.sell([["CUP", 1]], {}, waits), 201);
  assert.equal(order.state, "confirmed");
  const path = `/till/sales/${order.orderId}/pay-code`;
  const pay = async (payCode: string) =>
    ok(await shop.api("POST", path, { provider: "simulator", payCode })).state;
  assert.equal(await pay("134000000000000020"), "failed");
  assert.equal(await pay("134000000000000021"), "paid");
  assert.equal(await pay("134000000000000021"), "paid", "asked again, it says so again");
  await app.payments.simulator.settled();
  const paid = await shop.order(order.orderId);
  assert.deepEqual([paid.state, paid.paidMinor, paid.refundedMinor], ["handed_over", 5_000, 0]);
});

test("while a code waits no other begins; stopped, another way may be taken", async () => {
  const waits = { taken: [], payCodeFollows: true };
  const order = ok(await shop.sell([["CUP", 1]], {}, waits), 201);
  const path = `/till/sales/${order.orderId}/pay-code`;
  const code = { provider: "simulator", payCode: "134000000000000035" };
  assert.equal(ok(await shop.api("POST", path, code)).state, "waiting");
  const other = { provider: "simulator", payCode: "134000000000000041" };
  assert.equal(ok(await shop.api("POST", path, other)).state, "waiting");
  assert.equal(ok(await shop.api("POST", `${path}/look`, { stop: true })).state, "failed");
  const cash = { method: "cash", amountMinor: 5_000 };
  ok(await shop.api("POST", `/orders/${order.orderId}/payments`, cash));
  const paid = await shop.order(order.orderId);
  const states = paid.payments.map((one: { state: string }) => one.state);
  assert.deepEqual(states, ["closed", "paid"]);
});

test("an experience store refuses a sale and says why", async () => {
  const storeId = await shop.t.ctx((ctx) =>
    createStore(ctx, { code: "X1", name: "体验店", nameEn: null, role: "experience",
      parentId: shop.east }));
  const till = ok(await shop.api("GET", `/till?storeId=${storeId}`));
  assert.deepEqual([till.sells, till.why.code], [false, "till_sells_nothing"]);
  const refused = await shop.price([["TEA", 1]], { storeId });
  assert.equal(refused.body.code, "till_sells_nothing");
  const priced = ok(await shop.api("GET", `/till?storeId=${shop.first}`));
  assert.deepEqual([priced.sells, priced.payCodeProviders], [true, ["simulator"]]);
});

test("a member's token is good for its store, its staff and its minutes", async () => {
  const member = await shop.member();
  const memberToken = await shop.shows(member);
  const there = await shop.price([["TEA", 1]], { memberToken, storeId: shop.second });
  assert.equal(there.body.code, "till_member_over");
  const bent = `${memberToken.slice(0, -2)}xx`;
  const refused = await shop.price([["TEA", 1]], { memberToken: bent });
  assert.equal(refused.body.code, "till_member_over");
});

test("a guide sells in their own store and nowhere else", async () => {
  const cookie = await shop.staff("guide", shop.first);
  const own = await shop.api("POST", "/till/price", shop.ask([["TEA", 1]]), { cookie });
  assert.equal(own.status, 200);
  const elsewhere = shop.ask([["TEA", 1]], { storeId: shop.second });
  const refused = await shop.api("POST", "/till/price", elsewhere, { cookie });
  assert.equal(refused.body.code, "not_permitted");
});

test("goods by barcode, by the beginning of a code, and what sells most first", async () => {
  const find = async (text: string) => {
    const query = `storeId=${shop.first}&text=${encodeURIComponent(text)}`;
    return ok(await shop.api("GET", `/till/goods?${query}`)).items;
  };
  const [tea, ...more] = await find("TEA");
  assert.deepEqual([tea.code, tea.listMinor, more.length], ["TEA", 10_000, 0]);
  assert.equal((await find("RE"))[0].code, "RED");
  assert.deepEqual(await find("zzz"), []);
  await shop.on(automatic(off(10_000, 1_000)));
  ok(await shop.sell([["CUP", 9]]), 201);
  const { items } = ok(await shop.api("GET", `/till/goods?storeId=${shop.first}`));
  assert.equal(items[0].code, "CUP");
});

test("goods that come back: money out of the till, earned points taken back", async () => {
  await shop.stock("TEA", 5);
  const member = await shop.member();
  ok(await shop.give(member, 1_000), 204);
  const memberToken = await shop.shows(member);
  const sold = ok(await shop.sell([["TEA", 1], ["CUP", 1]], { memberToken, usePoints: true }), 201);
  assert.deepEqual([sold.paidMinor, await shop.pointsOf(member)], [14_000, 140]);
  const returned = [{ lineId: "l1", quantity: 1 }];
  const path = `/orders/${sold.orderId}/returns`;
  const effect = ok(await shop.api("POST", `${path}/preview`, { returned }));
  const before = await shop.money();
  ok(await shop.api("POST", path, {
    returned, reason: "faulty", restock: false, expectedMinor: effect.refundMinor,
  }));
  const then = await shop.money();
  assert.equal(before.till - then.till, effect.moneyMinor);
  const kept = Math.floor((14_000 - effect.moneyMinor) / 100) + effect.points;
  assert.deepEqual([await shop.pointsOf(member), effect.moneyMinor], [kept, 5_000]);
});
