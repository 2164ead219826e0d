import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand } from "#tests/support/loop.ts";
import { claimOffer, offerPresence, offersAt } from "./index.ts";

let app: TestApp;
let shop: LoopBrand;

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
});
after(() => app.close());
afterEach(() => app.setNow(null));

const stockUsed = async (offerId: string): Promise<number> =>
  (await shop.api("GET", `/offers/${offerId}`)).body.claimed;

test("a stock of 10 and 60 members at once: exactly 10 vouchers", async () => {
  const offerId = await shop.offer({ totalStock: 10, perMember: 1 });
  const members = [];
  for (let index = 0; index < 60; index += 1) members.push(await shop.member());
  const answers = await Promise.all(members.map((member) => shop.claim(member, offerId)));
  assert.equal(answers.filter((one) => one.status === 200).length, 10);
  const refused = answers.filter((one) => one.status !== 200).map((one) => one.body.code);
  assert.deepEqual(new Set(refused), new Set(["offer_sold_out"]));
  assert.equal(await stockUsed(offerId), 10);
  const { rows } = await app.databases.ownerPool.query(
    `select count(*) as vouchers, count(distinct member_id) as members,
       (select count(*) from platform.journal where kind = 'wallet.voucher_issued'
         and payload->>'offerId' = $1) as events
     from wallet.vouchers where offer_id = $1::uuid`,
    [offerId],
  );
  assert.deepEqual({ ...rows[0] }, { vouchers: 10, members: 10, events: 10 });
});

test("one member's twenty claims at once stay within the limit", async () => {
  const offerId = await shop.offer({ totalStock: 100, perMember: 3 });
  const member = await shop.member();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => shop.claim(member, offerId)),
  );
  assert.equal(answers.filter((one) => one.status === 200).length, 3);
  assert.equal(answers.find((one) => one.status !== 200)?.body.code, "offer_member_limit");
  assert.equal(await stockUsed(offerId), 3);
});

test("the same claim repeated with its key is one voucher", async () => {
  const offerId = await shop.offer();
  const member = await shop.member();
  const path = `/offers/${offerId}/claim`;
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => shop.shop(member, "POST", path, {}, "phone-1-claim-1")),
  );
  assert.equal(new Set(answers.map((one) => one.body.voucherId)).size, 1);
  assert.equal(await stockUsed(offerId), 1);
});

test("draft, published, paused, ended; vouchers in hand stay usable", async () => {
  const offerId = await shop.draft();
  const member = await shop.member();
  const step = (name: string) => shop.api("POST", `/offers/${offerId}/${name}`);
  assert.equal((await shop.claim(member, offerId)).body.code, "offer_not_published");
  assert.equal((await step("pause")).body.code, "offer_wrong_state");
  assert.deepEqual((await step("publish")).body, { offerVersion: 1 });
  assert.equal((await step("publish")).body.code, "offer_no_draft");
  const voucherId = await shop.voucher(member, offerId);
  assert.equal((await step("pause")).status, 204);
  assert.equal((await shop.claim(member, offerId)).body.code, "offer_not_published");
  assert.equal((await step("resume")).status, 204);
  assert.equal((await shop.claim(member, offerId)).status, 200);
  assert.equal((await step("end")).status, 204);
  assert.equal((await step("resume")).body.code, "offer_wrong_state");
  assert.equal((await shop.claim(member, offerId)).body.code, "offer_over");
  assert.ok((await shop.show(member, voucherId)).spoken);
});

test("a new version changes what is claimed next, never what was claimed", async () => {
  const offerId = await shop.offer({ totalStock: 2 });
  const member = await shop.member();
  const first = await shop.voucher(member, offerId);
  const next = {
    title: "立减二十",
    benefit: { kind: "amount_off", amountMinor: 2000 },
    payers: [{ party: "group", bps: 4000 }, { party: "store", bps: 6000 }],
    validity: { kind: "days", days: 1 },
    stores: { unitId: shop.east },
    totalStock: 3,
  };
  const saved = await shop.api("PUT", `/offers/${offerId}/draft`, next);
  assert.deepEqual(saved.body, { offerVersion: 2 });
  assert.equal((await shop.claim(member, offerId)).body.amountMinor, 1000);
  await shop.api("POST", `/offers/${offerId}/publish`);
  assert.equal((await shop.claim(member, offerId)).body.amountMinor, 2000);
  assert.equal((await shop.claim(member, offerId)).body.code, "offer_sold_out");
  assert.equal((await shop.shop(member, "GET", `/wallet/${first}`)).body.amountMinor, 1000);
  const shown = (await shop.api("GET", `/offers/${offerId}`)).body;
  assert.deepEqual([shown.live.version, shown.draft], [2, null]);
  assert.deepEqual(shown.live.stores, { unitId: shop.east });
});

test("what a draft may not say", async () => {
  const fixed = (fromDay: string, toDay: string) => ({ kind: "fixed", fromDay, toDay });
  const rows: [object, string][] = [
    [{ title: "一二三四五六七八九十一二三四五六七八九十" }, "ok"],
    [{ title: "一二三四五六七八九十一二三四五六七八九十一" }, "title_too_long"],
    [{ title: "👨‍👩‍👧".repeat(20) }, "ok"],
    [{ title: "   " }, "title_missing"],
    [{ payers: [{ party: "group", bps: 9999 }] }, "payers_not_whole"],
    [{ benefit: { kind: "amount_off", amountMinor: 0 } }, "amount_not_positive"],
    [{ validity: fixed("2026-12-02", "2026-12-01") }, "validity_reversed"],
    [{ validity: fixed("2026-12-01", "2026-12-01") }, "ok"],
    [{ claimFromDay: "2026-12-02", claimToDay: "2026-12-01" }, "claim_window_reversed"],
    [{ stores: { unitId: shop.root } }, "stores_outside_owner"],
    [{ stores: { storeIds: [shop.first, shop.far] } }, "stores_outside_owner"],
    [{ stores: { storeIds: [shop.first, shop.second] } }, "ok"],
  ];
  for (const [more, expected] of rows) {
    const base = {
      unitId: shop.east,
      stores: { unitId: shop.east },
      title: "券",
      benefit: { kind: "gift", label: "小食", productIds: [], valueMinor: null },
      payers: [{ party: "group", bps: 10_000 }],
      validity: { kind: "days", days: 7 },
    };
    const made = await shop.api("POST", "/offers", { ...base, ...more });
    const told = made.status === 201 ? "ok" : made.body.params.problem;
    assert.equal(told, expected, JSON.stringify([more, made.body]));
  }
  const never = await shop.draft({ validity: fixed("2020-01-01", "2020-01-31") });
  const published = await shop.api("POST", `/offers/${never}/publish`);
  assert.equal(published.body.params.problem, "never_usable");
  const nowhere = await shop.draft().then(() => shop.api("POST", "/offers", { title: 1 }));
  assert.equal(nowhere.status, 400);
  const noDay = { validity: fixed("2026-02-30", "2026-03-01") };
  await assert.rejects(shop.draft(noDay), /invalid_input/);
});

test("the claim window is days of the brand: first and last moment in, then over", async () => {
  const zone = "Europe/Berlin";
  const brand = await loopBrand(app, { timeZone: zone });
  const first = Temporal.Now.plainDateISO(zone).add({ days: 3 });
  const last = first.add({ days: 1 });
  const window = { claimFromDay: String(first), claimToDay: String(last) };
  const offerId = await brand.offer(window);
  const member = await brand.member();
  const start = first.toZonedDateTime(zone).toInstant();
  const end = last.add({ days: 1 }).toZonedDateTime(zone).toInstant();
  const rows: [Temporal.Instant, string][] = [
    [start.subtract({ milliseconds: 1 }), "offer_not_started"],
    [start, "ok"],
    [end.subtract({ milliseconds: 1 }), "ok"],
    [end, "offer_over"],
  ];
  for (const [now, expected] of rows) {
    app.setNow(now);
    const claimed = await brand.claim(member, offerId);
    assert.equal(claimed.status === 200 ? "ok" : claimed.body.code, expected, String(now));
  }
});

test("a store's page has the offers of its own, its city and the group, no other", async () => {
  const brand = await loopBrand(app);
  const group = await brand.offer({ title: "集团" });
  const city = await brand.offer({ title: "东城" }, brand.east);
  const store = await brand.offer({ title: "本店" }, brand.first);
  const listed = await brand.offer({ title: "指定", stores: { storeIds: [brand.far] } });
  await brand.draft({ title: "草稿" });
  const titles = (storeId: string) =>
    brand.t.ctx(async (ctx) => (await offersAt(ctx, storeId)).map((one) => one.offerId));
  assert.deepEqual(await titles(brand.first), [store, city, group]);
  assert.deepEqual(await titles(brand.second), [city, group]);
  assert.deepEqual(await titles(brand.far), [listed, group]);
  await brand.api("POST", `/offers/${group}/pause`);
  const stores = [brand.first, brand.second, brand.far];
  const presence = (ids: string[]) =>
    brand.t.ctx(async (ctx) => [...(await offerPresence.storesWithOffers(ctx, ids))].sort());
  assert.deepEqual(await presence(stores), [...stores].sort());
  await brand.api("POST", `/offers/${listed}/end`);
  assert.deepEqual(await presence(stores), [brand.first, brand.second].sort());
  const member = await brand.member();
  assert.equal((await brand.claim(member, city, brand.far)).body.code, "offer_not_at_store");
  assert.equal((await brand.claim(member, city, brand.second)).status, 200);
  const open = await brand.shop(member, "GET", `/offers/${city}`);
  assert.equal(open.body.claimedByMe, true);
});

test("what members may not claim by themselves is in no list and refused", async () => {
  const brand = await loopBrand(app);
  const offerId = await brand.offer({ selfClaim: false, totalStock: 1 });
  assert.deepEqual(await brand.t.ctx((ctx) => offersAt(ctx, brand.first)), []);
  const presence = await brand.t.ctx((ctx) => offerPresence.storesWithOffers(ctx, [brand.first]));
  assert.equal(presence.size, 0);
  const member = await brand.member();
  assert.equal((await brand.claim(member, offerId)).body.code, "offer_not_self_claim");
  const shown = (await brand.api("GET", `/offers/${offerId}`)).body;
  assert.deepEqual([shown.claimed, shown.live.selfClaim], [0, false]);
  // Staff, releases and draws give it.
  const given = await brand.t.ctx((ctx) =>
    claimOffer(ctx, { offerId, memberId: member.memberId, storeId: null }));
  assert.match(given, /^[0-9a-f-]{36}$/);
});

test("an operator of one city publishes neither for another city nor for the group", async () => {
  const cookie = await shop.staff("operator", shop.east);
  const theirs = await shop.draft({}, shop.far);
  const groups = await shop.draft();
  const own = await shop.draft({}, shop.east);
  const answer = async (offerId: string) =>
    (await shop.api("POST", `/offers/${offerId}/publish`, undefined, { cookie })).status;
  const answers = [await answer(theirs), await answer(groups), await answer(own)];
  assert.deepEqual(answers, [403, 403, 200]);
  const list = await shop.api("GET", "/offers?limit=200", undefined, { cookie });
  const ids = list.body.items.map((one: { offerId: string }) => one.offerId);
  assert.ok(ids.includes(own) && ids.includes(groups) && !ids.includes(theirs));
  assert.equal((await shop.api("GET", `/offers/${theirs}`, undefined, { cookie })).status, 403);
});

test("products are added once, unknown codes reported, a published scope is closed", async () => {
  const lines = Array.from({ length: 40 }, (_, index) => `P${index},茶${index}`);
  const csv = `external_code,name\n${lines.join("\n")}\n`;
  const imported = await shop.t.api("POST", `/api/${shop.t.key}/products/import`, csv);
  assert.ok(imported.status < 300, JSON.stringify(imported.body));
  const offerId = await shop.draft({ productScope: "list" });
  const empty = await shop.api("POST", `/offers/${offerId}/publish`);
  assert.equal(empty.body.params.problem, "products_empty");
  const path = `/offers/${offerId}/products`;
  const externalCodes = ["P1", "P2", "P2", "P3", "nothing"];
  const first = await shop.api("POST", path, { externalCodes });
  assert.deepEqual(first.body, { added: 3, known: 0, unknown: ["nothing"] });
  const second = await shop.api("POST", path, { externalCodes });
  assert.deepEqual(second.body, { added: 0, known: 3, unknown: ["nothing"] });
  assert.equal((await shop.api("POST", `/offers/${offerId}/publish`)).status, 200);
  const repeated = await shop.api("POST", path, { externalCodes });
  assert.equal(repeated.body.known, 3);
  const late = await shop.api("POST", path, { externalCodes: ["P4"] });
  assert.equal(late.body.code, "offer_scope_closed");
  assert.equal((await shop.api("GET", `/offers/${offerId}`)).body.live.products, 3);
});
