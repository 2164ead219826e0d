import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import iconv from "iconv-lite";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";

let app: TestApp;
let t: TestBrand;
before(async () => {
  app = await startTestApp();
  t = await app.brand();
});
after(() => app.close());

const en = { headers: { "accept-language": "en" } };
const load = (what: string, file: string | Buffer, options = {}) =>
  t.api("POST", `/api/${t.key}/${what}/import`, file, options);
const storesOf = async () => (await t.api("GET", `/api/${t.key}/stores?limit=200`)).body.items;

test("a file without a needed column is refused whole, by the column's name", async () => {
  for (const what of ["stores", "products"]) {
    const zh = await load(what, "name,city\n湖滨店,杭州\n");
    assert.equal(zh.status, 400, JSON.stringify(zh.body));
    assert.match(zh.body.title, /code/);
    const told = await load(what, "name,city\n湖滨店,杭州\n", en);
    assert.ok(!/\p{Script=Han}/u.test(told.body.title), told.body.title);
  }
  assert.equal((await load("stores", "")).status, 400);
  assert.equal((await load("stores", "code,code,name\n1,2,三\n")).status, 400);
  assert.equal((await storesOf()).length, 0);
});

test("an unknown column is named and left out; a broken row is named by its line", async () => {
  const file = "code,name,opens,closes,mood\r\nB1,一店,09:00,22:00,good\r\n"
    + "B2,二店,9 o'clock,22:00,bad\r\n"
    + 'B3,"三店,09:00,22:00,\r\nB4,四店,09:00,26:00,ok\r\n';
  const { status, body } = await load("stores", file, en);
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(body.ignoredColumns, ["mood"]);
  assert.equal(body.problems[0].line, 3);
  assert.ok(body.problems.every((one: { line: number }) => one.line > 2), JSON.stringify(body));
  assert.ok(!/\p{Script=Han}/u.test(body.problems[0].detail), body.problems[0].detail);
  assert.ok((await storesOf()).some((one: { code: string }) => one.code === "B1"));
});

test("GB18030 in place of UTF-8 is read as what it is", async () => {
  const file = "门店编号,门店名称,城市\nG1,闭环茶饮（𠮷祥店）,绍兴\n";
  const { body } = await load("stores", iconv.encode(file, "gb18030"));
  assert.deepEqual([body.encoding, body.added, body.problemCount], ["gb18030", 1, 0]);
  const found = (await storesOf()).find((one: { code: string }) => one.code === "G1");
  assert.deepEqual([found?.name, found?.city], ["闭环茶饮（𠮷祥店）", "绍兴"]);
});

test("emoji, long and right-to-left names come back as they were given", async () => {
  const names = ["奶茶🧋铺👩‍👩‍👧‍👦", "e\u0301toile", "متجر الشاي", "茶".repeat(60)];
  const file = `code,name\n${names.map((name, at) => `E${at},${name}`).join("\n")}\n`;
  const { body } = await load("stores", file);
  assert.equal(body.added, names.length, JSON.stringify(body.problems));
  const stored = new Map<string, string>();
  for (const { code, name } of await storesOf()) stored.set(code, name);
  for (const [at, name] of names.entries()) {
    assert.equal(String(stored.get(`E${at}`)).normalize("NFC"), name.normalize("NFC"));
  }
});

test("a store without a position is in the lists and not in the search nearby", async () => {
  const rows = "code,name,city,longitude,latitude,coordinate_system\n";
  const { body } = await load(
    "stores",
    `${rows}N1,有位置,无锡,120.30,31.57,WGS-84\nN2,没有位置,无锡,,,\n`
      + "N3,半个位置,无锡,120.3,,WGS-84\n"
      + "N4,没说坐标系,无锡,120.30,31.57,\nN5,颠倒了,无锡,31.57,120.30,WGS-84\n",
  );
  assert.deepEqual([body.added, body.problemCount], [2, 3], JSON.stringify(body));
  const codes = async (query: string) => {
    const found = await app.request("GET", `/${t.key}/api/stores?${query}`);
    return found.body.items.map((one: { code: string }) => one.code);
  };
  assert.deepEqual(await codes(`city=${encodeURIComponent("无锡")}`), ["N1", "N2"]);
  assert.deepEqual(await codes("lat=31.57&lng=120.3"), ["N1"]);
  for (const query of ["lat=31.57", "lat=91&lng=0", "lat=x&lng=1", "lat=NaN&lng=1"]) {
    assert.equal((await app.request("GET", `/${t.key}/api/stores?${query}`)).status, 400, query);
  }
});
