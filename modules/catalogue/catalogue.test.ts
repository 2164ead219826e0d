import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
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

test("categories as files write them", () => {
  assert.deepEqual(parseCategory("a>b ＞ c"), ["a", "b", "c"]);
  assert.equal(parseCategory("a > > b"), null);
  assert.equal(parseCategory("x".repeat(121)), null);
});
