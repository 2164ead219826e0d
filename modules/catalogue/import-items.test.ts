import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createStore } from "#modules/stores/index.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { productIdsByExternalCodes } from "./queries.ts";
import { verifyStock } from "./stock/verify-stock.ts";

let app: TestApp;
let t: TestBrand;
before(async () => {
  app = await startTestApp();
  t = await app.brand();
  await t.ctx((ctx) => createStore(ctx, { code: "hz01", name: "店", role: "sales" }));
});
after(() => app.close());

const send = async (...lines: string[]) => {
  const { status, body } = await t.api("POST", `/api/${t.key}/products/import`, lines.join("\n"));
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};
const head = "商品编号,商品名称,售价,类型,办理方式,第一天,最后一天,预告日,渠道,SKU,规格,库存";
const told = ({ added, changed, unchanged, pricesSet, variantsAdded, stockSet }: Told) =>
  [added, changed, unchanged, pricesSet, variantsAdded, stockSet];
type Told = Record<
  "added" | "changed" | "unchanged" | "pricesSet" | "variantsAdded" | "stockSet", number
>;

test("axes, variants, windows, channels and stock by a file; twice adds nothing", async () => {
  const file = [
    head,
    "S1,衬衫,99,,,,,,,S1-RS,颜色=红;尺码=S,hz01=5",
    "S1,衬衫,99,,,,,,,S1-RM,颜色=红;尺码=M,hz01=4",
    "S1,衬衫,99,,,,,,,S1-BM,颜色=蓝;尺码=M,",
    "B1,主题盒,168,商品,网上,2026-12-01,2026-12-31,2026-11-20,自建;合建,,,hz01=40",
    "V1,体验课,98,服务,仅到店,,,,,,,",
  ];
  const first = await send(...file);
  assert.deepEqual(first.problems, []);
  assert.deepEqual(told(first), [3, 0, 0, 3, 3, 3]);
  assert.deepEqual(told(await send(...file)), [0, 0, 3, 0, 0, 0]);
  const ids = await t.ctx((ctx) => productIdsByExternalCodes(ctx, ["S1", "B1", "V1"]));
  const form = async (code: string) =>
    (await t.api("GET", `/api/${t.key}/products/${ids.get(code)}/form`)).body;
  const shirt = await form("S1");
  assert.deepEqual(
    shirt.axes.map((axis: { key: string; values: { value: string }[] }) =>
      [axis.key, ...axis.values.map((one) => one.value)]),
    [["颜色", "红", "蓝"], ["尺码", "S", "M"]],
  );
  assert.equal(shirt.stockKept, true);
  const box = await form("B1");
  assert.deepEqual([box.previewDay, box.firstDay, box.lastDay], [
    "2026-11-20", "2026-12-01", "2026-12-31",
  ]);
  assert.deepEqual(box.channels.map((one: { origin: string }) => one.origin), ["joint", "own"]);
  assert.equal((await form("V1")).handling, "store_only");
  const stock = await t.api("GET", `/api/${t.key}/products/${ids.get("B1")}/stock`);
  assert.equal(stock.body.items[0].onHand, 40);
  assert.equal((await verifyStock(app.databases.ownerPool, t.brandId)).wrong, null);
  const found = await t.api("GET", `/api/${t.key}/products?text=s1bm`);
  assert.equal(found.body.items[0].externalCode, "S1");
});

test("each bad line is named, the others are taken", async () => {
  const report = await send(
    head,
    "X1,甲,9,,,,,,,X1-A,尺码=S,",
    "X1,甲,9,,,,,,,X1-B,尺码=S,",
    "X1,甲,9,,,,,,,X1-C,尺码,",
    "X2,乙,9,,,,,,,X1-A,尺码=L,",
    "X3,丙,9,,,,,,,,,hz99=3",
    "X4,丁,9,,,,,,,,,hz01=many",
    "X5,戊,9,,,2026-12-02,2026-12-01,,,,,",
    "X6,己,9,东西,,,,,,,,",
    "X7,庚,9,商品,到店打印,,,,,,,",
    "X8,辛,9,,,,,,直播,,,",
    "X9,壬,9,,,,,,,X9-A,,",
  );
  const problems = report.problems.map((one: { line: number; code: string }) =>
    `${one.line} ${one.code}`).sort();
  assert.deepEqual(problems, [
    "10 handling_not_for_goods", "11 form_invalid", "12 variant_not_of_axes", "3 variant_exists",
    "4 variant_not_of_axes", "5 product_code_taken", "6 store_not_found", "7 stock_cell_invalid",
    "8 window_invalid", "9 form_invalid",
  ]);
  assert.deepEqual([report.added, report.variantsAdded], [3, 1]);
});

test("a large file of variants is taken in chunks", async () => {
  const lines = Array.from({ length: 2_500 }, (_, n) => {
    const product = Math.floor(n / 5);
    return `L${product},大文件 ${product},5,,,,,,,L${product}-${n % 5},号=${n % 5},hz01=${n % 5}`;
  });
  const first = await send(head, ...lines);
  assert.deepEqual(told(first), [500, 0, 0, 500, 2_500, 2_000], JSON.stringify(first.problems));
  const again = await send(head, ...lines);
  assert.deepEqual([again.added, again.changed, again.variantsAdded, again.stockSet], [0, 0, 0, 0]);
});
