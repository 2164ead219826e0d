import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { joinAs, roleId } from "#tests/organisation-staff.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { createUnit, rootUnit } from "./index.ts";
import { revokeGrant } from "./revoke-grant.ts";

let app: TestApp;
let t: TestBrand;
let root: string;
let beijing: string;
let shanghai: string;
before(async () => {
  app = await startTestApp();
  t = await app.brand();
  await t.ctx(async (ctx) => {
    root = await rootUnit(ctx);
    beijing = await createUnit(ctx, { parentId: null, kind: "city", code: "BJ", name: "北京" });
    shanghai = await createUnit(ctx, { parentId: null, kind: "city", code: "SH", name: "上海" });
  });
});
after(() => app.close());

test("a city operator may not touch another city or the group; the attempt is logged", async () => {
  const operator = await joinAs(app, t, "operator", beijing);
  const as = { cookie: operator.cookie };
  const rename = (unitId: string) =>
    app.request("PATCH", `/api/${t.key}/units/${unitId}`, { name: "改名" }, as);
  assert.equal((await rename(beijing)).status, 204);
  for (const unitId of [shanghai, root]) {
    const answer = await rename(unitId);
    assert.equal(answer.status, 403);
    assert.equal(answer.body.code, "not_permitted");
  }
  const log = await t.api("GET", `/api/${t.key}/audit?outcome=refused&actorId=${operator.staffId}`);
  assert.deepEqual(
    log.body.items.map((one: Record<string, unknown>) => [
      one.action,
      one.capability,
      one.unitId,
      one.actorName,
    ]),
    [
      ["renameUnit", "units.manage", root, "员工 operator"],
      ["renameUnit", "units.manage", shanghai, "员工 operator"],
    ],
  );
  const own = await app.request("GET", `/api/${t.key}/units`, undefined, as);
  assert.deepEqual(own.body.items.map((one: { unitId: string }) => one.unitId), [beijing]);
  const hidden = await app.request("GET", `/api/${t.key}/units/${shanghai}`, undefined, as);
  assert.equal(hidden.status, 403);
  const seen = await app.request("GET", `/api/${t.key}/audit`, undefined, as);
  assert.ok(seen.body.items.every((one: { unitId: string }) => one.unitId === beijing));
});

test("a grant ends at its end, to the instant", async () => {
  const end = Temporal.Instant.from("2031-05-01T00:00:00Z");
  const agency = await joinAs(app, t, "agency", beijing, end.epochMilliseconds);
  const me = () => app.request("GET", `/api/${t.key}/me`, undefined, { cookie: agency.cookie });
  const now = await me();
  assert.equal(now.status, 200);
  const held = now.body.capabilities.map((one: { capability: string }) => one.capability);
  assert.ok(held.includes("offers.write") && !held.includes("members.export"));
  assert.equal(now.body.capabilities[0].units[0].unitId, beijing);
  try {
    app.setNow(end.subtract({ milliseconds: 1 }));
    assert.equal((await me()).status, 200);
    app.setNow(end);
    assert.equal((await me()).status, 403);
  } finally {
    app.setNow(null);
  }
});

test("a revoked grant is gone at the next request", async () => {
  const manager = await joinAs(app, t, "store_manager", beijing);
  const list = () => t.api("GET", `/api/${t.key}/staff`, undefined, manager);
  const before = await list();
  assert.equal(before.status, 200);
  const grantId = before.body.items.find(
    (one: { staffId: string }) => one.staffId === manager.staffId,
  ).grants[0].grantId;
  assert.equal((await t.api("DELETE", `/api/${t.key}/grants/${grantId}`)).status, 204);
  assert.equal((await list()).status, 403);
  const again = await t.api("DELETE", `/api/${t.key}/grants/${grantId}`);
  assert.equal(again.body.code, "grant_not_active");
});

test("nobody grants what they do not hold on that unit", async () => {
  const manager = await joinAs(app, t, "store_manager", beijing);
  const other = await joinAs(app, t, "guide", beijing);
  const give = async (key: string, unitId: string) =>
    app.request(
      "POST",
      `/api/${t.key}/grants`,
      { staffId: other.staffId, roleId: await roleId(t, key), unitId },
      { cookie: manager.cookie },
    );
  assert.equal((await give("guide", beijing)).status, 201);
  assert.equal((await give("owner", beijing)).body.code, "grant_beyond_own");
  assert.equal((await give("guide", shanghai)).body.code, "not_permitted");
  const owner = await roleId(t, "owner");
  const invite = await app.request(
    "POST",
    `/api/${t.key}/invites`,
    { roleId: owner, unitId: beijing },
    { cookie: manager.cookie },
  );
  assert.equal(invite.body.code, "grant_beyond_own");
});

test("the last owner cannot be revoked; of two at once one stays", async () => {
  const own = await app.brand();
  const ownRoot = await own.ctx((ctx) => rootUnit(ctx));
  const ownersOf = async () =>
    (await own.api("GET", `/api/${own.key}/staff`)).body.items.flatMap(
      (one: { grants: { roleKey: string; grantId: string }[] }) =>
        one.grants.filter((grant) => grant.roleKey === "owner").map((grant) => grant.grantId),
    );
  const [only] = await ownersOf();
  const last = await own.api("DELETE", `/api/${own.key}/grants/${only}`);
  assert.equal(last.body.code, "last_owner");
  const second = await joinAs(app, own, "owner", ownRoot);
  const both = await ownersOf();
  assert.equal(both.length, 2);
  const revoked = Promise.withResolvers<void>();
  const first = own.ctx(async (ctx) => {
    await revokeGrant(ctx, both[0]);
    revoked.resolve();
    // Not yet committed while the second looks.
    await app.untilBlocked();
  });
  await revoked.promise;
  const late = await own.api("DELETE", `/api/${own.key}/grants/${both[1]}`, undefined, second);
  assert.equal(late.body.code, "last_owner");
  await first;
});

test("a custom role is a set of capabilities; unknown ones are refused", async () => {
  const roles = `/api/${t.key}/roles`;
  const role = { key: "till", name: "收银", capabilities: ["redemption.redeem"] };
  const made = await t.api("POST", roles, role);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal((await t.api("POST", roles, role)).body.code, "role_key_taken");
  const odd = await t.api("POST", roles, { ...role, key: "odd", capabilities: ["fly"] });
  assert.equal(odd.status, 400);
  const beyond = { ...role, key: "beyond", capabilities: ["import.backdate"] };
  assert.equal((await t.api("POST", roles, beyond)).body.code, "grant_beyond_own");
  const till = await joinAs(app, t, "till", beijing);
  const me = await app.request("GET", `/api/${t.key}/me`, undefined, { cookie: till.cookie });
  assert.deepEqual(me.body.capabilities.map((one: { capability: string }) => one.capability), [
    "redemption.redeem",
  ]);
});

test("staff of one brand are nobody in another", async () => {
  const other = await app.brand();
  const answer = await other.api("GET", `/api/${other.key}/me`, undefined, {
    cookie: t.ownerCookie,
  });
  assert.equal(answer.status, 401);
});
