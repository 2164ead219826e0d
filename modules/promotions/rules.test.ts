import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { automatic, off, pricedBrand, totalOf } from "./prices.fixture.ts";

let app: TestApp;
let shop: Awaited<ReturnType<typeof pricedBrand>>;

before(async () => {
  app = await startTestApp();
  shop = await pricedBrand(app);
});
after(() => app.close());
afterEach(() => shop.endAll());

test("an automatic offer: drafted, tried as a draft, published, applied, ended", async () => {
  const offerId = await shop.draft(automatic(off(20_000, 3_000), { title: "满200减30" }));
  assert.equal(totalOf(await shop.cart([["RED", 1]])), 20_000);
  assert.equal(totalOf(await shop.trial([["RED", 1]], { withDrafts: true })), 17_000);
  assert.equal(totalOf(await shop.trial([["RED", 1]], { draftOfferIds: [offerId] })), 17_000);
  assert.equal(totalOf(await shop.trial([["RED", 1]])), 20_000);
  assert.equal((await shop.api("POST", `/offers/${offerId}/publish`)).status, 200);
  const answer = await shop.cart([["RED", 1]]);
  assert.equal(totalOf(answer), 17_000);
  assert.deepEqual(answer.body.names[offerId], { title: "满200减30", titleEn: null });
  assert.equal(answer.body.products[shop.product("RED")].externalCode, "RED");
  assert.match(answer.body.sentences.applied[0], /30/);
  assert.equal((await shop.api("POST", `/offers/${offerId}/end`)).status, 204);
  assert.equal(totalOf(await shop.cart([["RED", 1]])), 20_000);
});

test("what a version says comes back: trigger, category, and the rule in days", async () => {
  const rule = off(20_000, 3_000, { when: { fromDay: "2026-06-01", toDay: "2099-06-18" } });
  const offerId = await shop.on(automatic(rule));
  const told = (await shop.api("GET", `/offers/${offerId}`)).body;
  assert.deepEqual([told.trigger, told.category, told.live.validity], ["automatic", "order", null]);
  assert.deepEqual(told.live.rule, { ...rule, payers: [{ party: "group", bps: 10_000 }] });
  const listed = (await shop.api("GET", "/offers?limit=1")).body.items[0];
  assert.deepEqual([listed.trigger, listed.category], ["automatic", "order"]);
  const plain = (await shop.api("GET", `/offers/${await shop.on({})}`)).body;
  assert.deepEqual(
    [plain.trigger, plain.category, plain.live.rule],
    ["voucher", "store_voucher", null],
  );
});

test("an automatic offer is on the store's page and is not claimed", async () => {
  const offerId = await shop.on(automatic(off(20_000, 3_000), { title: "满200减30" }));
  const page = (await app.request("GET", `/${shop.t.key}/api/stores/S1/page`)).body;
  const shown = page.offers.find((one: { offerId: string }) => one.offerId === offerId);
  assert.deepEqual([shown?.trigger, shown?.category, shown?.runsTo], ["automatic", "order", null]);
  const member = await shop.member();
  const refused = await shop.claim(member, offerId);
  assert.deepEqual([refused.status, refused.body.code], [409, "offer_automatic"]);
});

const tier = (fromMinor: number | undefined, give: object) => ({
  ...(fromMinor === undefined ? {} : { fromMinor }),
  give,
});
const tiers = (...of: object[]) => ({ kind: "tiers", base: "after_items", tiers: of });

test("a voucher's rule is the same at the counter, or is for carts only", async () => {
  const amount = { kind: "amount", amountMinor: 1_000 };
  const cup = { products: [shop.product("CUP")] };
  const rule = (benefit: object, more: object = {}) => ({
    rule: { category: "store_voucher", scope: {}, benefit, ...more },
    benefit: undefined,
  });
  const percent = { kind: "percent", bps: 1_500, capMinor: 3_000 };
  const gift = { productId: null, label: "茶巾", quantity: 2, valueMinor: 500 };
  const rows: [body: object, kind: string, terms: object][] = [
    [rule(tiers(tier(5_000, amount))), "amount_off", { amountMinor: 1_000 }],
    [rule(tiers(tier(0, percent))), "percent_off", { bps: 1_500, capMinor: 3_000 }],
    [rule({ ...tiers(tier(0, percent)), capMinor: 2_000 }), "percent_off", { capMinor: 2_000 }],
    [rule(tiers(tier(0, { kind: "gifts", gifts: [gift] }))), "gift", { valueMinor: 1_000 }],
    [rule({ kind: "exchange", units: 1, payMinor: 100 }, { scope: cup }), "exchange", {
      payMinor: 100,
    }],
    [rule({ kind: "exchange", units: 2, payMinor: 0 }, { scope: cup }), "cart_only", {}],
    [rule({ ...tiers(tier(5_000, amount)), every: true }), "cart_only", {}],
    [rule(tiers(tier(5_000, amount), tier(9_000, percent))), "cart_only", {}],
    [rule({ kind: "nth_off", n: 2, bps: 5_000 }), "cart_only", {}],
    [rule(tiers(tier(0, amount)), { when: { weekdays: [1] } }), "cart_only", {}],
    [rule(tiers(tier(0, { kind: "delivery" })), { category: "delivery" }), "cart_only", {}],
  ];
  for (const [body, kind, terms] of rows) {
    const { live } = (await shop.api("GET", `/offers/${await shop.on(body)}`)).body;
    assert.equal(live.benefit.kind, kind, JSON.stringify(body));
    assert.deepEqual({ ...live.benefit, ...terms }, live.benefit);
  }
});

test("no code is shown of what only a cart can reckon; the cart counts it", async () => {
  const offerId = await shop.on({
    rule: { category: "item", scope: {}, benefit: { kind: "nth_off", n: 2, bps: 5_000 } },
    benefit: undefined,
  });
  const member = await shop.member();
  const voucherId = await shop.voucher(member, offerId);
  const shown = await shop.shop(member, "POST", `/rights/voucher/${voucherId}/show`);
  assert.deepEqual([shown.status, shown.body.code], [409, "voucher_cart_only"]);
  assert.match(shown.body.next, /购物车/);
  assert.equal(totalOf(await shop.cart([["CUP", 2]], member)), 7_500);
});

const plain = {
  benefit: { kind: "amount_off", amountMinor: 1_000 },
  payers: [{ party: "group", bps: 10_000 }],
  validity: { kind: "days", days: 30 },
};

test("every fault of a rule is told in both languages, with what to do", async () => {
  const voucher = (more: object) => ({ rule: off(1, 1, { category: "store_voucher" }), ...more });
  const rows: [body: object, problem: string][] = [
    [automatic(off(0, 0)), "amount_not_positive"],
    [automatic(off(100, 10, { scope: { products: [] } })), "scope_empty"],
    [automatic(off(100, 10, { category: "price" })), "category_unfit"],
    [automatic(off(100, 10, { category: "delivery" })), "category_unfit"],
    [automatic(off(100, 10, { joins: { only: [] } })), "join_list_empty"],
    [automatic(off(100, 10, { when: { weekdays: [] } })), "weekdays_missing"],
    [automatic(off(100, 10, { when: { fromDay: "2026-02-02", toDay: "2026-02-01" } })),
      "window_reversed"],
    [automatic(off(100, 10, { when: { hours: [{ from: 60, to: 60 }] } })), "hours_empty"],
    [automatic(off(100, 10, { perOrder: 2 })), "per_order_of_automatic"],
    [automatic(off(100, 10, { benefit: tiers() })), "tiers_missing"],
    [automatic(off(100, 10), { totalStock: 5 }), "limits_of_automatic"],
    [automatic(off(100, 10), { rule: undefined }), "automatic_without_rule"],
    [automatic(off(100, 10), { payers: [{ party: "group", bps: 9_000 }] }), "payers_not_whole"],
    [{ rule: off(100, 10) }, "category_for_voucher"],
    [voucher({ validity: undefined }), "validity_missing"],
    [{ benefit: undefined }, "benefit_missing"],
  ];
  for (const [more, problem] of rows) {
    const place = { unitId: shop.root, stores: { unitId: shop.root } };
    const body = { ...place, title: "满减", ...plain, ...more };
    const answers = await Promise.all(
      ["zh", "en"].map((lang) => shop.api("POST", `/offers?lang=${lang}`, body)),
    );
    for (const { status, body: told } of answers) {
      assert.deepEqual([status, told.code, told.params.problem], [400, "offer_invalid", problem]);
    }
    assert.match(answers[0]?.body.title, /\p{Script=Han}/u);
    assert.doesNotMatch(answers[1]?.body.title, /\p{Script=Han}/u);
  }
});
test("a city's rule names no store of another city", async () => {
  const rule = off(100, 10, { when: { stores: [shop.far] } });
  const body = { ...automatic(rule), title: "满减", payers: plain.payers };
  const more = { unitId: shop.east, stores: { unitId: shop.east } };
  const refused = await shop.api("POST", "/offers", { ...body, ...more });
  assert.equal(refused.body.params.problem, "stores_outside_owner");
});

test("an automatic offer whose days are over is not published", async () => {
  const rule = off(100, 10, { when: { fromDay: "2026-01-01", toDay: "2026-01-31" } });
  const offerId = await shop.draft(automatic(rule));
  const refused = await shop.api("POST", `/offers/${offerId}/publish`);
  assert.equal(refused.body.params.problem, "never_usable");
});
