import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createStore } from "#modules/stores/index.ts";
import { rootUnit } from "#modules/organisation/index.ts";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { decideStock } from "./decide-stock.ts";
import { putBack, release, reserve, reserveMany, takeOut, verifyStock } from "../index.ts";
import { expireReservations } from "./end-reservations.ts";
import { stockLevels } from "./stock-levels.ts";

let app: TestApp;
let t: TestBrand;
let storeId: string;
before(async () => {
  app = await startTestApp();
  t = await app.brand();
  storeId = await t.ctx(async (ctx) =>
    createStore(ctx, { parentId: await rootUnit(ctx), code: "a1", name: "一店", role: "sales" }));
});
after(() => app.close());

const at = Temporal.Instant.from("2026-11-01T04:00:00Z");
const until = at.add({ minutes: 15 });
const cause = () => ({ kind: "order", id: newId() });
let made = 0;

async function counted(onHand: number): Promise<string> {
  made += 1;
  const { productId } = (await t.api("POST", `/api/${t.key}/products`, {
    externalCode: `S${made}`, name: "茶",
  })).body;
  const path = `/api/${t.key}/products/${productId}`;
  assert.equal((await t.api("PATCH", `${path}/form`, { stockKept: true })).status, 204);
  const body = { storeId, counted: onHand, reason: "received" };
  const set = await t.api("POST", `${path}/stock`, body);
  assert.deepEqual([set.status, set.body.onHand], [200, onHand], JSON.stringify(set.body));
  return productId;
}

const levelOf = async (productId: string) => {
  const [level] = await t.ctx((ctx) => stockLevels(ctx, productId));
  return [level?.onHand, level?.reserved];
};

async function sound() {
  assert.equal((await verifyStock(app.databases.ownerPool, t.brandId)).wrong, null);
}

test("who comes first is served first, each with all of their lines or none", () => {
  const line = (itemId: string, quantity: number) => ({ storeId: "s", itemId, quantity });
  const free = new Map([["s a", 3], ["s b", 1]]);
  const rows: [string, ReturnType<typeof line>[][], boolean[]][] = [
    ["one fits",            [[line("a", 3)]],                                      [true]],
    ["one too many",        [[line("a", 4)]],                                      [false]],
    ["unknown is nothing",  [[line("c", 1)]],                                      [false]],
    ["the second waits",    [[line("a", 2)], [line("a", 2)]],                      [true, false]],
    ["a small one after",   [[line("a", 2)], [line("a", 2)], [line("a", 1)]], [true, false, true]],
    ["a refusal takes no b", [[line("b", 1), line("a", 9)], [line("b", 1)]],       [false, true]],
    ["nothing asked",       [[]],                                                  [true]],
  ];
  for (const [name, requests, granted] of rows) {
    const { short } = decideStock(requests, free);
    assert.deepEqual(short.map((missing) => missing.length === 0), granted, name);
  }
});

test("reserved, taken out, released, expired, put back: each once, and the sums hold", async () => {
  const productId = await counted(5);
  const one = (quantity: number) => ({ lines: [{ storeId, productId, quantity }], until });
  const ids = await t.ctx((ctx) => reserveMany(ctx, [
    { ...one(2), cause: cause() }, { ...one(2), cause: cause() }, { ...one(2), cause: cause() },
  ]), at);
  const [a, b, refused] = ids;
  assert.equal((refused as { code?: string }).code, "stock_short");
  assert.deepEqual(await levelOf(productId), [5, 4]);
  const twice = [String(a), String(a)];
  assert.equal((await t.ctx((ctx) => takeOut(ctx, twice), at)).size, 1);
  assert.deepEqual(await levelOf(productId), [3, 2]);
  assert.equal((await t.ctx((ctx) => release(ctx, [String(a)]), at)).size, 0);
  assert.equal((await t.ctx((ctx) => release(ctx, [String(b)]), at)).size, 1);
  assert.deepEqual(await levelOf(productId), [3, 0]);
  const late = await t.ctx((ctx) => reserve(ctx, { ...one(3), cause: cause() }), at);
  assert.equal((await t.ctx((ctx) => takeOut(ctx, [late]), until)).size, 0, "too late by a moment");
  assert.equal(await t.ctx((ctx) => expireReservations(ctx), until.subtract({ seconds: 1 })), 0);
  assert.equal(await t.ctx((ctx) => expireReservations(ctx), until), 1);
  assert.deepEqual(await levelOf(productId), [3, 0]);
  const line = { storeId, productId, quantity: 2 };
  await t.ctx((ctx) => putBack(ctx, [line], cause()), at);
  assert.deepEqual(await levelOf(productId), [5, 0]);
  await sound();
});

test("200 at once for 7 of a thing: 7 get one, and lines never lock crosswise", async () => {
  const [x, y] = [await counted(7), await counted(40)];
  const outcomes = await Promise.all(Array.from({ length: 200 }, (_, n) => {
    const lines = [x, y].map((productId) => ({ storeId, productId, quantity: 1 }));
    if (n % 2) lines.reverse();
    return t.ctx((ctx) => reserve(ctx, { lines, cause: cause(), until }), at)
      .then(() => "got", (error: { code?: string }) => error.code ?? String(error));
  }));
  const count = (word: string) => outcomes.filter((one) => one === word).length;
  assert.deepEqual([count("got"), count("stock_short")], [7, 193]);
  assert.deepEqual(await levelOf(x), [7, 7]);
  assert.deepEqual(await levelOf(y), [40, 7]);
  await sound();
});

test("payment and expiry at once: exactly one of them ends the reservation", async () => {
  await t.ctx((ctx) => expireReservations(ctx), until);
  const productId = await counted(1);
  const lines = [{ storeId, productId, quantity: 1 }];
  const id = await t.ctx((ctx) => reserve(ctx, { lines, cause: cause(), until }), at);
  const [taken, back] = await Promise.all([
    t.ctx((ctx) => takeOut(ctx, [id]), until.subtract({ milliseconds: 1 })),
    t.ctx((ctx) => expireReservations(ctx), until),
  ]);
  assert.equal(taken.size + back, 1);
  assert.deepEqual(await levelOf(productId), taken.size ? [0, 0] : [1, 0]);
  await sound();
});

test("a product that is not counted is in nobody's way", async () => {
  const { productId } = (await t.api("POST", `/api/${t.key}/products`, {
    externalCode: "FREE", name: "课程",
  })).body;
  const lines = [{ storeId, productId, quantity: 900 }];
  const id = await t.ctx((ctx) => reserve(ctx, { lines, cause: cause(), until }), at);
  assert.equal((await t.ctx((ctx) => takeOut(ctx, [id]), at)).size, 1);
  const path = `/api/${t.key}/products/${productId}/stock`;
  const body = { storeId, change: 1, reason: "received" };
  assert.equal((await t.api("POST", path, body)).body.code, "stock_not_kept");
});

test("a count is never less than is reserved; each change has its reason", async () => {
  const productId = await counted(6);
  const lines = [{ storeId, productId, quantity: 4 }];
  await t.ctx((ctx) => reserve(ctx, { lines, cause: cause(), until }), at);
  const path = `/api/${t.key}/products/${productId}/stock`;
  const adjust = (body: object) => t.api("POST", path, { storeId, ...body });
  const low = await adjust({ counted: 3, reason: "counted" });
  assert.equal(low.body.code, "stock_below_reserved");
  const damaged = await adjust({ change: -1, reason: "damaged", note: "碰碎一罐" });
  assert.deepEqual(damaged.body, { onHand: 5, change: -1 });
  assert.equal((await adjust({ change: 1, counted: 1, reason: "moved" })).status, 400);
  const { body } = await t.api("GET", `${path}/moves?storeId=${storeId}`);
  const told = body.items.map((one: { change: number; reason: string; note: string }) =>
    [one.change, one.reason, one.note]);
  assert.deepEqual(told, [[-1, "damaged", "碰碎一罐"], [6, "received", ""]]);
  await sound();
});

test("stock of all stores: by store, by what is short, by name; each row once", async () => {
  const few = await counted(2);
  const many = await counted(50);
  const list = async (query: string) =>
    (await t.api("GET", `/api/${t.key}/stock?${query}`)).body;
  const short = await list("mostFree=2&limit=200");
  const products = short.items.map((one: { productId: string }) => one.productId);
  assert.deepEqual([products.includes(few), products.includes(many)], [true, false]);
  const [row] = short.items.filter((one: { productId: string }) => one.productId === few);
  assert.deepEqual([row.storeName, row.name, row.onHand, row.variantId], ["一店", "茶", 2, null]);
  assert.deepEqual((await list(`storeId=${newId()}`)).items, []);
  assert.equal((await list("search=S%25")).items.length, 0);
  const seen: string[] = [];
  let next: string | null = "";
  while (next !== null) {
    const page: { items: { productId: string }[]; next: string | null } =
      await list(`limit=2${next ? `&cursor=${encodeURIComponent(next)}` : ""}`);
    seen.push(...page.items.map((one) => one.productId));
    next = page.next;
  }
  assert.equal(new Set(seen).size, seen.length);
  assert.ok(seen.includes(few) && seen.includes(many));
});
