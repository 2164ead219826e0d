import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import iconv from "iconv-lite";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { createUnit, rootUnit } from "#modules/organisation/index.ts";

let app: TestApp;
let t: TestBrand;
before(async () => {
  app = await startTestApp();
  t = await app.brand();
});
after(() => app.close());

const shop = (code: string, more: object = {}) => ({
  ...{ code, name: `店${code}`, role: "sales" },
  ...more,
});
const at = (lat: number, lng: number, system = "WGS-84") => ({ position: { lat, lng, system } });
const open = (query: string) => app.request("GET", `/${t.key}/api/stores?${query}`);

test("a store with a position in GCJ-02 keeps what was given and knows its WGS-84", async () => {
  const body = shop("P1", { ...at(31.2304, 121.4737, "GCJ-02"), nameEn: "Store", areaM2: 80 });
  const made = await t.api("POST", `/api/${t.key}/stores`, body);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { body: store } = await t.api("GET", `/api/${t.key}/stores/${made.body.storeId}`);
  assert.deepEqual(store.position, { lat: 31.2304, lng: 121.4737, system: "GCJ-02" });
  assert.ok(Math.abs(store.lat - 31.2304) > 0.001 && Math.abs(store.lat - 31.2304) < 0.01);
});

test("codes are unique and fit for a link; a position must be one", async () => {
  await t.api("POST", `/api/${t.key}/stores`, shop("U1"));
  const again = await t.api("POST", `/api/${t.key}/stores`, shop("U1"));
  assert.equal(again.status, 409);
  const bad = await t.api("POST", `/api/${t.key}/stores`, shop("a/b"));
  assert.equal(bad.body.code, "store_code_invalid");
  const far = await t.api("POST", `/api/${t.key}/stores`, shop("U2", at(95, 10)));
  assert.equal(far.body.code, "store_position_invalid");
});

test("a change keeps what it does not name and renames the unit", async () => {
  const made = await t.api("POST", `/api/${t.key}/stores`, shop("C1", { city: "上海市" }));
  const path = `/api/${t.key}/stores/${made.body.storeId}`;
  const days = [{ day: "2026-10-01", opensMin: null, closesMin: null }];
  const changed = await t.api("PATCH", path, { name: "新名 🍵", specialDays: days });
  assert.equal(changed.status, 204, JSON.stringify(changed.body));
  const { body } = await t.api("GET", path);
  assert.equal(body.name, "新名 🍵");
  assert.equal(body.city, "上海市");
  assert.deepEqual(body.specialDays, days);
});

test("the list filters by text, role and place, a page at a time", async () => {
  const b = await app.brand();
  for (const code of ["A1", "A2", "B1"]) {
    await b.api("POST", `/api/${b.key}/stores`, shop(code, { city: code[0] }));
  }
  const pickup = { ...shop("B2"), role: "pickup" };
  await b.api("POST", `/api/${b.key}/stores`, pickup);
  const first = await b.api("GET", `/api/${b.key}/stores?limit=2`);
  assert.deepEqual(first.body.items.map((one: { code: string }) => one.code), ["A1", "A2"]);
  const next = await b.api("GET", `/api/${b.key}/stores?limit=2&cursor=${first.body.next}`);
  assert.deepEqual(next.body.items.map((one: { code: string }) => one.code), ["B1", "B2"]);
  assert.equal(next.body.next, null);
  const found = async (query: string) =>
    (await b.api("GET", `/api/${b.key}/stores?${query}`)).body.items.length;
  assert.equal(await found("role=pickup"), 1);
  assert.equal(await found("text=B"), 2);
  assert.equal(await found("text=%25"), 0);
  assert.equal(await found("position=unknown"), 4);
  const cities = await app.request("GET", `/${b.key}/api/cities`);
  assert.deepEqual(cities.body.items[0], { city: "A", province: "", stores: 2 });
});

test("five stores at known places come by distance, and filters hold", async () => {
  const b = await app.brand();
  const week = [1, 2, 3, 4, 5, 6, 7];
  const always = week.map((weekday) => ({ weekday, opensMin: 0, closesMin: 1440 }));
  const places = [[31.2, 121.4], [31.21, 121.4], [31.3, 121.4], [31.9, 121.4], [39.9, 116.4]];
  for (const [index, [lat, lng]] of places.entries()) {
    const hours = index % 2 === 0 ? always : [];
    const body = shop(`N${index}`, { ...at(lat ?? 0, lng ?? 0), hours });
    await b.api("POST", `/api/${b.key}/stores`, body);
  }
  await b.api("POST", `/api/${b.key}/stores`, shop("NX"));
  const near = async (query: string) => {
    const answer = await app.request("GET", `/${b.key}/api/stores?lat=31.2&lng=121.4&${query}`);
    return answer.body;
  };
  const codes = (body: { items: { code: string }[] }) =>
    body.items.map((one) => one.code).join(" ");
  const all = await near("limit=20");
  assert.equal(codes(all), "N0 N1 N2 N3 N4");
  assert.equal(all.items[1].distanceMeters, 1112);
  assert.equal(codes(await near("openNow=true")), "N0 N2");
  assert.equal(codes(await near("hasOffer=true")), "");
  const first = await near("limit=2");
  assert.equal(codes(first), "N0 N1");
  assert.equal(codes(await near(`limit=2&cursor=${first.next}`)), "N2 N3");
});

test("a point that is none is refused in the caller's language", async () => {
  const answer = await open("lat=95&lng=121&lang=en");
  assert.equal(answer.status, 400);
  assert.equal((await open("lat=31")).status, 400);
  assert.equal((await open("lat=31&lng=121&cursor=xx")).status, 400);
});

const header = "code,name,role,parent_code,city,longitude,latitude,coordinate_system,opens,closes";

test("an import names bad rows by line, reads GB18030 and adds nothing twice", async () => {
  const b = await app.brand();
  await b.ctx(async (ctx) =>
    createUnit(ctx, { parentId: await rootUnit(ctx), kind: "city", code: "SH", name: "上海" }),
  );
  const file = [
    header,
    "S1,一店,sales,SH,上海市,121.47,31.23,GCJ-02,07:00:00,18:00:00",
    "S2,二店,,SH,上海市,,,,22:00,02:00",
    "S3,三店,bakery,SH,上海市,,,,,",
    "S4,四店,sales,NO,上海市,,,,,",
    "S5,五店,sales,SH,上海市,121.47,31.23,,,",
    "S6,六店,sales,,上海市,999,31.23,WGS-84,,",
    "S1,一店,sales,SH,上海市,121.47,31.23,GCJ-02,07:00:00,18:00:00",
    "S7,七店,sales,SH,上海市,,,,25:61,1",
    "SH,同号,sales,SH,上海市,,,,,",
    'S8,"坏',
  ].join("\r\n");
  const bytes = iconv.encode(file, "gb18030");
  const first = await b.api("POST", `/api/${b.key}/stores/import?lang=en`, bytes);
  assert.equal(first.status, 200, JSON.stringify(first.body));
  const { added, changed, unchanged, encoding, problems } = first.body;
  assert.deepEqual({ added, changed, unchanged, encoding }, {
    added: 2, changed: 0, unchanged: 1, encoding: "gb18030",
  });
  assert.deepEqual(
    problems.map((one: { line: number; code: string }) => `${one.line} ${one.code}`).toSorted(),
    [
      "10 store_code_taken", "11 quote_broken", "4 store_role_invalid", "5 store_parent_unknown",
      "6 store_position_invalid", "7 store_position_invalid", "9 store_hours_invalid",
    ],
  );
  const again = await b.api("POST", `/api/${b.key}/stores/import`, bytes);
  assert.deepEqual([again.body.added, again.body.changed, again.body.unchanged], [0, 0, 3]);
  const list = await b.api("GET", `/api/${b.key}/stores`);
  assert.equal(list.body.items[0].hours[0].opensMin, 420);
  assert.equal(list.body.items[1].hours[0].closesMin, 1560);
});

test("an import changes and moves what it names and leaves empty cells alone", async () => {
  const b = await app.brand();
  for (const code of ["A", "B"]) {
    await b.ctx((ctx) => createUnit(ctx, { parentId: null, kind: "city", code, name: code }));
  }
  const send = (rows: string) =>
    b.api("POST", `/api/${b.key}/stores/import`, `${header},external_code\n${rows}\n`);
  await send("S1,一店,flagship,A,上海市,121.47,31.23,WGS-84,07:00,18:00,X1");
  const second = await send("S1,新名,,B,,,,,,,X1");
  assert.equal(second.body.changed, 1, JSON.stringify(second.body));
  const { body } = await b.api("GET", `/api/${b.key}/stores`);
  const { name, role, city, lat } = body.items[0];
  assert.deepEqual({ name, role, city, lat }, {
    name: "新名", role: "flagship", city: "上海市", lat: 31.23,
  });
  const otherCode = await send("S9,新名,,B,,,,,,,X1");
  assert.equal(otherCode.body.problems[0].code, "store_code_fixed");
});

test("a file without a needed column is refused and names it", async () => {
  const answer = await t.api("POST", `/api/${t.key}/stores/import?lang=en`, "code,title\nA,b\n");
  assert.equal(answer.status, 400);
  assert.match(answer.body.title, /name/);
});

test("a closed unit closes its store for search and lists", async () => {
  const b = await app.brand();
  const made = await b.api("POST", `/api/${b.key}/stores`, shop("Z1", at(31, 121)));
  const { closeUnit } = await import("#modules/organisation/index.ts");
  await b.ctx((ctx) => closeUnit(ctx, made.body.storeId));
  await app.settle();
  const near = await app.request("GET", `/${b.key}/api/stores?lat=31&lng=121`);
  assert.equal(near.body.items.length, 0);
});

test("nobody writes or reads stores without the right", async () => {
  const answer = await app.request("POST", `/api/${t.key}/stores`, shop("Q1"));
  assert.equal(answer.status, 401);
});
