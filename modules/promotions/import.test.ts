import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { newId } from "#platform/ids.ts";
import { ensureMember } from "#modules/members/index.ts";
import { createApiKey } from "#modules/organisation/index.ts";
import { loopBrand, type LoopBrand } from "#tests/support/loop.ts";

let app: TestApp;
let shop: LoopBrand;
let apiKey: string;

const scopes = [
  "offers.write", "offers.publish", "offers.read", "redemption.redeem", "import.members",
  "import.backdate",
];

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
  const made = await shop.t.ctx((ctx) =>
    createApiKey(ctx, { name: "history", scopes, unitId: shop.root, validTo: null }),
  );
  apiKey = made.secret;
});
after(() => app.close());

const on = (day: string) => ({
  apiKey,
  headers: { "bihuan-occurred-at": `${day}T12:00:00Z` },
});

const coupon = {
  title: "厂家券",
  externalCode: "18-10000085364",
  benefit: { kind: "unstated", label: "厂家券" },
  payers: [{ party: "supplier", bps: 10_000 }],
  validity: { kind: "fixed", fromDay: "2017-10-30", toDay: "2017-12-24" },
};

test("a redemption of 2017 at an unknown store, of an unknown value, with both times", async () => {
  const offer = { ...coupon, unitId: shop.root, stores: { unitId: shop.root } };
  const made = await shop.api("POST", "/offers", offer, on("2017-10-30"));
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { offerId } = made.body;
  const again = await shop.api("POST", "/offers", offer, on("2017-10-30"));
  assert.equal(again.body.code, "offer_code_taken");
  assert.equal(again.body.params.offerId, offerId);
  const byCode = `/offers?externalCode=${offer.externalCode}`;
  const listed = await shop.api("GET", byCode, undefined, { apiKey });
  assert.equal(listed.body.items[0].offerId, offerId);
  const publish = `/offers/${offerId}/publish`;
  const published = await shop.api("POST", publish, undefined, on("2017-10-30"));
  assert.equal(published.status, 200, JSON.stringify(published.body));

  await shop.t.ctx((ctx) => ensureMember(ctx, { externalId: "HH-256" }));
  const campaignId = newId();
  for (const day of ["2017-11-05", "2017-11-20", "2017-11-05"]) {
    const permanentKey = `18/85364/256/${day}`;
    const body = { memberExternalId: "HH-256", campaignId, permanentKey };
    const issued = await shop.api("POST", `/offers/${offerId}/issue`, body, on(day));
    assert.equal(issued.status, 200, JSON.stringify(issued.body));
    const right = { kind: "voucher", id: issued.body.voucherId };
    const prepare = { right, storeId: null };
    const prepared = await shop.api("POST", "/redemptions/prepare", prepare, on(day));
    assert.equal(prepared.status, 200, JSON.stringify(prepared.body));
    const { prepareToken } = prepared.body;
    const commit = { prepareToken, billMinor: null, permanentKey };
    const done = await shop.api("POST", "/redemptions/commit", commit, on(day));
    assert.equal(done.status, 200, JSON.stringify(done.body));
    const { billMinor, discountMinor, storeName } = done.body;
    assert.deepEqual([billMinor, discountMinor, storeName], [null, null, null]);
  }
  const { rows } = await app.databases.ownerPool.query(
    `select kind, occurred_at, recorded_at, unit_id, payload from platform.journal
     where brand_id = $1 and payload->>'offerId' = $2 and kind ~ '(issued|committed)$'
     order by event_id`,
    [shop.t.brandId, offerId],
  );
  // Two days: two; the day that came again: nothing more.
  assert.equal(rows.length, 4);
  const committed = rows.filter((row) => row.kind === "redemption.committed");
  assert.deepEqual(
    committed.map((row) => row.occurred_at.toString()),
    ["2017-11-05T12:00:00Z", "2017-11-20T12:00:00Z"],
  );
  assert.ok(committed[0].recorded_at.epochMilliseconds > Date.parse("2026-01-01"));
  assert.equal(committed[0].payload.campaignId, campaignId);
  assert.equal(committed[0].payload.discountMinor, null);
  assert.equal(committed[0].payload.storeId, null);
  assert.equal(committed[0].unit_id, null);
});

test("staff may not do what only a trusted import may", async () => {
  const member = await shop.member();
  const voucherId = await shop.voucher(member, await shop.offer());
  const right = { kind: "voucher", id: voucherId };
  const named = await shop.api("POST", "/redemptions/prepare", { right, storeId: shop.first });
  assert.equal(named.status, 403);
  const late = { headers: { "bihuan-occurred-at": "2017-11-05T12:00:00Z" } };
  const { link } = await shop.show(member, voucherId);
  const body = { code: link, storeId: shop.first };
  assert.equal((await shop.api("POST", "/redemptions/prepare", body, late)).status, 403);
  const neither = await shop.api("POST", "/redemptions/prepare", { storeId: shop.first });
  assert.equal(neither.status, 400);
});

test("an unknown or erased member, a wrong kind, an unknown right", async () => {
  const offerId = await shop.offer();
  const nobody = { memberExternalId: "HH-0" };
  const issued = await shop.api("POST", `/offers/${offerId}/issue`, nobody, { apiKey });
  assert.equal(issued.body.code, "member_unknown");
  const both = { memberExternalId: "HH-0", memberId: newId() };
  assert.equal((await shop.api("POST", `/offers/${offerId}/issue`, both, { apiKey })).status, 400);
  for (const right of [{ kind: "voucher", id: newId() }, { kind: "spell", id: newId() }]) {
    const body = { right, storeId: null };
    const prepared = await shop.api("POST", "/redemptions/prepare", body, { apiKey });
    assert.equal(prepared.body.code, "right_unknown");
  }
});

test("a member erased while an import issues: nothing usable is left", async () => {
  const offerId = await shop.offer({ totalStock: 100, perMember: 5 });
  const rounds = Array.from({ length: 16 }, async (_, at) => {
    const externalId = `erased-${at}`;
    const { memberId } = await shop.t.ctx((ctx) => ensureMember(ctx, { externalId }));
    const issue = (body: object) =>
      shop.api("POST", `/offers/${offerId}/issue`, body, { apiKey });
    const acts = [
      () => issue({ memberId }),
      () => shop.api("POST", `/members/${memberId}/erase`),
      () => issue({ memberExternalId: externalId }),
    ];
    const order = at % 3 === 0 ? acts : acts.toReversed();
    const answers = await Promise.all(order.map((act) => act()));
    for (const one of answers) assert.ok([200, 204, 404].includes(one.status), `${one.status}`);
    return memberId;
  });
  const members = await Promise.all(rounds);
  const { rows } = await app.databases.ownerPool.query(
    `select count(*) filter (where recalled_at is null)::int as usable, count(*)::int as issued
     from wallet.vouchers where offer_id = $1 and member_id = any($2)`,
    [offerId, members],
  );
  assert.equal(rows[0].usable, 0, `${rows[0].issued} issued`);
  const { rows: [stock] } = await app.databases.ownerPool.query(
    "select coalesce(sum(used), 0)::int as used from limits.counters where key = $1",
    [`offer:${offerId}:stock`],
  );
  assert.equal(stock.used, 0);
});
