import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { createAccountFor } from "./index.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp({ slowPasswords: true });
});
after(() => app.close());

const password = "a long password";
const signIn = (email: string, given = password) =>
  app.request("POST", "/api/auth/sign-in", { email, password: given });
const cookieOf = (headers: Record<string, unknown>) => String([headers["set-cookie"]].flat()[0]);
const sessionStatus = async (cookie: string) =>
  (await app.request("GET", "/api/session", undefined, { cookie })).status;

test("the owner of a new brand is signed in and sees it", async () => {
  const t = await app.brand();
  const { status, body } = await t.api("GET", "/api/session");
  assert.equal(status, 200);
  assert.deepEqual(
    body.brands.map((one: { key: string }) => one.key),
    [t.key],
  );
});

test("the session cookie is httpOnly, lax, for /api alone, thirty days", async () => {
  await createAccountFor("Cookie@Example.test", password, "C");
  const signed = await signIn("cookie@example.test");
  assert.equal(signed.status, 204);
  const cookie = cookieOf(signed.headers);
  assert.match(cookie, /^bihuan_staff=/);
  for (const part of ["HttpOnly", "SameSite=Lax", "Path=/api", "Max-Age=2592000"]) {
    assert.ok(cookie.includes(part), `${part} in ${cookie}`);
  }
});

test("a session keeps no address", async () => {
  await createAccountFor("address@example.test", password, "Address");
  assert.equal((await signIn("address@example.test")).status, 204);
  const { rows } = await app.databases.ownerPool.query(
    "select count(*) as sessions, count(nullif(ip_address, '')) as kept from accounts.sessions",
  );
  assert.ok(rows[0].sessions > 0);
  assert.equal(rows[0].kept, 0);
});

test("an unknown e-mail and a wrong password are answered alike", async () => {
  await createAccountFor("known@example.test", password, "K");
  const wrong = await signIn("known@example.test", "not the password");
  const unknown = await signIn("nobody@example.test", "not the password");
  const malformed = await signIn("no e-mail", "not the password");
  for (const one of [wrong, unknown, malformed]) {
    assert.equal(one.status, 401);
    assert.equal(one.body.code, "sign_in_failed");
    assert.equal(one.body.title, wrong.body.title);
    assert.equal(one.headers["set-cookie"], undefined);
  }
});

test("the eleventh try at an e-mail within 15 minutes waits, right password or not", async () => {
  await createAccountFor("guessed@example.test", password, "G");
  for (let i = 0; i < 10; i++) {
    assert.equal((await signIn("guessed@example.test", "x")).status, 401);
  }
  const late = await signIn("guessed@example.test");
  assert.equal(late.status, 429);
  assert.equal(late.body.code, "too_many_tries");
  assert.ok(late.body.params.seconds > 0 && late.body.params.seconds <= 900);
});

test("a revoked session and a signed-out one are refused at the next request", async () => {
  await createAccountFor("two@example.test", password, "T");
  const one = cookieOf((await signIn("two@example.test")).headers).split(";")[0] ?? "";
  const two = cookieOf((await signIn("two@example.test")).headers).split(";")[0] ?? "";
  const listed = await app.request("GET", "/api/auth/sessions", undefined, { cookie: one });
  assert.equal(listed.body.items.length, 2);
  const other = listed.body.items.find((item: { current: boolean }) => !item.current);
  const path = `/api/auth/sessions/${other.sessionId}`;
  assert.equal((await app.request("DELETE", path, undefined, { cookie: one })).status, 204);
  assert.equal((await app.request("DELETE", path, undefined, { cookie: one })).status, 404);
  assert.equal(await sessionStatus(two), 401);
  const out = await app.request("POST", "/api/auth/sign-out", undefined, { cookie: one });
  assert.equal(out.status, 204);
  assert.match(cookieOf(out.headers), /^bihuan_staff=;.*Max-Age=0/);
  assert.equal(await sessionStatus(one), 401);
});

test("a new password ends the other sessions; the old one no longer fits", async () => {
  await createAccountFor("change@example.test", password, "C");
  const cookie = cookieOf((await signIn("change@example.test")).headers).split(";")[0] ?? "";
  const other = cookieOf((await signIn("change@example.test")).headers).split(";")[0] ?? "";
  const change = (currentPassword: string) => {
    const body = { currentPassword, newPassword: "another password" };
    return app.request("POST", "/api/auth/password", body, { cookie });
  };
  assert.equal((await change("wrong")).body.code, "sign_in_failed");
  assert.equal((await change(password)).status, 204);
  assert.equal(await sessionStatus(cookie), 200);
  assert.equal(await sessionStatus(other), 401);
  assert.equal((await signIn("change@example.test")).status, 401);
  assert.equal((await signIn("change@example.test", "another password")).status, 204);
});

test("signing in and out reaches the journal of the brand", async () => {
  const t = await app.brand();
  await t.api("POST", "/api/auth/sign-out");
  const { rows } = await app.databases.ownerPool.query(
    `select kind from platform.journal where brand_id = $1
       and kind like 'organisation.staff_signed%' order by event_id`,
    [t.brandId],
  );
  assert.deepEqual(
    rows.map((row) => row.kind),
    ["organisation.staff_signed_in", "organisation.staff_signed_out"],
  );
});

test("the app role reads nothing of schema accounts", async () => {
  for (const table of ["identities", "sessions", "credentials", "verifications"]) {
    await assert.rejects(
      app.databases.appPool.query(`select 1 from accounts.${table}`),
      /permission denied/,
    );
  }
});

test("a forged cookie is nobody's", async () => {
  const t = await app.brand();
  const forged = t.ownerCookie.replace(/=.{8}/, "=AAAAAAAA");
  assert.equal(await sessionStatus(forged), 401);
});
