import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { joinAs } from "#tests/organisation-staff.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { createUnit, rootUnit } from "./index.ts";

let app: TestApp;
let t: TestBrand;
let root: string;
let city: string;
before(async () => {
  app = await startTestApp();
  t = await app.brand();
  await t.ctx(async (ctx) => {
    root = await rootUnit(ctx);
    city = await createUnit(ctx, { parentId: null, kind: "city", code: "CD", name: "成都" });
  });
});
after(() => app.close());

const create = (scopes: string[], unitId: string, cookie?: string, validToAt?: number) =>
  t.api(
    "POST",
    `/api/${t.key}/api-keys`,
    { name: "伙伴", scopes, unitId, ...(validToAt ? { validToAt } : {}) },
    cookie ? { cookie } : {},
  );

test("a key does what its scopes say, over its unit, and nothing else", async () => {
  const { body, status } = await create(["units.manage"], city);
  assert.equal(status, 201);
  assert.match(body.secret, new RegExp(`^bhk_${t.key}_`));
  assert.ok(body.secret.startsWith(body.prefix));
  const as = { apiKey: body.secret };
  const units = `/api/${t.key}/units`;
  assert.equal((await app.request("PATCH", `${units}/${city}`, { name: "成都市" }, as)).status, 204);
  assert.equal((await app.request("PATCH", `${units}/${root}`, { name: "x" }, as)).status, 403);
  assert.equal((await app.request("GET", `/api/${t.key}/staff`, undefined, as)).status, 403);
  const me = await app.request("GET", `/api/${t.key}/me`, undefined, as);
  assert.equal(me.body.staffId, null);
  const log = await t.api("GET", `/api/${t.key}/audit`);
  const mine = log.body.items.filter((one: { actorName: string }) => one.actorName === "伙伴");
  assert.deepEqual(
    mine.map((one: { action: string; outcome: string }) => `${one.action} ${one.outcome}`),
    ["listStaff refused", "renameUnit refused", "renameUnit done"],
  );
});

test("a wrong, revoked, ended or other brand's key is not signed in", async () => {
  const end = Temporal.Now.instant().add({ hours: 1 });
  const { body } = await create(["units.manage"], root, undefined, end.epochMilliseconds);
  const ask = (apiKey: string, key = t.key) =>
    app.request("GET", `/api/${key}/me`, undefined, { apiKey });
  assert.equal((await ask(body.secret)).status, 200);
  assert.equal((await ask(`${body.secret}x`)).status, 401);
  const other = await app.brand();
  assert.equal((await ask(body.secret, other.key)).status, 401);
  assert.equal((await ask(body.secret.replace(t.key, other.key), other.key)).status, 401);
  try {
    app.setNow(end);
    assert.equal((await ask(body.secret)).status, 401);
  } finally {
    app.setNow(null);
  }
  const revoke = () => t.api("DELETE", `/api/${t.key}/api-keys/${body.keyId}`);
  assert.equal((await revoke()).status, 204);
  assert.equal((await ask(body.secret)).status, 401);
  assert.equal((await revoke()).status, 204);
});

test("a key's scopes lie within its maker's; the import ones are an owner's to give", async () => {
  const owner = await create(["import.backdate", "import.members"], root);
  assert.equal(owner.status, 201);
  const manager = await joinAs(app, t, "operator", root);
  const refused = await create(["stores.read"], root, manager.cookie);
  assert.equal(refused.body.code, "not_permitted");
  const key = await create(["integrations.manage", "stores.read"], root);
  const nested = (scopes: string[]) =>
    app.request(
      "POST",
      `/api/${t.key}/api-keys`,
      { name: "二级", scopes, unitId: root },
      { apiKey: key.body.secret },
    );
  assert.equal((await nested(["stores.read"])).status, 201);
  assert.equal((await nested(["stores.write"])).body.code, "grant_beyond_own");
  assert.equal((await nested(["import.backdate"])).body.code, "api_scope_owner_only");
  assert.equal((await nested(["nothing"])).status, 400);
});

test("the secret is kept nowhere, and the list does not show it", async () => {
  const { body } = await create(["stores.read"], root);
  const random = body.secret.slice(`bhk_${t.key}_`.length);
  const { rows } = await app.databases.ownerPool.query(
    `select 1 from organisation.api_keys k where k::text like $1
     union all select 1 from platform.idempotency x where x::text like $1`,
    [`%${random}%`],
  );
  assert.equal(rows.length, 0);
  const list = await t.api("GET", `/api/${t.key}/api-keys`);
  assert.ok(!JSON.stringify(list.body).includes(random));
});

test("a key with import.backdate may say when a thing happened; another may not", async () => {
  const trusted = await create(["import.backdate", "units.manage"], root);
  const plain = await create(["units.manage"], root);
  const headers = { "bihuan-occurred-at": "2017-03-04T05:06:07Z" };
  const make = (apiKey: string, code: string) =>
    app.request(
      "POST",
      `/api/${t.key}/units`,
      { kind: "city", code, name: code },
      { apiKey, headers },
    );
  assert.equal((await make(plain.body.secret, "X1")).status, 403);
  const made = await make(trusted.body.secret, "X2");
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const shown = await t.api("GET", `/api/${t.key}/units/${made.body.unitId}`);
  assert.equal(shown.body.createdAt, Date.parse("2017-03-04T05:06:07Z"));
});
