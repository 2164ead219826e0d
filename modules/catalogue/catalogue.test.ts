import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { cartGoods, goodsKey } from "./cart-goods.ts";
import { parseCategory } from "./categories.ts";
import { getProducts, productIdsByExternalCodes } from "./queries.ts";

let app: TestApp;
let t: TestBrand;
before(async () => {
  app = await startTestApp();
  t = await app.brand();
});
after(() => app.close());

const add = (externalCode: string, more: object = {}) =>
  t.api("POST", `/api/${t.key}/products`, { externalCode, name: `茶 ${externalCode}`, ...more });

test("a product with its category, variants and prices", async () => {
  const made = await add("T1", { category: "饮品 > 奶茶", nameEn: "Tea" });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const path = `/api/${t.key}/products/${made.body.productId}`;
  const large = { sku: "T1-L", options: { size: "L", milk: "oat" } };
  assert.equal((await t.api("POST", `${path}/variants`, large)).status, 201);
  const twice = await t.api("POST", `${path}/variants`, { ...large, sku: "T1-L2" });
  assert.equal(twice.body.code, "variant_exists");
  const price = { kind: "list", amountMinor: 1800, validFrom: 1_700_000_000_000 };
  assert.equal((await t.api("POST", `${path}/prices`, price)).status, 204);
  await t.api("POST", `${path}/prices`, { kind: "list", amountMinor: 2000 });
  await t.api("POST", `${path}/prices`, { kind: "floor", amountMinor: 900 });
  await t.api("POST", `${path}/prices`, { kind: "list", amountMinor: 1, validFrom: 4e12 });
  const { body } = await t.api("GET", path);
  assert.equal(body.categoryPath, "饮品 > 奶茶");
  assert.equal(body.listPriceMinor, 2000);
  assert.equal(body.floorPriceMinor, 900);
  assert.equal(body.prices.length, 4);
  assert.deepEqual(body.variants[0].options, large.options);
  const early = Temporal.Instant.fromEpochMilliseconds(1_700_000_000_001);
  const [then] = await t.ctx((ctx) => getProducts(ctx, [made.body.productId]), early);
  assert.equal(then?.listPriceMinor, 1800);
});

test("codes are unique; a category filter takes in what is below", async () => {
  await add("D1", { category: "食品 > 糕点 > 蛋糕" });
  assert.equal((await add("D1")).body.code, "product_code_taken");
  const categories = await t.api("GET", `/api/${t.key}/categories`);
  const top = categories.body.items.find((one: { path: string }) => one.path === "食品");
  const found = await t.api("GET", `/api/${t.key}/products?categoryId=${top.categoryId}`);
  const codes = found.body.items.map((one: { externalCode: string }) => one.externalCode);
  assert.deepEqual(codes, ["D1"]);
});

test("a retired product leaves the list and keeps its page", async () => {
  const made = await add("R1");
  const path = `/api/${t.key}/products/${made.body.productId}`;
  assert.equal((await t.api("PATCH", path, { retired: true })).status, 204);
  assert.equal((await t.api("GET", `/api/${t.key}/products?text=R1`)).body.items.length, 0);
  assert.notEqual((await t.api("GET", path)).body.retiredAt, null);
});

test("an import is set-based, idempotent, and names bad rows by line", async () => {
  const b = await app.brand({ currency: "USD" });
  const file = [
    "external_code,name,brand,category,list_price",
    "25671,ICE - CRUSHED,National,GROCERY > FRZN ICE,2.50",
    "26081,NO COMMODITY,National,MISCELLANEOUS,",
    ",nameless,,,",
    "3,bad price,,,12.345",
    "4,deep,,a>b>c>d>e>f>g>h>i,",
    "26081,NO COMMODITY,National,MISCELLANEOUS,",
  ].join("\n");
  const send = (text: string) => b.api("POST", `/api/${b.key}/products/import`, text);
  const first = (await send(file)).body;
  const { added, changed, unchanged, pricesSet } = first;
  assert.deepEqual({ added, changed, unchanged, pricesSet }, {
    added: 2, changed: 0, unchanged: 1, pricesSet: 1,
  }, JSON.stringify(first));
  assert.deepEqual(
    first.problems.map((one: { line: number; code: string }) => `${one.line} ${one.code}`),
    ["4 product_code_invalid", "5 price_invalid", "6 category_invalid"],
  );
  const again = (await send(file)).body;
  assert.deepEqual([again.added, again.changed, again.pricesSet], [0, 0, 0]);
  const renamed = (await send("external_code,name\n25671,ICE\n")).body;
  assert.equal(renamed.changed, 1);
  const ids = await b.ctx((ctx) => productIdsByExternalCodes(ctx, ["25671", "none"]));
  assert.deepEqual([...ids.keys()], ["25671"]);
  const [ice] = await b.ctx((ctx) => getProducts(ctx, [...ids.values()]));
  assert.equal(ice?.name, "ICE");
  assert.equal(ice?.brandLabel, "National");
  assert.equal(ice?.categoryPath, "GROCERY > FRZN ICE");
  assert.equal(ice?.listPriceMinor, 250);
});

test("price levels and tags, set one by one or by a file", async () => {
  const b = await app.brand();
  const send = (text: string) => b.api("POST", `/api/${b.key}/products/import`, text);
  const file = "商品编号,商品名称,分类,售价,会员价,活动价,标签\n9,茶,茶叶>绿茶,100,90,,新品;618\n";
  assert.deepEqual((await send(file)).body.pricesSet, 2);
  assert.deepEqual((await send(file)).body.unchanged, 1);
  assert.equal((await send("external_code,name\n9,绿茶\n")).body.changed, 1);
  const ids = await b.ctx((ctx) => productIdsByExternalCodes(ctx, ["9"]));
  const productId = ids.get("9") ?? "";
  const path = `/api/${b.key}/products/${productId}`;
  await b.api("POST", `${path}/prices`, { kind: "activity", amountMinor: 8_000 });
  const told = (await b.api("GET", path)).body;
  assert.deepEqual(told.tags, ["新品", "618"]);
  assert.deepEqual([told.memberPriceMinor, told.activityPriceMinor], [9_000, 8_000]);
  const goods = await b.ctx((ctx) => cartGoods(ctx, [{ productId }]));
  const found = goods.get(goodsKey({ productId }));
  assert.deepEqual(found?.prices, { list: 10_000, member: 9_000, activity: 8_000 });
  assert.equal(found?.categoryIds.length, 2);
  assert.equal((await b.api("PATCH", path, { tags: ["旧"] })).status, 204);
  assert.deepEqual((await b.api("GET", path)).body.tags, ["旧"]);
  const many = Array.from({ length: 40 }, (_, n) => "x".repeat(30) + n).join(";");
  const bad = (await send(`external_code,name,tags\n8,a,${many};more\n`)).body;
  assert.deepEqual(bad.problems.map((one: { code: string }) => one.code), ["tags_invalid"]);
});

test("a variant without a price of its own costs what the product costs then", async () => {
  const b = await app.brand();
  const { productId } = (await b.api("POST", `/api/${b.key}/products`, {
    externalCode: "V", name: "奶茶",
  })).body;
  const path = `/api/${b.key}/products/${productId}`;
  const size = async (sku: string, options: object) =>
    (await b.api("POST", `${path}/variants`, { sku, options })).body.variantId;
  const [small, large] = [await size("S", { size: "S" }), await size("L", { size: "L" })];
  const set = (kind: string, amountMinor: number, more: object = {}) =>
    b.api("POST", `${path}/prices`, { kind, amountMinor, ...more });
  const past = Temporal.Now.instant().subtract({ hours: 48 });
  await set("list", 900, { validFrom: past.epochMilliseconds });
  await set("list", 1_000);
  await set("list", 1_300, { variantId: large });
  await set("floor", 700);
  const keys = [small, large].map((variantId) => ({ productId, variantId }));
  const prices = async (at?: Temporal.Instant) => {
    const found = await b.ctx((ctx) => cartGoods(ctx, keys, at));
    return keys.map((key) => found.get(goodsKey(key))?.prices);
  };
  assert.deepEqual(await prices(), [{ list: 1_000, floor: 700 }, { list: 1_300, floor: 700 }]);
  assert.deepEqual(await prices(past.add({ hours: 1 })), [{ list: 900 }, { list: 900 }]);
});

test("categories as files write them", () => {
  assert.deepEqual(parseCategory("a>b ＞ c"), ["a", "b", "c"]);
  assert.equal(parseCategory("a > > b"), null);
  assert.equal(parseCategory("x".repeat(121)), null);
});
