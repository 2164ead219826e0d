import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { indexSearchJob } from "./index-products.ts";

let app: TestApp;
let t: TestBrand;
before(async () => {
  app = await startTestApp();
  t = await app.brand();
  const head = "商品编号,商品名称,英文名称,品牌,分类,标签,售价";
  const file = [head, ...goods].join("\n");
  const answer = await t.api("POST", `/api/${t.key}/products/import`, file);
  assert.equal(answer.body.added, goods.length, JSON.stringify(answer.body));
});
after(() => app.close());

const goods = [
  "A01,珍珠奶茶,Bubble tea,,茶饮 > 奶茶,热卖,18",
  "A02,奶茶珍珠,,,茶饮 > 奶茶,,18",
  "A03,黑糖珍珠鲜奶,,,茶饮 > 鲜奶,,20",
  "A04,柠檬红茶,Lemon black tea,,茶饮 > 果茶,,15",
  "A05,VC柠檬茶,,,茶饮 > 果茶,,16",
  "A06,重庆小面,,,小吃,辣,22",
  "A07,长安乐茶罐,,,茶器,,88",
  "A08,龙井 50 克罐装,Longjing 50 g tin,山间,茶叶 > 绿茶,秋茶,168",
  "A09,龙井茶饼,,山间,茶叶 > 绿茶,,98",
  "A10,女士随行杯,Travel cup for her,,茶器,,128",
  "A11,绿豆糕,,,茶点,,16",
  "A12,乌龙茶 Oolong,,,茶叶 > 乌龙,,66",
  "B-7001,ICE - CRUSHED/CUBED,,National,GROCERY > FRZN ICE,,2",
  "B-7002,CRÈME BRÛLÉE,,Private,BAKERY,,5",
  "B-7003,APPLE JUICE 1.5L,,National,GROCERY > JUICE,,3",
];

/** What is typed, what comes first, and what comes at all ("" nothing else has to). */
const rows: [typed: string, first: string | null, holds?: string, without?: string][] = [
  ["珍珠奶茶",           "A01"],
  ["珍珠",               "A01", "A02 A03"],
  ["奶茶",               "A02", "A01", "A04"],
  ["奶茶珍珠",           "A02", "", "A01"],
  ["珍珠 奶茶",          "A01", "A02"],
  ["奶",                 "A02", "A01 A03"],
  ["鲜奶",               "A03", "", "A01"],
  ["zhenzhunaicha",      "A01", "", "A02"],
  ["zhenzhu",            "A01", "A02 A03"],
  ["naicha",             "A02", "A01"],
  ["nai cha",            "A02", "A01"],
  ["zhen zhu nai cha",   "A01", "A02"],
  ["zhenzhunaic",        "A01"],
  ["zznc",               "A01", "", "A02"],
  ["nczz",               "A02", "", "A01"],
  ["hzyz",               null],
  ["NAICHA",             "A02", "A01"],
  ["奶cha",              "A02", "A01"],
  ["zhenzhu奶茶",        "A02", "A01"],
  ["珍珠nc",             "A01", "A02"],
  ["檸檬",               "A04", "A05"],
  ["檸檬紅茶",           "A04", "", "A05"],
  ["重慶小麵",           "A06"],
  ["chongqing",          "A06"],
  ["cqxm",               "A06"],
  ["changan",            "A07"],
  ["caln",               null],
  ["cal",                "A07"],
  ["vc柠檬",             "A05", "", "A04"],
  ["VC",                 "A05"],
  ["ＶＣ",               "A05"],
  ["vcningmengcha",      "A05"],
  ["vcnmc",              "A05"],
  ["柠檬茶",             "A05", "", "A04"],
  ["红茶",               "A04"],
  ["longjing",           "A08", "A09"],
  ["龙井 50",            "A08", "", "A09"],
  ["罐装龙井",           null],
  ["罐装 龙井",          "A08", "", "A09"],
  ["nvshi",              "A10"],
  ["lvdougao",           "A11"],
  ["ldg",                "A11"],
  ["oolong",             "A12"],
  ["wulong",             "A12"],
  ["lemon",              "A04"],
  ["black tea",          "A04"],
  ["秋茶",               "A08"],
  ["山间",               "A08", "A09"],
  ["绿茶",               "A08", "A09"],
  ["lvcha",              "A08", "A09"],
  ["茶器",               "A07", "A10"],
  ["A06",                "A06"],
  ["b7001",              "B-7001"],
  ["B-70",               "B-7001", "B-7002 B-7003"],
  ["crushed",            "B-7001"],
  ["ice cru",            "B-7001"],
  ["creme brulee",       "B-7002"],
  ["CRÈME",              "B-7002"],
  ["juice",              "B-7003"],
  ["frzn",               "B-7001"],
  ["没有的东西",         null],
  ["%",                  null],
  ["_",                  null],
  ["';--",               null],
];

test("what is typed finds the goods that are meant, the best first", async () => {
  assert.ok(rows.length >= 40);
  const wrong: string[] = [];
  for (const [typed, first, holds = "", without = ""] of rows) {
    const path = `/api/${t.key}/products?limit=50&text=${encodeURIComponent(typed)}`;
    const { body } = await t.api("GET", path);
    const codes: string[] = body.items?.map((one: { externalCode: string }) => one.externalCode);
    const missing = holds.split(" ").filter((one) => one && !codes.includes(one));
    const extra = without.split(" ").filter((one) => one && codes.includes(one));
    if ((codes[0] ?? null) !== first || missing.length || extra.length) {
      wrong.push(`${typed}: ${codes.join(" ")}, expected ${first} ${holds} without ${without}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test("pages follow the order, none twice", async () => {
  const seen: string[] = [];
  let cursor = "";
  do {
    const path = `/api/${t.key}/products?limit=2&text=cha${cursor && `&cursor=${cursor}`}`;
    const { body } = await t.api("GET", path);
    seen.push(...body.items.map((one: { externalCode: string }) => one.externalCode));
    cursor = body.next ?? "";
  } while (cursor);
  const whole = await t.api("GET", `/api/${t.key}/products?limit=50&text=cha`);
  assert.deepEqual(seen, whole.body.items.map((one: { externalCode: string }) => one.externalCode));
  assert.ok(seen.length > 4);
});

test("the words follow the product: renamed, tagged, with a new variant", async () => {
  const find = async (text: string) => {
    const { body } = await t.api("GET", `/api/${t.key}/products?text=${encodeURIComponent(text)}`);
    return body.items.map((one: { externalCode: string }) => one.externalCode);
  };
  const { productId } = (await t.api("POST", `/api/${t.key}/products`, {
    externalCode: "Z1", name: "白桃乌龙",
  })).body;
  const path = `/api/${t.key}/products/${productId}`;
  assert.deepEqual(await find("baitao"), ["Z1"]);
  await t.api("PATCH", path, { name: "青提茉莉" });
  assert.deepEqual([await find("baitao"), await find("qtml")], [[], ["Z1"]]);
  await t.api("POST", `${path}/variants`, { sku: "QT-XL-99", options: { 杯: "大" } });
  assert.deepEqual(await find("qtxl"), ["Z1"]);
});

test("what was there before words were kept is indexed by the job", async () => {
  const owner = app.databases.ownerPool;
  const of = [t.brandId];
  await owner.query("delete from catalogue.search_terms where brand_id = $1", of);
  await owner.query("update catalogue.products set indexed_at = null where brand_id = $1", of);
  await app.runJob(indexSearchJob.name, { brandId: t.brandId });
  const { body } = await t.api("GET", `/api/${t.key}/products?text=zznc`);
  assert.equal(body.items[0].externalCode, "A01");
});
