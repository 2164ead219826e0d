import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { closeUnit, createUnit, moveUnit, rootUnit } from "#modules/organisation/index.ts";
import { composeStorePage, wirePageParts } from "./compose-page.ts";
import { bannedWord } from "./standard.ts";

let app: TestApp;
let t: TestBrand;
let root: string;
let city: string;
let storeId: string;

before(async () => {
  app = await startTestApp();
  t = await app.brand();
  await t.ctx(async (ctx) => {
    root = await rootUnit(ctx);
    city = await createUnit(ctx, { parentId: root, kind: "city", code: "SH", name: "上海" });
  });
  storeId = await openStore("S1");
});
after(() => app.close());

async function openStore(code: string): Promise<string> {
  const body = { parentId: city, code, name: `店${code}`, role: "sales" };
  return (await t.api("POST", `/api/${t.key}/stores`, body)).body.storeId;
}

async function live(unitId: string, title: string, more: object = {}): Promise<string> {
  const body = { unitId, kind: "notice", title, ...more };
  const made = await t.api("POST", `/api/${t.key}/pages/blocks`, body);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const path = `/api/${t.key}/pages/blocks/${made.body.blockId}/publish`;
  const published = await t.api("POST", path, {});
  assert.equal(published.status, 204, JSON.stringify(published.body));
  return made.body.blockId;
}

const page = async (code = "S1") => app.request("GET", `/${t.key}/api/stores/${code}/page`);
const titles = async (code = "S1") =>
  (await page(code)).body.blocks.map((block: { title: string }) => block.title);

test("group, city and store stand side by side; a change is seen at once", async () => {
  await live(root, "集团");
  await live(city, "城市");
  const own = await live(storeId, "本店", { titleEn: "Ours" });
  assert.deepEqual(await titles(), ["集团", "城市", "本店"]);
  const { body } = await page();
  assert.deepEqual(body.blocks.map((block: { unitKind: string }) => block.unitKind), [
    "group", "city", "store",
  ]);
  assert.equal(body.brand.key, t.key);
  assert.equal(body.store.openNow, false);
  assert.deepEqual(body.offers, []);
  await t.api("POST", `/api/${t.key}/pages/blocks/${own}/withdraw`, {});
  assert.deepEqual(await titles(), ["集团", "城市"]);
});

test("drafts, blocks before their time and blocks after it are not shown", async () => {
  const code = "S2";
  const unitId = await openStore(code);
  const now = Date.now();
  await t.api("POST", `/api/${t.key}/pages/blocks`, { unitId, kind: "story", title: "草稿" });
  await live(unitId, "以后", { showsFrom: now + 60_000 });
  await live(unitId, "以前", { showsUntil: now - 60_000 });
  await live(unitId, "现在", { showsFrom: now - 60_000, showsUntil: now + 60_000 });
  assert.deepEqual((await titles(code)).slice(-1), ["现在"]);
  assert.ok(!(await titles(code)).includes("以后"));
});

test("a unit's order is its own", async () => {
  const code = "S3";
  const unitId = await openStore(code);
  const [a, b] = [await live(unitId, "甲"), await live(unitId, "乙")];
  const order = (blockIds: string[]) =>
    t.api("PUT", `/api/${t.key}/pages/blocks/order`, { unitId, blockIds });
  assert.equal((await order([b, a])).status, 204);
  assert.deepEqual((await titles(code)).slice(-2), ["乙", "甲"]);
  assert.equal((await order([b])).body.code, "block_order_invalid");
});

test("a banned word stops the publishing and is named; old blocks are listed", async () => {
  const b = await app.brand();
  const make = async (path: string, body: object) => (await b.api("POST", path, body)).body;
  const store = { code: "B1", name: "店", role: "sales" };
  const unitId = (await make(`/api/${b.key}/stores`, store)).storeId;
  const block = { unitId, kind: "notice", title: "全网最低价" };
  const { blockId } = await make(`/api/${b.key}/pages/blocks`, block);
  const publish = () => b.api("POST", `/api/${b.key}/pages/blocks/${blockId}/publish`, {});
  assert.equal((await publish()).status, 204);
  const standard = { requiredKinds: ["notice", "entitlement"], bannedWords: ["最低价"] };
  const set = await b.api("PUT", `/api/${b.key}/pages/standard`, standard);
  assert.equal(set.body.version, 1);
  const listed = await b.api("GET", `/api/${b.key}/pages/breaches`);
  assert.deepEqual(listed.body.items[0].missingKinds, ["entitlement"]);
  assert.deepEqual(listed.body.items[0].banned, [{ blockId, word: "最低价" }]);
  const refused = await publish();
  assert.equal(refused.status, 422);
  assert.match(refused.body.title, /最低价/);
  const path = `/api/${b.key}/pages/blocks/${blockId}`;
  assert.equal((await b.api("PATCH", path, { text: "更 最低 价" })).body.code, "block_word_banned");
});

test("words hide neither behind width nor behind case and spaces", () => {
  const block = { title: "", title_en: "The Ｂ Ｅ Ｓ Ｔ tea", text: "", text_en: null };
  assert.equal(bannedWord(block, ["best"]), "best");
  assert.equal(bannedWord(block, ["worst"]), null);
});

test("the group's model is copied into a store's own drafts", async () => {
  const blockId = await live(storeId, "样板");
  const other = await openStore("S4");
  const copy = () =>
    t.api("POST", `/api/${t.key}/pages/blocks/${blockId}/copy`, { unitId: other });
  assert.equal((await copy()).body.code, "block_not_model");
  await t.api("PUT", `/api/${t.key}/pages/blocks/${blockId}/model`, { model: true });
  const models = await t.api("GET", `/api/${t.key}/pages/models`);
  assert.equal(models.body.items[0].unitName, "店S1");
  const made = await copy();
  assert.equal(made.status, 201);
  const drafts = await t.api("GET", `/api/${t.key}/pages/blocks?unitId=${other}`);
  const { state, copiedFrom, title } = drafts.body.items[0];
  assert.deepEqual({ state, copiedFrom, title }, {
    state: "draft", copiedFrom: blockId, title: "样板",
  });
});

test("closing the city leaves the store's page working; a closed store says so", async () => {
  const b = await app.brand();
  let store = "";
  await b.ctx(async (ctx) => {
    const top = await rootUnit(ctx);
    const lost = await createUnit(ctx, { parentId: top, kind: "city", code: "X", name: "旧城" });
    store = lost;
  });
  const body = { parentId: store, code: "C1", name: "店", role: "sales" };
  const made = (await b.api("POST", `/api/${b.key}/stores`, body)).body.storeId;
  await b.ctx(async (ctx) => {
    await moveUnit(ctx, { unitId: made, parentId: await rootUnit(ctx) });
    await closeUnit(ctx, store);
  });
  const url = `/${b.key}/api/stores/C1/page`;
  assert.equal((await app.request("GET", url)).status, 200);
  await b.ctx((ctx) => closeUnit(ctx, made));
  await app.settle();
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  assert.equal((await app.request("GET", url)).status, 410);
  assert.equal((await app.request("GET", `/${b.key}/api/stores/none/page`)).status, 404);
});

test("parts are asked for and stand under their names", async () => {
  wirePageParts([
    { name: "offers", load: async () => [{ offerId: "1" }] },
    { name: "weather", load: async (_ctx, store) => store.code },
  ]);
  const made = await t.ctx((ctx) => composeStorePage(ctx, storeId, "zh"));
  wirePageParts([]);
  assert.deepEqual(made.offers, [{ offerId: "1" }]);
  assert.deepEqual(made.parts, { weather: "S1" });
});
