import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import type { LoopMember } from "#tests/support/loop.ts";
import { automatic, off, pricedBrand, totalOf } from "./prices.fixture.ts";

let app: TestApp;
let shop: Awaited<ReturnType<typeof pricedBrand>>;

before(async () => {
  app = await startTestApp();
  shop = await pricedBrand(app);
});
after(() => app.close());
afterEach(() => shop.endAll());

const goods = (query = "", member?: LoopMember, store = "S1") =>
  app.request("GET", `/${shop.t.key}/api/stores/${store}/goods${query}`, undefined,
    member ? { cookie: member.cookie } : {});

interface Shown {
  readonly externalCode: string;
  readonly priceMinor: number;
  readonly priceOf: string;
  readonly memberPriceMinor: number | null;
  readonly offerTitles: readonly { readonly title: string }[];
}

/** A line a product: what one costs, why, what a member would pay, offers that name it. */
const shown = (items: readonly Shown[]): string[] =>
  items.map((one) => [
    one.externalCode, one.priceMinor, one.priceOf, one.memberPriceMinor ?? "–",
    ...one.offerTitles.map((offer) => offer.title),
  ].join(" "));

const memberPrices = automatic({
  category: "price",
  scope: {},
  when: { segments: ["member"] },
  benefit: { kind: "unit_price", level: "member", unitMinor: null },
});

test("a member price is promised only while an offer gives it", async () => {
  const before = await goods();
  assert.deepEqual(shown(before.body.items), [
    "CUP 5000 list –", "RED 20000 list –", "TEA 10000 list –",
  ]);
  await shop.on(memberPrices);
  assert.equal(shown((await goods()).body.items)[2], "TEA 10000 list 9000");
  const member = await shop.member();
  assert.equal(shown((await goods("", member)).body.items)[2], "TEA 9000 member –");
});

test("what one costs is what the cart asks for one", async () => {
  await shop.on(automatic({
    category: "item", scope: { tags: ["618"] }, benefit: { kind: "each_off", bps: 2_000 },
  }, { title: "六一八器" }));
  await shop.on(automatic(off(100_000, 1_000), { title: "全场满减" }));
  const { items } = (await goods()).body;
  assert.equal(shown(items)[0], "CUP 4000 offer – 六一八器", "an offer for everything is no label");
  assert.equal(totalOf(await shop.cart([["CUP", 1]])), 4_000);
});

test("found by words and by category, a page at a time", async () => {
  const { body } = await goods();
  const paths = body.categories.map((one: { path: string }) => one.path);
  assert.deepEqual(paths.toSorted(), ["茶叶 > 红茶", "茶叶 > 绿茶", "茶器"].toSorted());
  const codes = async (query: string) =>
    (await goods(query)).body.items.map((one: Shown) => one.externalCode);
  assert.deepEqual(await codes(`?category=${encodeURIComponent("茶叶")}`), ["RED", "TEA"]);
  assert.deepEqual(await codes("?text=te"), ["TEA"]);
  assert.deepEqual(await codes("?text=%25"), [], "a wildcard is a character");
  const first = (await goods("?limit=2")).body;
  const second = (await goods(`?limit=2&cursor=${first.next}`)).body;
  assert.deepEqual([first.items.length, second.items.length, second.next], [2, 1, null]);
});

test("goods without a price, retired ones, and a store that is not there", async () => {
  await shop.api("POST", "/products", { externalCode: "NEW", name: "无价" });
  const retire = (retired: boolean) =>
    shop.api("PATCH", `/products/${shop.product("CUP")}`, { retired });
  await retire(true);
  assert.deepEqual(shown((await goods()).body.items), ["RED 20000 list –", "TEA 10000 list –"]);
  await retire(false);
  assert.equal((await goods("", undefined, "NONE")).body.code, "store_not_found");
});

test("a visitor is told what signing in brings, only where it brings something", async () => {
  const gain = async (member?: LoopMember) =>
    (await shop.cart([["TEA", 1]], member)).body.asMember;
  assert.equal(await gain(), null);
  await shop.on(memberPrices);
  const told = await gain();
  const member = await shop.member();
  assert.equal(told.totalMinor, totalOf(await shop.cart([["TEA", 1]], member)));
  assert.equal(await gain(member), null);
  assert.equal((await shop.cart([["RED", 1]])).body.asMember, null, "red tea has no member price");
});
