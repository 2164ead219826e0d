import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import fc from "fast-check";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import type { LoopMember } from "#tests/support/loop.ts";
import { payFromStoredValue } from "./pay-from.ts";
import { ok, settings } from "#tests/support/stored.ts";
import { type StoredBrand, storedBrand } from "./stored.fixture.ts";

let app: TestApp;
let shop: StoredBrand;

before(async () => {
  app = await startTestApp();
  shop = await storedBrand(app);
});
afterEach(async () => {
  app.setNow(null);
  await shop.holds();
});
after(() => app.close());

async function toppedUp(payMinor = 50_000): Promise<LoopMember> {
  const member = await shop.member();
  ok(await shop.topUp(member, shop.first, payMinor), 201);
  return member;
}

test("a top-up at the till gives principal and bonus, and opens a card", async () => {
  const member = await toppedUp();
  assert.deepEqual(await shop.stored(member), [50_000, 5_000]);
  const seen = ok(await shop.shop(member, "GET", "/stored-value"));
  assert.equal(seen.card.state, "in_use");
  assert.ok(seen.acceptedAt);
  const { items } = ok(await shop.shop(member, "GET", "/stored-value/movements"));
  assert.deepEqual(
    items.map((one: Record<string, unknown>) => [one.kind, one.principalMinor, one.bonusMinor]),
    [["top_up", 50_000, 5_000]],
  );
});

test("no top-up without the contract's present words, an offer, or above 5,000 yuan", async () => {
  const member = await shop.member();
  const path = `/members/${member.memberId}/top-ups`;
  const body = { storeId: shop.first, payMinor: 50_000, method: "cash" };
  const codes = [];
  for (const more of [{}, { contractHash: "0".repeat(64) }, { payMinor: 40_000 }]) {
    codes.push((await shop.api("POST", path, { ...body, ...more })).body.code);
  }
  assert.deepEqual(codes, [
    "contract_not_accepted", "contract_not_accepted", "top_up_not_offered",
  ]);
  for (let count = 0; count < 2; count += 1) ok(await shop.topUp(member, shop.first, 200_000), 201);
  const over = await shop.topUp(member, shop.first, 200_000);
  assert.deepEqual([over.status, over.body.code], [409, "stored_value_over_most"]);
  ok(await shop.topUp(member, shop.first, 50_000), 201);
});

test("settings that the law does not allow are refused", async () => {
  const put = async (more: object) =>
    (await shop.api("PUT", "/stored-value/settings", { ...settings, ...more })).status;
  assert.equal(await put({ mostMinor: 500_001 }), 422);
  assert.equal(await put({ offers: [] }), 422);
  assert.equal(await put({ offers: [settings.offers[0], settings.offers[0]] }), 422);
  const soon = Temporal.Now.plainDateISO().add({ days: 10 }).toString();
  assert.equal(await put({ closesOn: soon }), 422);
  assert.equal(await put({}), 200);
});

test("what members have prepaid in all is shown to who keeps the books", async () => {
  await toppedUp();
  const seenBy = async (role: string, unitId: string) => {
    const { cookie, t } = { cookie: await shop.staff(role, unitId), t: shop.t };
    return t.api("GET", `/api/${t.key}/stored-value/settings`, undefined, { cookie });
  };
  const manager = ok(await seenBy("store_manager", shop.first));
  assert.deepEqual([manager.prepaid, manager.offers.length], [null, 2]);
  assert.ok(ok(await seenBy("owner", shop.root)).prepaid.heldMinor >= 50_000);
  assert.equal(ok(await seenBy("owner", shop.east)).prepaid, null);
});

test("paid twice under one key it is paid once; above the balance it is refused", async () => {
  const member = await toppedUp();
  const orderId = newId();
  const input = {
    orderId, memberId: member.memberId, storeId: shop.first, amountMinor: 8_000, key: "a",
  };
  const pay = (more: object = {}) =>
    shop.t.ctx((ctx) => payFromStoredValue(ctx, { ...input, ...more }));
  await shop.pay(member, shop.first, 8_000, orderId);
  const again = await pay({ key: orderId });
  assert.deepEqual(again, { principalMinor: 3_000, bonusMinor: 5_000 });
  assert.deepEqual(await shop.stored(member), [47_000, 0]);
  await assert.rejects(pay({ amountMinor: 47_001 }), { code: "stored_value_too_low" });
});

test("two payments at once: one of them is too many", async () => {
  const member = await toppedUp();
  const results = await Promise.allSettled([
    shop.pay(member, shop.first, 40_000), shop.pay(member, shop.first, 40_000),
  ]);
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
  assert.deepEqual(await shop.stored(member), [15_000, 0]);
});

test("what was taken last goes back first, and never more than was used", async () => {
  const member = await toppedUp();
  const orderId = await shop.pay(member, shop.first, 8_000);
  assert.deepEqual(await shop.giveBack(member, orderId, shop.first, 2_000), [2_000, 0]);
  assert.deepEqual(await shop.giveBack(member, orderId, shop.first, 4_000), [1_000, 3_000]);
  await assert.rejects(shop.giveBack(member, orderId, shop.first, 2_001), RangeError);
  assert.deepEqual(await shop.giveBack(member, orderId, shop.first, 2_000), [0, 2_000]);
  assert.deepEqual(await shop.stored(member), [50_000, 5_000]);
});

test("a refund pays the principal that is left back; the bonus lapses", async () => {
  const member = await toppedUp();
  await shop.pay(member, shop.first, 8_000);
  const [lot] = await shop.lots(member);
  assert.deepEqual([lot.refundMinor, lot.lapsesMinor, lot.refundable], [47_000, 0, true]);
  const path = `/stored-value/lots/${lot.lotId}/refund`;
  const self = await shop.shop(member, "POST", path, { expectedMinor: 47_000 });
  assert.equal(self.body.code, "top_up_refund_at_store");
  const refund = (expectedMinor: number) =>
    shop.api("POST", `/stored-lots/${lot.lotId}/refund`, { expectedMinor, storeId: shop.first });
  assert.equal((await refund(50_000)).body.code, "top_up_refund_differs");
  assert.equal(ok(await refund(47_000)).state, "done");
  assert.deepEqual(await shop.stored(member), [0, 0]);
  assert.equal((await refund(47_000)).body.code, "top_up_not_refundable");
});

test("bonus that was spent is deducted once, and paid back when it comes back", async () => {
  ok(await shop.api("PUT", "/stored-value/settings", { ...settings, usedBonus: "charge" }));
  const refund = async (member: LoopMember, expectedMinor: number) => {
    const [lot] = await shop.lots(member);
    assert.equal(lot.refundMinor, expectedMinor);
    const body = { expectedMinor, storeId: shop.first };
    if (expectedMinor > 0) ok(await shop.api("POST", `/stored-lots/${lot.lotId}/refund`, body));
  };
  // Each returns an order of 80.00 (50.00 of it bonus) after its top-up was refunded.
  for (const [returned, more] of [[[3_000, 5_000], 8_000], [[2_000], 2_000], [[8_000], 8_000]]) {
    const member = await toppedUp();
    const orderId = await shop.pay(member, shop.first, 8_000);
    await refund(member, 42_000);
    for (const minor of returned as number[]) {
      await shop.giveBack(member, orderId, shop.first, minor);
    }
    await refund(member, more as number);
    await shop.holds();
  }
  // A refund between the parts of a return comes to the same: all that was paid in.
  const member = await toppedUp();
  const orderId = await shop.pay(member, shop.first, 8_000);
  for (const [minor, expected] of [[0, 42_000], [4_000, 4_000], [4_000, 4_000]] as const) {
    if (minor > 0) await shop.giveBack(member, orderId, shop.first, minor);
    await refund(member, expected);
  }
  // The bonus of a refunded top-up lapsed: it was not spent.
  const other = await toppedUp();
  const small = await shop.pay(other, shop.first, 2_000);
  await refund(other, 48_000);
  await shop.giveBack(other, small, shop.first, 1_000);
  await refund(other, 1_000);
  ok(await shop.api("PUT", "/stored-value/settings", settings));
});

test("after seven days a refund is the brand's own rule", async () => {
  const member = await toppedUp();
  const seen = async (days: number, more: object = {}) => {
    ok(await shop.api("PUT", "/stored-value/settings", { ...settings, ...more }));
    app.setNow(Temporal.Now.instant().add({ hours: 24 * days }));
    const { items: [lot] } = ok(await shop.shop(member, "GET", "/stored-value/lots"));
    app.setNow(null);
    return lot.refundable;
  };
  assert.deepEqual(
    [await seen(6), await seen(8), await seen(8, { refundLater: true }), await seen(8)],
    [true, false, true, false],
  );
});

test("a lost card is blocked: the balance stays, a new card goes on", async () => {
  const member = await toppedUp();
  const before = ok(await shop.shop(member, "GET", "/stored-value")).card.last4;
  ok(await shop.shop(member, "POST", "/stored-value/card/block"), 204);
  await assert.rejects(shop.pay(member, shop.first, 100), { code: "stored_value_blocked" });
  assert.equal((await shop.topUp(member, shop.first, 50_000)).body.code, "stored_value_blocked");
  assert.deepEqual(await shop.stored(member), [50_000, 5_000]);
  const path = `/members/${member.memberId}/stored-value/card/replace`;
  const { card } = ok(await shop.api("POST", path));
  assert.equal(card.state, "in_use");
  assert.notEqual(card.last4, before);
  await shop.pay(member, shop.first, 100);
});

test("who has principal left is not erased; bonus alone lapses", async () => {
  const member = await toppedUp();
  const erase = () => shop.api("POST", `/members/${member.memberId}/erase`);
  assert.equal((await erase()).body.code, "stored_value_left");
  await shop.pay(member, shop.first, 5_000);
  const [lot] = await shop.lots(member);
  const body = { expectedMinor: lot.refundMinor, storeId: shop.first };
  ok(await shop.api("POST", `/stored-lots/${lot.lotId}/refund`, body));
  ok(await erase(), 204);
  assert.deepEqual(await shop.stored(member), [0, 0]);
});

test("any sequence of payments and returns: sums hold, the way back does not matter", async () => {
  const step = fc.record({
    order: fc.nat(3),
    amount: fc.integer({ min: 1, max: 9_000 }),
    back: fc.boolean(),
    store: fc.constantFrom("first", "second"),
  });
  const orders = ["bonus_first", "principal_first", "in_proportion"];
  const run = fc.tuple(fc.constantFrom(...orders), fc.array(step, { maxLength: 10 }));
  await fc.assert(fc.asyncProperty(run, async ([useOrder, steps]) => {
    ok(await shop.api("PUT", "/stored-value/settings", { ...settings, useOrder }));
    const member = await toppedUp();
    ok(await shop.topUp(member, shop.second, 50_000), 201);
    const open = new Map<string, { storeId: string; minor: number }>();
    for (const { order, amount, back, store } of steps) {
      const ids = [...open.keys()];
      const id = ids[order % Math.max(1, ids.length)];
      const used = id && open.get(id);
      if (back && id && used && used.minor > 0) {
        const minor = Math.min(amount, used.minor);
        await shop.giveBack(member, id, used.storeId, minor);
        open.set(id, { ...used, minor: used.minor - minor });
      } else {
        const storeId = shop[store as "first"];
        open.set(await shop.pay(member, storeId, amount), { storeId, minor: amount });
      }
      await shop.holds();
      const [principal = 0, bonus = 0] = await shop.stored(member);
      assert.ok(principal <= 100_000 && bonus <= 10_000);
    }
    for (const [id, { storeId, minor }] of open) {
      if (minor > 0) await shop.giveBack(member, id, storeId, minor);
    }
    assert.deepEqual(await shop.stored(member), [100_000, 10_000]);
  }), { numRuns: 12 });
  ok(await shop.api("PUT", "/stored-value/settings", settings));
});
