import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { wireOnSignIn, wireSms } from "./index.ts";
import type { SmsMessage } from "./ports.ts";

let app: TestApp;
let sent: SmsMessage[] = [];
const bound: string[] = [];

before(async () => {
  app = await startTestApp();
  wireSms((brand) => ({
    name: "test",
    reveals: brand.sample,
    send: async (message) => void sent.push(message),
  }));
  wireOnSignIn(async (_ctx, { visitorId }) => void bound.push(visitorId));
});
after(() => app.close());

const start = Temporal.Instant.from("2026-11-21T03:00:00Z");
const consents = [{ purpose: "marketing", version: "2026-11", given: true }];

function cookieOf(answer: { headers: Record<string, unknown> }): string {
  return String([answer.headers["set-cookie"]].flat()[0]);
}

async function codeFor(t: TestBrand, phone: string): Promise<string> {
  sent = [];
  const answer = await app.request("POST", `/${t.key}/api/sign-in/code`, { phone });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return sent[0]?.code ?? "";
}

const signIn = (t: TestBrand, phone: string, code: string, more: object = {}) =>
  app.request("POST", `/${t.key}/api/sign-in`, { phone, code, consents: [], ...more });

test("a person signs in by phone and code, and is one member however it is typed", async () => {
  const t = await app.brand();
  app.setNow(start);
  const code = await codeFor(t, "138 0013 8000");
  assert.match(code, /^\d{6}$/);
  assert.equal(sent[0]?.phone, "+8613800138000");
  const first = await signIn(t, "13800138000", code, { consents, visitorId: "visitor-0001" });
  assert.equal(first.status, 200, JSON.stringify(first.body));
  assert.deepEqual([first.body.created, first.body.phoneMasked], [true, "138****8000"]);
  assert.ok(bound.includes("visitor-0001"));
  const cookie = cookieOf(first);
  assert.match(cookie, new RegExp(`^bihuan_member=.*Max-Age=7776000; Path=/${t.key}; HttpOnly`));
  assert.match(cookie, /SameSite=Lax/);
  const me = await app.request("GET", `/${t.key}/api/me`, undefined, { cookie });
  assert.equal(me.body.phoneMasked, "138****8000");
  const given = me.body.consents.map((c: { purpose: string }) => c.purpose).sort();
  assert.deepEqual(given, ["marketing", "necessary"]);

  app.setNow(start.add({ seconds: 61 }));
  const again = await signIn(t, "+86 13800138000", await codeFor(t, "＋8613800138000"));
  assert.deepEqual([again.body.created, again.body.memberId], [false, first.body.memberId]);
});

test("the code is shown only where the sender reveals it", async () => {
  const [real, sample] = [await app.brand(), await app.brand({ sample: true })];
  const body = { phone: "13800138000" };
  const hidden = await app.request("POST", `/${real.key}/api/sign-in/code`, body);
  const shown = await app.request("POST", `/${sample.key}/api/sign-in/code`, body);
  assert.equal("demoCode" in hidden.body, false);
  assert.equal(shown.body.demoCode, sent.at(-1)?.code);
});

test("refusals of the phone, the minute and the day", async () => {
  const t = await app.brand();
  const ask = (phone: string) =>
    app.request("POST", `/${t.key}/api/sign-in/code`, { phone }, {
      headers: { "accept-language": "en" },
    });
  app.setNow(start);
  assert.equal((await ask("021-62883333")).body.code, "phone_not_valid");
  assert.equal((await ask("13900139000")).status, 200);
  app.setNow(start.add({ seconds: 20 }));
  const soon = await ask("13900139000");
  assert.deepEqual([soon.status, soon.body.code], [429, "code_too_soon"]);
  assert.match(soon.body.next, /40 seconds/);
  for (let minute = 1; minute <= 9; minute += 1) {
    app.setNow(start.add({ seconds: 60 * minute }));
    assert.equal((await ask("13900139000")).status, 200);
  }
  app.setNow(start.add({ seconds: 600 }));
  assert.equal((await ask("13900139000")).body.code, "too_many_tries");
});

test("of two codes asked for at once one is sent", async () => {
  const t = await app.brand();
  app.setNow(start);
  sent = [];
  const body = { phone: "13700137000" };
  const answers = await Promise.all(
    [1, 2, 3].map(() => app.request("POST", `/${t.key}/api/sign-in/code`, body)),
  );
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, 429, 429]);
  assert.equal(sent.length, 1);
});

test("five wrong tries void a code, an old one is void, a used one is void", async () => {
  const t = await app.brand();
  app.setNow(start);
  const code = await codeFor(t, "13600136000");
  const wrong = code === "000000" ? "111111" : "000000";
  for (let round = 0; round < 5; round += 1) {
    assert.equal((await signIn(t, "13600136000", wrong)).body.code, "code_wrong");
  }
  assert.equal((await signIn(t, "13600136000", code)).body.code, "code_tries_used");

  app.setNow(start.add({ seconds: 60 }));
  const second = await codeFor(t, "13600136000");
  app.setNow(start.add({ seconds: 60 + 300 }));
  assert.equal((await signIn(t, "13600136000", second)).body.code, "code_wrong");

  const third = await codeFor(t, "13600136000");
  const both = await Promise.all([1, 2].map(() => signIn(t, "13600136000", third)));
  assert.deepEqual(both.map((a) => a.status).sort(), [200, 400]);
});

test("a code, a session and a member belong to their brand", async () => {
  const [one, other] = [await app.brand(), await app.brand()];
  app.setNow(start);
  const code = await codeFor(one, "13500135000");
  assert.equal((await signIn(other, "13500135000", code)).body.code, "code_wrong");
  const cookie = cookieOf(await signIn(one, "13500135000", code));
  const elsewhere = await app.request("GET", `/${other.key}/api/me`, undefined, { cookie });
  assert.equal(elsewhere.status, 401);
});

test("signing out ends the session, and so do ninety days", async () => {
  const t = await app.brand();
  app.setNow(start);
  const me = (cookie: string) => app.request("GET", `/${t.key}/api/me`, undefined, { cookie });
  const cookie = cookieOf(await signIn(t, "13400134000", await codeFor(t, "13400134000")));
  assert.equal((await me(cookie)).status, 200);
  app.setNow(start.add({ hours: 90 * 24 }));
  assert.equal((await me(cookie)).status, 401);
  app.setNow(start);
  const out = await app.request("POST", `/${t.key}/api/sign-out`, undefined, { cookie });
  assert.equal(out.status, 204);
  assert.equal((await me(cookie)).status, 401);
});

test("no sender, or one that fails: a clear answer, and the minute is not lost", async () => {
  const t = await app.brand();
  app.setNow(start);
  const ask = () => app.request("POST", `/${t.key}/api/sign-in/code`, { phone: "13300133000" });
  let up = false;
  const send = async () => {
    if (!up) throw new Error("the network is down");
  };
  const wired = sent;
  wireSms(() => null);
  assert.deepEqual([(await ask()).status, (await ask()).body.code], [503, "sms_not_configured"]);
  wireSms(() => ({ name: "flaky", reveals: false, send }));
  assert.equal((await ask()).body.code, "sms_not_sent");
  up = true;
  assert.equal((await ask()).status, 200);
  sent = wired;
});
