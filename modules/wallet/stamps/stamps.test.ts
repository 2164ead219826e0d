import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import type { LoopMember } from "#tests/support/loop.ts";
import { ok, orderingBrand, type OrderingBrand, tradeOf } from "#tests/support/orders.ts";
import { verifyLedger, verifyLimitsOf } from "#tests/support/verify.ts";
import { lapseCardJob } from "./lapse-card.ts";
import { stampToken } from "./stamp-code.ts";
import { verifyStamps } from "./verify-stamps.ts";

let app: TestApp;
let shop: OrderingBrand;

before(async () => {
  app = await startTestApp();
});
afterEach(async () => {
  app.setNow(null);
  if (!shop) return;
  await app.settle();
  await verifyLedger(app, shop.t.brandId);
  await verifyLimitsOf(app, shop.t.brandId);
  const { wrong } = await verifyStamps(app.databases.ownerPool, shop.t.brandId);
  assert.equal(wrong, null, JSON.stringify(wrong));
});
after(() => app.close());

const visits = { earn: "visit", visitRule: "day_store" };

async function programme(more: object = {}) {
  shop = await orderingBrand(app);
  const rewardId = await shop.offer({ title: "免费咖啡", totalStock: 5 });
  const { programmeId } = ok(await shop.api("POST", "/stamp-programmes", {
    unitId: shop.root, name: "咖啡卡", needed: 3, rewardKind: "offer", rewardId, ...visits, ...more,
  }), 201);
  ok(await shop.api("POST", `/stamp-programmes/${programmeId}/start`), 204);
  return { programmeId, rewardId };
}

const inDays = (days: number) => Temporal.Now.instant().add({ hours: 24 * days });
async function token(storeId = shop.first): Promise<string> {
  const { link } = ok(await shop.api("GET", `/stamp-code?storeId=${storeId}`));
  return link.split("#")[1];
}
const scan = (member: LoopMember, given: string) =>
  shop.shop(member, "POST", "/stamps", { token: given });
const scanned = async (member: LoopMember) => scan(member, await token());
async function card(member: LoopMember) {
  const [first] = ok(await shop.shop(member, "GET", "/stamp-cards")).items;
  return first;
}
async function vouchers(member: LoopMember) {
  const { items } = ok(await shop.shop(member, "GET", "/wallet"));
  return items.map((one: { state: string }) => one.state);
}

test("a scan a visit; the last stamp gives the reward at once, the card starts anew", async () => {
  await programme();
  const member = await shop.member();
  for (const [day, held] of [[0, 1], [1, 2]] as const) {
    app.setNow(inDays(day));
    assert.equal(ok(await scanned(member)).stamped[0].held, held);
  }
  const again = await scanned(member);
  assert.ok(["stamp_code_spent", "stamp_visit_counted"].includes(again.body.code));
  app.setNow(inDays(2));
  const done = ok(await scanned(member)).stamped[0];
  assert.deepEqual([done.held, done.rewards], [0, 1]);
  assert.deepEqual(await vouchers(member), ["usable"]);
  const seen = await card(member);
  assert.deepEqual([seen.held, seen.rewards, seen.needed], [0, 1, 3]);
});

test("one stamp a day at each store, in whatever order they are visited", async () => {
  await programme({ needed: 5 });
  const member = await shop.member();
  const at = async (storeId: string) => {
    const shown = ok(await show(member));
    const { prepareToken } = ok(await shop.prepare(shown.link, storeId));
    return shop.commit(prepareToken, null);
  };
  ok(await at(shop.first));
  ok(await at(shop.second));
  assert.equal((await at(shop.first)).body.code, "stamp_visit_counted");
  assert.equal((await at(shop.second)).body.code, "stamp_visit_counted");
  ok(await at(shop.far));
  assert.equal((await card(member)).held, 3);
});

test("a photo of yesterday's code gives nothing; nor does an altered one", async () => {
  await programme();
  const member = await shop.member();
  const now = Math.floor(Date.now() / 30_000);
  const old = await shop.t.ctx(async (ctx) => ({
    yesterday: stampToken(ctx, shop.first, now - 2_880),
    late: stampToken(ctx, shop.first, now - 4),
    tomorrow: stampToken(ctx, shop.first, now + 10),
  }));
  for (const given of [...Object.values(old), "A".repeat(48), `${await token()}x`]) {
    assert.equal((await scan(member, given)).body.code, "stamp_code_old");
  }
  const live = await token();
  const altered = live.startsWith("A") ? `B${live.slice(1)}` : `A${live.slice(1)}`;
  assert.equal((await scan(member, altered)).body.code, "stamp_code_old");
  assert.equal(ok(await scan(member, live)).stamped.length, 1);
});

test("twenty scans of a member at once: one stamp", async () => {
  await programme({ visitRule: "minutes", visitMinutes: 30 });
  const member = await shop.member();
  const codes = await Promise.all(Array.from({ length: 20 }, () => token()));
  const answers = await Promise.all(codes.map((one) => scan(member, one)));
  assert.equal(answers.filter((one) => one.status === 200).length, 1);
  assert.equal((await card(member)).held, 1);
  app.setNow(Temporal.Now.instant().add({ minutes: 29 }));
  assert.equal((await scanned(member)).body.code, "stamp_visit_counted");
  app.setNow(Temporal.Now.instant().add({ minutes: 32 }));
  ok(await scanned(member));
});

const show = (member: LoopMember) =>
  shop.shop(member, "POST", `/rights/stamps/${member.memberId}/show`);

test("by the member's code: two staff at once give one stamp; an undo takes it back", async () => {
  await programme();
  const member = await shop.member();
  const links = [ok(await show(member)).link, ok(await show(member)).link];
  const seen = await Promise.all(links.map((link) => shop.prepare(link, shop.first)));
  assert.equal(seen[0]!.body.right.description, "咖啡卡 0/3 → 1/3");
  const answers = await Promise.all(
    seen.map((one) => shop.commit(one.body.prepareToken, null)),
  );
  const won = answers.filter((one) => one.status === 200);
  assert.equal(won.length, 1);
  const lost = answers.find((one) => one.status !== 200)!;
  assert.equal(lost.body.code, "stamp_visit_counted");
  assert.equal(lost.body.params.storeName, "一号店");
  assert.equal((await card(member)).held, 1);
  const undo = () => shop.api("POST", `/redemptions/${won[0]!.body.redemptionId}/undo`, {
    reason: "training",
  });
  ok(await undo(), 204);
  await app.settle();
  assert.equal((await card(member)).held, 0);
  ok(await scanned(member));
  assert.equal((await card(member)).held, 1, "the visit counts again");
});

test("the undo of the last stamp takes the unused reward; a used one is owed", async () => {
  const { rewardId } = await programme({ needed: 2 });
  for (const used of [false, true]) {
    const member = await shop.member();
    ok(await scanned(member));
    app.setNow(inDays(1));
    const { link } = ok(await show(member));
    const { prepareToken } = ok(await shop.prepare(link, shop.first));
    const { redemptionId } = ok(await shop.commit(prepareToken, null));
    assert.deepEqual(await vouchers(member), ["usable"]);
    if (used) {
      const [voucher] = ok(await shop.shop(member, "GET", "/wallet")).items;
      assert.equal(voucher.offerId, rewardId);
      const code = await shop.show(member, voucher.voucherId);
      const ready = ok(await shop.prepare(code.link, shop.first));
      ok(await shop.commit(ready.prepareToken, 5_000));
      await app.settle();
    }
    ok(await shop.api("POST", `/redemptions/${redemptionId}/undo`, { reason: "training" }), 204);
    await app.settle();
    const now = await card(member);
    if (used) {
      // The reward's own redemption was refused a second stamp on that day.
      assert.deepEqual([now.held, now.rewards], [-1, 1]);
      assert.deepEqual(await vouchers(member), ["used"]);
    } else {
      assert.deepEqual([now.held, now.rewards], [1, 0]);
      assert.deepEqual(await vouchers(member), ["recalled"]);
    }
    app.setNow(null);
  }
});

async function pays(member: LoopMember, orderId: string) {
  const { link } = ok(await shop.pay(member, orderId));
  app.payments.simulator.pay(tradeOf(link));
  await app.payments.simulator.settled();
  await app.settle();
}
async function gives(orderId: string, lineId: string, quantity: number) {
  const returned = [{ lineId, quantity }];
  const { refundMinor } = ok(
    await shop.api("POST", `/orders/${orderId}/returns/preview`, { returned }),
  );
  ok(await shop.api("POST", `/orders/${orderId}/returns`, {
    returned, reason: "changed_mind", restock: false, expectedMinor: refundMinor,
  }));
  await app.payments.simulator.settled();
  await app.settle();
}

test("by amount: a paid order stamps by itself, a refund takes its stamps and reward", async () => {
  await programme({ earn: "amount", perMinor: 10_000, visitRule: null });
  const member = await shop.member();
  const { orderId } = await shop.ordered(member, [["TEA", 4]], 40_000);
  await app.settle();
  assert.equal((await card(member)).held, 0, "unpaid");
  await pays(member, orderId);
  assert.deepEqual([(await card(member)).held, await vouchers(member)], [1, ["usable"]]);
  await gives(orderId, "l0", 1);
  assert.deepEqual([(await card(member)).held, await vouchers(member)], [0, ["usable"]]);
  await gives(orderId, "l0", 1);
  assert.deepEqual([(await card(member)).held, await vouchers(member)], [2, ["recalled"]]);
  await gives(orderId, "l0", 2);
  assert.equal((await card(member)).held, 0);
});

test("by category: units of its goods, whatever the order of what is told", async () => {
  shop = await orderingBrand(app);
  const { items } = ok(await shop.api("GET", "/categories"));
  const tea = items.find((one: { name: string }) => one.name === "茶叶");
  const rewardId = await shop.offer();
  const body = {
    unitId: shop.root, name: "茶卡", needed: 10, rewardKind: "offer", rewardId,
    earn: "category", categoryIds: [tea.categoryId],
  };
  const { programmeId } = ok(await shop.api("POST", "/stamp-programmes", body), 201);
  ok(await shop.api("POST", `/stamp-programmes/${programmeId}/start`), 204);
  const member = await shop.member();
  const { orderId } = await shop.ordered(member, [["TEA", 2], ["CUP", 3]], 35_000);
  await pays(member, orderId);
  assert.equal((await card(member)).held, 2);
  await gives(orderId, "l0", 1);
  assert.equal((await card(member)).held, 1);
});

test("stamps of a card that is not filled in its days lapse, and are gone", async () => {
  await programme({ cardDays: 30, needed: 5 });
  const member = await shop.member();
  ok(await scanned(member));
  app.setNow(inDays(1));
  const { link } = ok(await show(member));
  const { expiresAt } = await card(member);
  assert.ok(expiresAt > Date.now() + 29 * 86_400_000);
  const { prepareToken } = ok(await shop.prepare(link, shop.first));
  const { redemptionId } = ok(await shop.commit(prepareToken, null));
  app.setNow(inDays(1).add({ minutes: 5 }));
  assert.equal((await card(member)).held, 2);
  await shop.t.ctx(async (ctx) => {
    const [row] = ok(await shop.shop(member, "GET", "/stamp-cards")).items;
    const payload = { programmeId: row.programmeId, memberId: member.memberId };
    await lapseCardJob.handle(ctx, payload);
  }, inDays(31));
  assert.equal((await card(member)).held, 0);
  ok(await shop.api("POST", `/redemptions/${redemptionId}/undo`, { reason: "training" }), 204);
  assert.equal((await card(member)).held, 0);
});

test("out of stock, the reward is owed and given when there is some again", async () => {
  const { programmeId, rewardId } = await programme({ needed: 2 });
  for (let taken = 0; taken < 5; taken++) {
    ok(await shop.claim(await shop.member(), rewardId));
  }
  const member = await shop.member();
  ok(await scanned(member));
  app.setNow(inDays(1));
  assert.equal(ok(await scanned(member)).stamped[0].rewards, 1);
  assert.equal((await card(member)).owed, 1);
  const still = await shop.api("POST", `/stamp-programmes/${programmeId}/owed`);
  assert.equal(still.body.code, "stamp_reward_still_owed");
  const [row] = ok(await shop.api("GET", "/stamp-programmes")).items;
  assert.deepEqual(row.figures, { members: 1, stamps: 2, removed: 0, full: 1, owed: 1 });
});

test("what staff may not, and terms that are no rule", async () => {
  const { programmeId, rewardId } = await programme();
  const guide = await shop.staff("guide", shop.second);
  const there = await shop.api("GET", `/stamp-code?storeId=${shop.first}`, undefined, {
    cookie: guide,
  });
  assert.equal(there.body.code, "not_permitted");
  const again = await shop.api("POST", `/stamp-programmes/${programmeId}/start`);
  assert.equal(again.body.code, "stamp_programme_fixed");
  const half = await shop.api("POST", "/stamp-programmes", {
    unitId: shop.root, name: "卡", needed: 3, rewardKind: "offer", rewardId, earn: "amount",
  });
  assert.equal(half.body.code, "stamp_terms_incomplete");
  ok(await shop.api("POST", `/stamp-programmes/${programmeId}/end`), 204);
  assert.equal((await scanned(await shop.member())).body.code, "stamp_none_here");
});

test("two staff of two stores at once: where a day counts once, one stamp", async () => {
  await programme({ visitRule: "day" });
  const member = await shop.member();
  const links = [ok(await show(member)).link, ok(await show(member)).link];
  const seen = [
    ok(await shop.prepare(links[0]!, shop.first)), ok(await shop.prepare(links[1]!, shop.second)),
  ];
  const answers = await Promise.all(seen.map((one) => shop.commit(one.prepareToken, null)));
  assert.deepEqual(answers.map((one) => one.status).sort(), [200, 409]);
  assert.equal((await card(member)).held, 1);
});

test("without a line no stamp is given; a lost answer gives one", async () => {
  await programme();
  const member = await shop.member();
  const path = `/rights/stamps/${member.memberId}/offline`;
  const offline = await shop.shop(member, "POST", path, { storeId: shop.first });
  assert.equal(offline.body.code, "offline_kind_not");
  const body = { token: await token() };
  const sent = () => shop.shop(member, "POST", "/stamps", body, `lost-${member.memberId}`);
  const [first, again] = [await sent(), await sent()];
  assert.deepEqual([first.status, again.status], [200, 200], JSON.stringify(again.body));
  assert.equal((await card(member)).held, 1);
});
