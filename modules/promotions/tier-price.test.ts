import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { emit } from "#platform/journal.ts";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { automatic, off, pricedBrand, totalOf } from "./prices.fixture.ts";

let app: TestApp;
let shop: Awaited<ReturnType<typeof pricedBrand>>;
before(async () => {
  app = await startTestApp();
  shop = await pricedBrand(app);
});
after(() => app.close());

test("an offer for a tier counts for those who hold it, from the moment they do", async () => {
  const tea = { kind: "free_item", title: "茶", titleEn: null, detail: null, detailEn: null };
  const silver = { name: "银卡", nameEn: null, fromMinor: 50_000, benefits: [] };
  const card = { name: "卡", nameEn: null, look: "ink", benefits: [tea], tiers: [silver] };
  assert.equal((await shop.api("PUT", "/card", card)).status, 204);
  const { tiers } = (await shop.api("GET", "/card")).body.card;
  const segment = `tier:${tiers[0].tierId}`;
  await shop.on(automatic(off(5_000, 1_000, { when: { segments: [segment] } })));
  const member = await shop.member();
  assert.equal(totalOf(await shop.cart([["RED", 1]], member)), 20_000);
  const payload = {
    orderId: newId(), campaignId: null, channelId: null, sourceCodeId: null, totalMinor: 50_000,
    moneyMinor: 30_000, storedValueMinor: 20_000, pointsUsed: 0, pointsMinor: 0, benefits: [],
  };
  await shop.t.ctx((ctx) =>
    emit(ctx, "orders.paid_up", { memberId: member.memberId, payload }));
  await app.settle();
  assert.equal(totalOf(await shop.cart([["RED", 1]], member)), 19_000);
});
