import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { verifyLimits } from "#modules/limits/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand, type LoopMember } from "#tests/support/loop.ts";

let app: TestApp;
let shop: LoopBrand;

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
});
after(() => app.close());
afterEach(() => app.setNow(null));

const give = (from: LoopMember, voucherId: string) =>
  shop.shop(from, "POST", `/wallet/${voucherId}/gift`);
const takeBack = (from: LoopMember, voucherId: string) =>
  shop.shop(from, "POST", `/wallet/${voucherId}/gift/take-back`);
const accept = (friend: LoopMember, token: string) =>
  shop.shop(friend, "POST", "/gifts/accept", { token });
const look = (token: string) => app.request("POST", `/${shop.t.key}/api/gifts/look`, { token });
const mine = async (member: LoopMember, voucherId: string) =>
  (await shop.shop(member, "GET", `/wallet/${voucherId}`)).body;

const isWhole = async () =>
  assert.equal((await verifyLimits(app.databases.ownerPool, shop.t.brandId)).wrong, null);

async function given(more: object = {}) {
  const offerId = await shop.offer({ giftTimes: 1, ...more });
  const [ann, bob] = [await shop.member(), await shop.member()];
  const voucherId = await shop.voucher(ann, offerId);
  const made = await give(ann, voucherId);
  assert.equal(made.status, 200, JSON.stringify(made.body));
  return { offerId, ann, bob, voucherId, token: String(made.body.token) };
}

test("a gift is the friend's, once; its first source and its window go along", async () => {
  const { offerId, ann, bob, voucherId, token } = await given({ totalStock: 1 });
  const seen = (await look(token)).body;
  assert.equal(seen.state, "open");
  assert.equal(seen.voucher.title, "满减券");
  const held = await mine(ann, voucherId);
  assert.equal(held.state, "gift_open");
  assert.equal(held.giftUntil, seen.expiresAt);
  const shown = await shop.shop(ann, "POST", `/rights/voucher/${voucherId}/show`);
  assert.equal(shown.body.code, "voucher_gift_open");
  assert.equal((await give(ann, voucherId)).body.code, "voucher_not_giftable");
  assert.equal((await accept(ann, token)).body.code, "gift_own");
  const got = (await accept(bob, token)).body;
  assert.equal(got.state, "usable");
  assert.equal(got.fromFriend, true);
  assert.equal(got.giftsLeft, 0);
  assert.equal(got.validTo, held.validTo);
  assert.notEqual(got.voucherId, voucherId);
  assert.equal((await accept(bob, token)).body.voucherId, got.voucherId);
  assert.equal((await accept(await shop.member(), token)).body.code, "gift_over");
  assert.equal((await mine(ann, voucherId)).state, "given");
  assert.equal((await takeBack(ann, voucherId)).body.code, "gift_over");
  assert.equal((await give(bob, got.voucherId)).body.code, "voucher_not_giftable");
  assert.equal((await look(token)).body.state, "over");
  const { link } = await shop.show(bob, got.voucherId);
  const { prepareToken } = (await shop.prepare(link, shop.first)).body;
  assert.equal((await shop.commit(prepareToken, 1000)).status, 200);
  await app.settle();
  const { rows } = await app.databases.ownerPool.query(
    `select kind, member_id, payload from platform.journal where brand_id = $1
       and payload->>'offerId' = $2 and kind like 'wallet.%' order by event_id`,
    [shop.t.brandId, offerId]);
  assert.deepEqual(rows.map((row) => row.kind), [
    "wallet.voucher_issued", "wallet.gift_made", "wallet.voucher_given",
  ]);
  assert.equal(rows[2].member_id, bob.memberId);
  assert.equal(rows[2].payload.fromMemberId, ann.memberId);
  assert.equal(rows[2].payload.newMember, true);
  assert.ok(!JSON.stringify(rows).includes(token));
  await isWhole();
});

test("what the giver showed before is worth nothing after", async () => {
  const offerId = await shop.offer({ giftTimes: 1 });
  const [ann, bob] = [await shop.member(), await shop.member()];
  const voucherId = await shop.voucher(ann, offerId);
  const { link } = await shop.show(ann, voucherId);
  const { prepareToken } = (await shop.prepare(link, shop.first)).body;
  const { token } = (await give(ann, voucherId)).body;
  assert.equal((await shop.commit(prepareToken, 1000)).body.code, "voucher_gift_open");
  const got = (await accept(bob, token)).body;
  assert.equal((await shop.commit(prepareToken, 1000)).body.code, "voucher_given");
  assert.equal((await shop.prepare(link, shop.first)).body.refusal.code, "voucher_given");
  assert.equal((await mine(bob, got.voucherId)).state, "usable");
});

test("taken back or over, the giver has it again and the link gives nothing", async () => {
  const { ann, bob, voucherId, token } = await given();
  assert.equal((await takeBack(bob, voucherId)).body.code, "voucher_not_found");
  assert.equal((await takeBack(ann, voucherId)).status, 204);
  assert.equal((await accept(bob, token)).body.code, "gift_over");
  assert.equal((await mine(ann, voucherId)).state, "usable");
  const again = (await give(ann, voucherId)).body;
  app.setNow(Temporal.Instant.fromEpochMilliseconds(again.expiresAt));
  assert.equal((await accept(bob, again.token)).body.code, "gift_over");
  assert.equal((await mine(ann, voucherId)).state, "usable");
  // No job has run: the clock alone is enough, also for the next gift.
  const third = await give(ann, voucherId);
  assert.equal(third.status, 200);
  app.setNow(null);
});

test("the job writes down what the clock ended, and tells of it", async () => {
  const { ann, voucherId } = await given();
  await app.databases.ownerPool.query(
    `update wallet.gifts set expires_at = now() - interval '1 second', made_at = now() - interval
     '1 day' where voucher_id = $1`, [voucherId]);
  await app.runJob("wallet.expire_gifts", { brandId: shop.t.brandId });
  assert.equal((await mine(ann, voucherId)).state, "usable");
  const { rows } = await app.databases.ownerPool.query(
    `select g.state, v.gift_until, (select count(*)::int from platform.journal j
       where j.brand_id = g.brand_id and j.kind = 'wallet.gift_expired'
         and j.payload->>'giftId' = g.gift_id::text) as told
     from wallet.gifts g join wallet.vouchers v using (brand_id, voucher_id)
     where g.voucher_id = $1`, [voucherId]);
  assert.deepEqual({ ...rows[0] }, { state: "expired", gift_until: null, told: 1 });
});

test("only a whole, living voucher that says so, and only its member's, is given", async () => {
  const ann = await shop.member();
  const plain = await shop.voucher(ann, await shop.offer());
  assert.equal((await give(ann, plain)).body.code, "voucher_not_giftable");
  const multi = await shop.voucher(ann, await shop.offer({ giftTimes: 2, usesTotal: 2 }));
  assert.equal((await give(await shop.member(), multi)).body.code, "voucher_not_found");
  const { link } = await shop.show(ann, multi);
  const { prepareToken } = (await shop.prepare(link, shop.first)).body;
  await shop.commit(prepareToken, 1000);
  assert.equal((await give(ann, multi)).body.code, "voucher_not_giftable");
});

test("the friend's own limit holds, and the giver's stays used", async () => {
  const { offerId, ann, bob, voucherId, token } = await given({ perMember: 1 });
  await shop.voucher(bob, offerId);
  assert.equal((await accept(bob, token)).body.code, "offer_member_limit");
  assert.equal((await mine(ann, voucherId)).state, "gift_open");
  const carl = await shop.member();
  const got = (await accept(carl, token)).body;
  assert.equal((await shop.claim(carl, offerId)).body.code, "offer_member_limit");
  assert.equal((await shop.claim(ann, offerId)).body.code, "offer_member_limit");
  await isWhole();
  assert.equal((await shop.api("POST", `/vouchers/${got.voucherId}/recall`)).status, 204);
  assert.equal((await shop.claim(carl, offerId)).status, 200);
  await isWhole();
});

test("friends at once, with taking back: one outcome", async () => {
  for (let round = 0; round < 4; round++) {
    const { ann, bob, voucherId, token } = await given();
    const carl = await shop.member();
    const [first, second, back] = await Promise.all([
      accept(bob, token), accept(carl, token), takeBack(ann, voucherId),
    ]);
    const won = [first, second, back].filter((one) => one.status < 300);
    assert.equal(won.length, 1);
    assert.equal((await mine(ann, voucherId)).state, back.status < 300 ? "usable" : "given");
  }
  await isWhole();
});

test("erased in the middle of a gift: nobody has it, the stock has it back", async () => {
  const { offerId, ann, bob, voucherId, token } = await given({ totalStock: 1 });
  assert.ok((await shop.shop(ann, "DELETE", "/me")).status < 300);
  assert.equal((await accept(bob, token)).body.code, "gift_over");
  assert.equal((await shop.claim(bob, offerId)).status, 200);
  assert.ok(voucherId);
  const later = await given({ totalStock: 1 });
  await accept(later.bob, later.token);
  assert.ok((await shop.shop(later.bob, "DELETE", "/me")).status < 300);
  assert.equal((await shop.claim(await shop.member(), later.offerId)).status, 200);
  await isWhole();
});
