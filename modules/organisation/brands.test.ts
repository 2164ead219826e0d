import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cookieOf, joinAs } from "#tests/organisation-staff.ts";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { createAccountFor, createBrand, createUnit, finishDeletions, rootUnit } from "./index.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const password = "a long password";

async function account(email: string, sample = false) {
  const accountId = await createAccountFor(email, password, "老板", sample);
  const { headers } = await app.request("POST", "/api/auth/sign-in", { email, password });
  return { accountId, cookie: cookieOf(headers) };
}

/** Every table with a brand_id that still holds a row of the brand. */
async function tablesHolding(brandId: string): Promise<string[]> {
  const { rows } = await app.databases.ownerPool.query(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'brand_id'
    where c.relkind = 'r' and n.nspname !~ '^pg_'`);
  const holding: string[] = [];
  for (const { name } of rows) {
    const found = await app.databases.ownerPool.query(
      `select 1 from ${name} where brand_id = $1 limit 1`,
      [brandId],
    );
    if (found.rowCount) holding.push(name);
  }
  return holding;
}

test("an account starts a brand: it owns it, with a root and the built-in roles", async () => {
  const { cookie } = await account("start@example.test");
  const create = (body: Record<string, unknown>) =>
    app.request("POST", "/api/brands", body, { cookie });
  const made = await create({ key: "tea-house", name: "茶屋", nameEn: "Tea House" });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal((await create({ key: "tea-house", name: "x" })).body.code, "brand_key_taken");
  for (const key of ["api", "console", "s", "Tea", "-tea", "healthz", "茶"]) {
    assert.equal((await create({ key, name: "x" })).body.code, "brand_key_reserved", key);
  }
  const badZone = await create({ key: "zone", name: "x", timeZone: "Mars/Base" });
  assert.equal(badZone.body.code, "invalid_input");
  const me = await app.request("GET", "/api/tea-house/me", undefined, { cookie });
  assert.equal(me.body.brand.timeZone, "Asia/Shanghai");
  assert.equal(me.body.roles[0].key, "owner");
  const held = me.body.capabilities.map((one: { capability: string }) => one.capability);
  assert.ok(held.includes("import.members") && !held.includes("import.backdate"));
  const roles = await app.request("GET", "/api/tea-house/roles", undefined, { cookie });
  assert.deepEqual(
    roles.body.items.map((one: { key: string }) => one.key).sort(),
    ["agency", "analyst", "guide", "operator", "owner", "store_manager"],
  );
  assert.equal((await app.request("POST", "/api/brands", { key: "qq", name: "x" })).status, 401);
});

test("of two who want one key at once, one gets it and the other leaves nothing", async () => {
  const { cookie } = await account("race@example.test");
  const body = { key: "one-key", name: "同名" };
  const answers = await Promise.all([
    app.request("POST", "/api/brands", body, { cookie }),
    app.request("POST", "/api/brands", body, { cookie }),
  ]);
  assert.deepEqual(answers.map((one) => one.status).sort(), [201, 409]);
  const { rows } = await app.databases.ownerPool.query(
    `select 1 from organisation.staff s where not exists
       (select 1 from platform.brands b where b.brand_id = s.brand_id)`,
  );
  assert.equal(rows.length, 0);
});

test("name, colour and zone change; the zone not once business has begun", async () => {
  const t = await app.brand();
  const change = (body: Record<string, unknown>) => t.api("PATCH", `/api/${t.key}/brand`, body);
  const ok = await change({ name: "新名", accentColor: "#00FF00", timeZone: "Europe/Paris" });
  assert.equal(ok.status, 204, JSON.stringify(ok.body));
  const { rows } = await app.databases.ownerPool.query(
    "select name, accent_color, time_zone from platform.brands where brand_id = $1",
    [t.brandId],
  );
  assert.deepEqual({ ...rows[0] }, {
    name: "新名",
    accent_color: "#00FF00",
    time_zone: "Europe/Paris",
  });
  await app.databases.ownerPool.query(
    `insert into platform.journal
       (brand_id, event_id, kind, occurred_at, actor_kind, request_id, payload)
     values ($1, $2, 'members.joined', now(), 'system', 'x', '{}')`,
    [t.brandId, newId()],
  );
  assert.equal((await change({ timeZone: "Asia/Tokyo" })).body.code, "brand_zone_fixed");
  assert.equal((await change({ accentColor: "red" })).status, 400);
  const guide = await joinAs(app, t, "guide", await t.ctx((ctx) => rootUnit(ctx)));
  const refused = await t.api("PATCH", `/api/${t.key}/brand`, { name: "x" }, guide);
  assert.equal(refused.status, 403);
});

test("a deleted brand answers nothing and leaves no row; its neighbour is whole", async () => {
  const [gone, kept] = [await app.brand(), await app.brand()];
  for (const t of [gone, kept]) {
    const root = await t.ctx((ctx) => rootUnit(ctx));
    await t.ctx((ctx) =>
      createUnit(ctx, { parentId: root, kind: "city", code: "C", name: "城" }),
    );
    await joinAs(app, t, "guide", root);
    const key = { name: "k", scopes: ["stores.read"], unitId: root };
    assert.equal((await t.api("POST", `/api/${t.key}/api-keys`, key)).status, 201);
  }
  await app.settle();
  const before = await tablesHolding(kept.brandId);
  assert.ok(before.includes("platform.journal_position") && before.includes("organisation.audit"));
  const remove = (confirmKey: string) => gone.api("DELETE", `/api/${gone.key}`, { confirmKey });
  assert.equal((await remove("other")).body.code, "brand_delete_unconfirmed");
  const done = await remove(gone.key);
  assert.equal(done.status, 200, JSON.stringify(done.body));
  assert.ok(done.body.rows > 20);
  assert.deepEqual(await tablesHolding(gone.brandId), []);
  assert.equal((await gone.api("GET", `/api/${gone.key}/me`)).body.code, "brand_not_found");
  assert.deepEqual(await tablesHolding(kept.brandId), before);
  assert.equal((await kept.api("GET", `/api/${kept.key}/me`)).status, 200);
});

test("a deletion that was cut short is finished at the next start", async () => {
  const t = await app.brand();
  await app.databases.ownerPool.query(
    "update platform.brands set deleting_at = now() where brand_id = $1",
    [t.brandId],
  );
  await finishDeletions();
  assert.deepEqual(await tablesHolding(t.brandId), []);
});

test("a demo sign-in cannot own a brand; with an own account it can, beside the demo", async () => {
  const demo = await account("demo@example.test", true);
  await createBrand({ accountId: demo.accountId, key: "demo-tea", name: "演示", sample: true });
  const brand = { key: "my-own", name: "我的" };
  const asDemo = { cookie: demo.cookie };
  const refused = await app.request("POST", "/api/brands", brand, asDemo);
  assert.equal(refused.body.code, "sample_account");
  const own = { email: "me@example.test", password, name: "我" };
  const made = await app.request("POST", "/api/brands", { ...brand, account: own }, asDemo);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const cookie = cookieOf(made.headers);
  const session = await app.request("GET", "/api/session", undefined, { cookie });
  assert.deepEqual(
    session.body.brands.map((one: { key: string }) => one.key),
    ["demo-tea", "my-own"],
  );
  const gone = await app.request("DELETE", "/api/demo-tea", { confirmKey: "demo-tea" }, { cookie });
  assert.equal(gone.status, 200, JSON.stringify(gone.body));
  const again = { email: "demo@example.test", password };
  const signed = await app.request("POST", "/api/auth/sign-in", again);
  assert.equal(signed.status, 401);
  assert.equal((await app.request("GET", "/api/session", undefined, asDemo)).status, 401);
  assert.equal((await app.request("GET", "/api/my-own/me", undefined, { cookie })).status, 200);
});
