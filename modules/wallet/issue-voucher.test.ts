import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand } from "#tests/support/loop.ts";
import { type Issue, makeVouchers } from "./issue-voucher.ts";

let app: TestApp;
let shop: LoopBrand;

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
});
after(() => app.close());

test("no voucher is made of terms that nobody registered", async () => {
  const offerId = await shop.offer();
  await shop.t.ctx(async (ctx) => {
    const { rows: [terms] } = await sql<{ terms: Issue["terms"]; owner_unit_id: string }>`
      select terms, owner_unit_id from wallet.terms where offer_id = ${offerId}`.execute(ctx.tx);
    const issue = (offerVersion: number): Issue => ({
      caller: ctx, offerId, offerVersion, ownerUnitId: terms!.owner_unit_id, memberId: newId(),
      newMember: false, terms: terms!.terms, storeId: null, campaignId: null, channelId: null,
      sourceCodeId: null, visitorId: null, taken: [], permanentKey: null,
    });
    assert.equal((await makeVouchers(ctx, [issue(1), issue(1)])).length, 2);
    await assert.rejects(makeVouchers(ctx, [issue(1), issue(2)]), /needs terms/);
  });
});

test("terms that vouchers rest on are neither changed nor removed by the app", async () => {
  await shop.offer();
  for (const statement of ["delete from wallet.terms", "update wallet.terms set title = 'x'"]) {
    const tried = shop.t.ctx((ctx) => sql.raw(statement).execute(ctx.tx));
    await assert.rejects(tried, /permission denied for table terms/);
  }
});
