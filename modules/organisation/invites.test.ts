import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cookieOf, joinAs, roleId } from "#tests/organisation-staff.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { createAccountFor, createUnit, rootUnit, wireMail } from "./index.ts";

let app: TestApp;
let t: TestBrand;
let root: string;
let guide: string;
before(async () => {
  app = await startTestApp();
  t = await app.brand();
  root = await t.ctx((ctx) => rootUnit(ctx));
  guide = await roleId(t, "guide");
});
after(() => app.close());

const invite = async (extra: Record<string, unknown> = {}, cookie?: string) => {
  const body = { roleId: guide, unitId: root, ...extra };
  return t.api("POST", `/api/${t.key}/invites`, body, cookie ? { cookie } : {});
};
const accept = (token: string, email: string, password = "a long password") =>
  app.request("POST", "/api/invites/accept", { token, email, password, name: "小王" });

test("an invite makes account, staff and grant, signs in, and works once", async () => {
  const made = await invite();
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal(made.body.link, `/console/invite#${made.body.token}`);
  const seen = await app.request("POST", "/api/invites/preview", { token: made.body.token });
  assert.equal(seen.body.role.name, "店员");
  assert.equal(seen.body.brand.key, t.key);
  const accepted = await accept(made.body.token, "wang@example.test");
  assert.equal(accepted.status, 200);
  const me = await app.request("GET", `/api/${t.key}/me`, undefined, {
    cookie: cookieOf(accepted.headers),
  });
  assert.equal(me.body.name, "小王");
  const again = await accept(made.body.token, "li@example.test");
  assert.equal(again.status, 410);
  assert.equal(again.body.code, "invite_not_usable");
  assert.equal((await accept(`${t.key}.nothing`, "li@example.test")).status, 410);
  assert.equal((await accept("no-brand.nothing", "li@example.test")).status, 410);
});

test("of two who accept at once, one wins and the other leaves nothing", async () => {
  const { body } = await invite();
  const answers = await Promise.all([
    accept(body.token, "race-a@example.test"),
    accept(body.token, "race-b@example.test"),
  ]);
  assert.deepEqual(answers.map((one) => one.status).sort(), [200, 410]);
  const { rows } = await app.databases.ownerPool.query(
    "select 1 from accounts.identities where email like 'race-%'",
  );
  assert.equal(rows.length, 1);
});

test("an existing account needs its own password, and keeps it", async () => {
  await createAccountFor("old@example.test", "the old password", "旧");
  const { body } = await invite();
  const wrong = await accept(body.token, "old@example.test", "another password");
  assert.equal(wrong.body.code, "sign_in_failed");
  assert.equal((await accept(body.token, "OLD@example.test", "the old password")).status, 200);
});

test("an invite ends after seven days, when cancelled, and with its maker's rights", async () => {
  const { body } = await invite();
  try {
    app.setNow(Temporal.Now.instant().add({ hours: 7 * 24 + 1 }));
    assert.equal((await accept(body.token, "late@example.test")).status, 410);
  } finally {
    app.setNow(null);
  }
  assert.equal((await t.api("DELETE", `/api/${t.key}/invites/${body.inviteId}`)).status, 204);
  assert.equal((await accept(body.token, "late@example.test")).status, 410);

  const city = await t.ctx((ctx) =>
    createUnit(ctx, { parentId: null, kind: "city", code: "GZ", name: "广州" }),
  );
  const manager = await joinAs(app, t, "store_manager", city);
  const theirs = await invite({ unitId: city }, manager.cookie);
  assert.equal(theirs.status, 201);
  const staff = await t.api("GET", `/api/${t.key}/staff`);
  const grants = staff.body.items.find(
    (one: { staffId: string }) => one.staffId === manager.staffId,
  ).grants;
  await t.api("DELETE", `/api/${t.key}/grants/${grants[0].grantId}`);
  assert.equal((await accept(theirs.body.token, "late@example.test")).status, 410);
  const states = (await t.api("GET", `/api/${t.key}/invites`)).body.items.map(
    (one: { state: string }) => one.state,
  );
  assert.ok(states.includes("cancelled") && states.includes("accepted") && states.includes("open"));
});

test("an invite for one e-mail is for it alone, and is mailed when mail is set up", async () => {
  const sent: { to: string; link: string }[] = [];
  wireMail({ sendInvite: async (mail) => void sent.push(mail) });
  const { body } = await invite({ email: "Chen@example.test" });
  wireMail(undefined);
  assert.equal(body.mailed, true);
  assert.equal(sent[0]?.to, "chen@example.test");
  assert.ok(sent[0]?.link.endsWith(body.link));
  const other = await accept(body.token, "someone@example.test");
  assert.equal(other.body.code, "invite_other_email");
  assert.equal((await accept(body.token, "chen@example.test")).status, 200);
});

test("neither the token nor its hash's source is kept anywhere", async () => {
  const { body } = await invite();
  const secret = body.token.split(".")[1];
  const { rows } = await app.databases.ownerPool.query(
    `select 1 from organisation.invites i where i::text like $1
     union all select 1 from platform.idempotency x where x::text like $1
     union all select 1 from platform.journal j where j::text like $1`,
    [`%${secret}%`],
  );
  assert.equal(rows.length, 0);
});
