import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand } from "#tests/support/loop.ts";

let app: TestApp;
let shop: LoopBrand;

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
});
after(() => app.close());

test("a stop sign ends claiming and redeeming until it is lifted", async () => {
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
