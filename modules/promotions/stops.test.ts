import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand } from "#tests/support/loop.ts";
import { newId } from "#platform/ids.ts";
import { automatic, off, pricedBrand, totalOf } from "./prices.fixture.ts";

let app: TestApp;
let shop: LoopBrand;

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
});
after(() => app.close());

test("a stop sign ends claims and uses of an offer or at a store until it is lifted", async () => {
  const member = await shop.member();
  const [offerId, other] = [await shop.offer(), await shop.offer()];
  const voucherId = await shop.voucher(member, offerId);
  const { link } = await shop.show(member, voucherId);
  for (const path of [`/stops/offer/${offerId}`, `/stops/store/${shop.first}`]) {
    assert.equal((await shop.api("PUT", path)).status, 204);
    assert.equal((await shop.api("PUT", path)).status, 204);
    const claimed = await shop.claim(await shop.member(), offerId, shop.first);
    assert.equal(claimed.body.code, "stopped");
    const prepared = await shop.prepare(link, shop.first);
    assert.equal(prepared.body.allowed, false);
    assert.equal(prepared.body.refusal.code, "stopped");
    assert.equal((await shop.claim(await shop.member(), other, shop.second)).status, 200);
    assert.equal((await shop.api("DELETE", path)).status, 204);
  }
  const prepared = await shop.prepare(link, shop.first);
  await shop.api("PUT", `/stops/offer/${offerId}`);
  const late = await shop.commit(prepared.body.prepareToken, null);
  assert.equal(late.body.code, "stopped");
  assert.equal((await shop.api("GET", "/stops")).body.items.length, 1);
  await shop.api("DELETE", `/stops/offer/${offerId}`);
  assert.equal((await shop.commit(prepared.body.prepareToken, null)).status, 200);
});

test("who may publish there may stop there, and nobody else", async () => {
  const offerId = await shop.offer();
  const manager = await shop.staff("store_manager", shop.second);
  const refused = await shop.api("PUT", `/stops/offer/${offerId}`, undefined, { cookie: manager });
  assert.equal(refused.status, 403);
  const channel = await shop.api("PUT", `/stops/channel/${shop.first}`, undefined, {
    cookie: manager,
  });
  assert.equal(channel.status, 403);
});

test("what stands under a stop sign takes nothing off in a cart either", async () => {
  const priced = await pricedBrand(app);
  const campaignId = newId();
  const rule = automatic(off(10_000, 1_000), { campaignId });
  const offerId = await priced.on(rule);
  const total = async () => totalOf(
    await priced.cart([["TEA", 1]], undefined, { storeId: priced.first }),
  );
  assert.equal(await total(), 9_000);
  for (const target of [`offer/${offerId}`, `store/${priced.first}`, `campaign/${campaignId}`]) {
    assert.equal((await priced.api("PUT", `/stops/${target}`)).status, 204);
    assert.equal(await total(), 10_000, target);
    assert.equal((await priced.api("DELETE", `/stops/${target}`)).status, 204);
    assert.equal(await total(), 9_000, target);
  }
  const member = await priced.member();
  const channelId = newId();
  const voucherId = await priced.voucher(member, await priced.on({}));
  const owner = app.databases.ownerPool;
  await owner.query("update wallet.vouchers set channel_id = $1 where voucher_id = $2", [
    channelId, voucherId,
  ]);
  const mine = async () => totalOf(await priced.cart([["CUP", 1]], member));
  assert.equal(await mine(), 4_000);
  await priced.api("PUT", `/stops/channel/${channelId}`);
  assert.equal(await mine(), 5_000);
  await priced.api("DELETE", `/stops/channel/${channelId}`);
  assert.equal(await mine(), 4_000);
});
