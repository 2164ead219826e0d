import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { createUnit, moveUnit } from "#modules/organisation/index.ts";
import { createStore } from "#modules/stores/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { automatic, off, pricedBrand, totalOf } from "./prices.fixture.ts";

let app: TestApp;
let shop: Awaited<ReturnType<typeof pricedBrand>>;

before(async () => {
  app = await startTestApp();
  shop = await pricedBrand(app);
});
after(() => app.close());
afterEach(async () => {
  app.setNow(null);
  await shop.endAll();
});

interface Told {
  readonly offerId: string;
  readonly voucherId: string | null;
  readonly reason: { readonly kind: string };
}
const reasonOf = (told: readonly Told[], offerId: string): string | undefined =>
  told.find((one) => one.offerId === offerId)?.reason.kind;

test("a signed-in member's prices and vouchers count, a visitor's do not", async () => {
  const rule = { category: "price", scope: {}, benefit: {
    kind: "unit_price", level: "member", unitMinor: null } };
  await shop.on(automatic({ ...rule, when: { segments: ["member"] } }));
  const offerId = await shop.on({ thresholdMinor: 5_000 });
  const member = await shop.member();
  const voucherId = await shop.voucher(member, offerId);
  assert.equal(totalOf(await shop.cart([["TEA", 1]])), 10_000);
  const answer = await shop.cart([["TEA", 1]], member);
  assert.equal(totalOf(answer), 8_000);
  const used = answer.body.priced.applied.map((one: Told) => one.voucherId);
  assert.deepEqual(used, [null, voucherId]);
  const chosen = await shop.cart([["TEA", 1]], member, { choose: [voucherId] });
  assert.equal(totalOf(chosen), 9_000);
  assert.equal(totalOf(await shop.cart([["TEA", 1]], await shop.member())), 9_000);
});

test("a voucher is counted by the version that it was claimed under", async () => {
  const rule = (amountMinor: number) => ({
    rule: off(5_000, amountMinor, { category: "store_voucher" }), benefit: undefined,
  });
  const offerId = await shop.on(rule(1_000));
  const member = await shop.member();
  const first = await shop.voucher(member, offerId);
  const next = {
    title: "满减券", payers: [{ party: "store", bps: 10_000 }], ...rule(2_000),
    stores: { unitId: shop.root }, validity: { kind: "days", days: 30 },
  };
  await shop.api("PUT", `/offers/${offerId}/draft`, next);
  await shop.api("POST", `/offers/${offerId}/publish`);
  const old = await shop.cart([["RED", 1]], member);
  assert.equal(totalOf(old), 19_000);
  assert.deepEqual(old.body.priced.applied[0].shares, [{ party: "group", amountMinor: 1_000 }]);
  const second = await shop.voucher(member, offerId);
  const both = await shop.cart([["RED", 1]], member);
  assert.equal(totalOf(both), 18_000);
  assert.equal(both.body.priced.applied[0].voucherId, second);
  assert.equal(both.body.priced.notApplied[0].voucherId, first);
  assert.deepEqual(Object.keys(both.body.names), [offerId]);
  assert.equal(totalOf(await shop.cart([["RED", 1]], member, { choose: [first] })), 19_000);
  await shop.api("POST", `/offers/${offerId}/end`);
  assert.equal(totalOf(await shop.cart([["RED", 1]], member)), 18_000, "what was promised is kept");
});

test("an offer of some stores, of a city, of the brand", async () => {
  const some = await shop.on(automatic(off(10_000, 1_000), {
    stores: { storeIds: [shop.first] },
  }));
  const city = await shop.on(automatic(off(10_000, 2_000), { unitId: shop.east }), shop.east);
  const at = (storeId: string | null) => shop.cart([["RED", 1]], undefined, { storeId });
  assert.equal(totalOf(await at(shop.first)), 18_000);
  assert.equal(totalOf(await at(shop.second)), 18_000);
  assert.equal(totalOf(await at(shop.far)), 20_000);
  assert.equal(totalOf(await at(null)), 20_000);
  const told = await shop.trial([["RED", 1]], { storeId: shop.far, explainAll: true });
  assert.deepEqual(
    [some, city].map((id) => reasonOf(told.body.priced.notApplied, id)),
    ["not_at_store", "not_at_store"],
  );
  assert.equal(told.body.sentences.notApplied.length, told.body.priced.notApplied.length);
  const unknown = await at(shop.root);
  assert.deepEqual([unknown.status, unknown.body.code], [404, "store_not_found"]);
});

test("a city's offer holds in a store that opens there, not in one that moves away", async () => {
  await shop.on(automatic(off(10_000, 2_000), { unitId: shop.east }), shop.east);
  const opened = await shop.t.ctx((ctx) =>
    createStore(ctx, { code: "S9", name: "九号店", role: "sales", parentId: shop.east }));
  await app.settle();
  const at = async () => totalOf(await shop.cart([["RED", 1]], undefined, { storeId: opened }));
  assert.equal(await at(), 18_000);
  await shop.t.ctx(async (ctx) => {
    const root = shop.root;
    const north = await createUnit(ctx, { parentId: root, kind: "city", code: "N", name: "北城" });
    await moveUnit(ctx, { unitId: opened, parentId: north });
  });
  await app.settle();
  assert.equal(await at(), 20_000);
});

test("days end with the brand's midnight, hours and weekdays are its clock's", async () => {
  const day = { fromDay: "2027-06-18", toDay: "2027-06-18" };
  await shop.on(automatic(off(10_000, 1_000, { when: day })));
  await shop.on(automatic(off(10_000, 2_000, {
    when: { weekdays: [6], hours: [{ from: 1_320, to: 120 }] },
  })));
  const rows: [clock: string, total: number][] = [
    ["2027-06-17T23:59:59.999+08:00", 20_000],
    ["2027-06-18T00:00:00+08:00", 19_000],
    ["2027-06-18T23:59:59.999+08:00", 19_000],
    ["2027-06-19T00:00:00+08:00", 18_000],
    ["2027-06-19T01:59:59+08:00", 18_000],
    ["2027-06-19T02:00:00+08:00", 20_000],
    ["2027-06-19T21:59:59+08:00", 20_000],
    ["2027-06-19T22:00:00+08:00", 18_000],
  ];
  for (const [clock, total] of rows) {
    const atMs = Temporal.Instant.from(clock).epochMilliseconds;
    assert.equal(totalOf(await shop.trial([["RED", 1]], { atMs })), total, clock);
  }
});

test("scopes: categories with all below, tags, products listed by code", async () => {
  const { items } = (await shop.api("GET", "/categories")).body;
  const leaves = items.find((one: { path: string }) => one.path === "茶叶").categoryId;
  const cuts = (scope: object) => automatic({ category: "item", scope, benefit: {
    kind: "each_off", amountMinor: 1_000 } });
  await shop.on(cuts({ categories: [leaves] }));
  assert.equal(totalOf(await shop.cart([["TEA", 1], ["RED", 1], ["CUP", 1]])), 33_000);
  await shop.endAll();
  await shop.on(cuts({ tags: ["618"] }));
  assert.equal(totalOf(await shop.cart([["TEA", 1], ["CUP", 2]])), 18_000);
  const listed = await shop.draft({ productScope: "list" });
  await shop.api("POST", `/offers/${listed}/products`, { externalCodes: ["RED"] });
  assert.equal((await shop.api("POST", `/offers/${listed}/publish`)).status, 200);
  const supposed = { vouchersOfOfferIds: [listed] };
  assert.equal(totalOf(await shop.trial([["TEA", 1]], supposed)), 10_000);
  assert.equal(totalOf(await shop.trial([["RED", 1]], supposed)), 19_000);
  await shop.api("POST", `/offers/${listed}/end`);
});

test("a trial: another price, delivery, points, vouchers that nobody holds", async () => {
  const free = await shop.on(automatic({ category: "delivery", scope: {}, benefit: {
    kind: "tiers", base: "initial", tiers: [{ fromMinor: 5_000, give: { kind: "delivery" } }] } }));
  const voucher = await shop.on({});
  const lines = [{ ...shop.linesOf([["CUP", 1]])[0], unitMinor: 6_000 }];
  const points = { balance: 1_000, step: { points: 100, minor: 100 }, use: "most" };
  const answer = await shop.trial([], {
    lines, deliveryMinor: 800, points, vouchersOfOfferIds: [voucher], member: {},
  });
  assert.equal(totalOf(answer), 5_000);
  const { payable, applied } = answer.body.priced;
  assert.deepEqual([payable.pointsMinor, payable.dueMinor], [1_000, 4_000]);
  assert.deepEqual(applied.map((one: Told) => [one.offerId, one.voucherId]), [
    [voucher, `trial:${voucher}`], [free, null],
  ]);
  assert.match(answer.body.lineSentences.l0.join(" "), /60\.00.*10\.00.*50\.00/);
  const wrong = await shop.trial([["CUP", 1]], { vouchersOfOfferIds: [free] });
  assert.deepEqual([wrong.status, wrong.body.code], [409, "trial_no_voucher"]);
});

test("goods that are gone are named, and no line counts twice", async () => {
  const gone = await shop.cart([["CUP", 1], ["00000000-0000-7000-8000-000000000001", 1]]);
  assert.deepEqual(
    [gone.status, gone.body.code, gone.body.params.productIds],
    [409, "cart_goods_not_sold", ["00000000-0000-7000-8000-000000000001"]],
  );
  const [line] = shop.linesOf([["CUP", 1]]);
  const twice = await app.request("POST", `/${shop.t.key}/api/cart/price`, { lines: [line, line] });
  assert.deepEqual([twice.status, twice.body.code], [400, "invalid_input"]);
});

test("another brand's goods, offers, stores and members are not there", async () => {
  const other = await pricedBrand(app);
  const offerId = await shop.on(automatic(off(10_000, 1_000)));
  assert.equal(totalOf(await other.cart([["RED", 1]])), 20_000);
  const theirs = await app.request("POST", `/${other.t.key}/api/cart/price`, {
    lines: shop.linesOf([["RED", 1]]),
  });
  assert.equal(theirs.body.code, "cart_goods_not_sold");
  const asked: [object, string][] = [
    [{ storeId: shop.first }, "store_not_found"],
    [{ member: { memberId: (await shop.member()).memberId } }, "member_unknown"],
    [{ vouchersOfOfferIds: [offerId] }, "trial_no_voucher"],
  ];
  for (const [more, code] of asked) {
    assert.equal((await other.trial([["RED", 1]], more)).body.code, code);
  }
  assert.equal(totalOf(await other.trial([["RED", 1]], { draftOfferIds: [offerId] })), 20_000);
});

test("a store's guide may try prices, a stranger may not", async () => {
  const cookie = await shop.staff("guide", shop.first);
  const body = { lines: shop.linesOf([["RED", 1]]) };
  assert.equal(totalOf(await shop.api("POST", "/prices/trial", body, { cookie })), 20_000);
  const stranger = await app.request("POST", `/api/${shop.t.key}/prices/trial`, body);
  assert.equal(stranger.status, 401);
});

test("a robot that asks for prices is told to wait", async () => {
  const member = await shop.member();
  const asked = Array.from({ length: 121 }, () => shop.cart([["CUP", 1]], member));
  const answers = await Promise.all(asked);
  const refused = answers.filter((one) => one.status === 429);
  assert.deepEqual(refused.map((one) => one.body.code), ["too_many_tries"]);
  assert.equal((await shop.cart([["CUP", 1]], await shop.member())).status, 200);
});
