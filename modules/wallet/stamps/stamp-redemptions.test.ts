import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand, type LoopMember } from "#tests/support/loop.ts";
import { verifyLedger } from "#tests/support/verify.ts";
import { verifyStamps } from "./verify-stamps.ts";

let app: TestApp;
let shop: LoopBrand;
let offerId: string;

before(async () => {
  app = await startTestApp();
});
after(() => app.close());

async function start(visit: object): Promise<void> {
  shop = await loopBrand(app);
  offerId = await shop.offer();
  const rewardId = await shop.offer({ title: "免费咖啡" });
  const { body } = await shop.api("POST", "/stamp-programmes", {
    unitId: shop.root, name: "咖啡卡", needed: 9, rewardKind: "offer", rewardId, earn: "visit",
    ...visit,
  });
  const { status } = await shop.api("POST", `/stamp-programmes/${body.programmeId}/start`);
  assert.equal(status, 204);
}

async function redeem(member: LoopMember, storeId: string): Promise<string> {
  const { link } = await shop.show(member, await shop.voucher(member, offerId));
  const { body } = await shop.prepare(link, storeId);
  const done = await shop.commit(body.prepareToken, 3800);
  assert.equal(done.status, 200);
  return done.body.redemptionId;
}

const undo = (id: string) =>
  shop.api("POST", `/redemptions/${id}/undo`, { reason: "scanned_by_mistake" });

async function held(member: LoopMember): Promise<number> {
  const { body } = await shop.shop(member, "GET", "/stamp-cards");
  return body.items[0]?.held ?? 0;
}

async function settled(): Promise<void> {
  await app.settle();
  await verifyLedger(app, shop.t.brandId);
  const { wrong } = await verifyStamps(app.databases.ownerPool, shop.t.brandId);
  assert.equal(wrong, null);
}

test("redemptions that are told together stamp each visit once, wherever", async () => {
  await start({ visitRule: "day_store" });
  const [one, two] = [await shop.member(), await shop.member()];
  await redeem(one, shop.first);
  await redeem(two, shop.first);
  await redeem(one, shop.first);
  await redeem(one, shop.second);
  await settled();
  assert.deepEqual([await held(one), await held(two)], [2, 1]);
  await redeem(one, shop.first);
  await redeem(two, shop.second);
  await settled();
  assert.deepEqual([await held(one), await held(two)], [2, 2]);
});

test("an undo between two redemptions of one visit takes a stamp and frees the visit", async () => {
  await start({ visitRule: "day_store" });
  const member = await shop.member();
  const first = await redeem(member, shop.first);
  await settled();
  assert.equal((await undo(first)).status, 204);
  await settled();
  assert.equal(await held(member), 0);
  const second = await redeem(member, shop.first);
  assert.equal((await undo(second)).status, 204);
  await redeem(member, shop.first);
  await redeem(member, shop.first);
  await settled();
  assert.equal(await held(member), 1);
});

test("visits some minutes apart: by the time of each redemption, told late", async () => {
  await start({ visitRule: "minutes", visitMinutes: 30 });
  const member = await shop.member();
  const now = Temporal.Now.instant();
  try {
    for (const minutes of [0, 20, 31, 50]) {
      app.setNow(now.add({ minutes }));
      await redeem(member, shop.first);
    }
    await settled();
    assert.equal(await held(member), 2);
    app.setNow(now.add({ minutes: 60 }));
    await redeem(member, shop.first);
    app.setNow(now.add({ minutes: 62 }));
    await redeem(member, shop.first);
    await settled();
    assert.equal(await held(member), 3);
  } finally {
    app.setNow(null);
  }
});

test("a programme that has ended stamps nothing", async () => {
  await start({ visitRule: "day" });
  const member = await shop.member();
  const { body } = await shop.api("GET", "/stamp-programmes");
  const { programmeId } = body.items[0];
  await redeem(member, shop.first);
  const { status } = await shop.api("POST", `/stamp-programmes/${programmeId}/end`);
  assert.equal(status, 204);
  await redeem(await shop.member(), shop.first);
  await settled();
  const { rows } = await app.databases.ownerPool.query(
    "select member_id from wallet.stamps where brand_id = $1", [shop.t.brandId],
  );
  assert.deepEqual(rows, [{ member_id: member.memberId }]);
});
