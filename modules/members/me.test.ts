import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { ensureMember, memberByPhone, wireMemberDataParts } from "./index.ts";
import { openSession } from "./sessions.ts";

let app: TestApp;
const erased: string[] = [];

before(async () => {
  app = await startTestApp();
  wireMemberDataParts([
    {
      name: "vouchers",
      export: async () => [{ voucherId: "v1" }],
      erase: async (_ctx: Context, memberId: string) => void erased.push(memberId),
    },
  ]);
});
after(() => app.close());

const phone = "13800138000";

async function member(t: TestBrand) {
  return t.ctx(async (ctx) => {
    const { memberId } = await ensureMember(ctx, { phone });
    return { memberId, cookie: `bihuan_member=${await openSession(ctx, memberId)}` };
  });
}

const call = (t: TestBrand, cookie: string, method: string, path: string, body?: unknown) =>
  app.request(method, `/${t.key}/api${path}`, body, { cookie });

test("a consent is withdrawn as easily as given, and its history stays", async () => {
  const t = await app.brand();
  const { cookie } = await member(t);
  const set = (given: boolean, version = "2026-11") =>
    call(t, cookie, "POST", "/me/consents", { purpose: "marketing", version, given });
  assert.equal((await set(true)).body.consents[0].given, true);
  assert.equal((await set(true)).body.consents.length, 1);
  const off = await set(false);
  assert.equal(off.body.consents[0].given, false);
  assert.ok(off.body.consents[0].withdrawnAt >= off.body.consents[0].givenAt);
  await set(true);
  assert.equal((await set(true, "1999-01")).body.code, "consent_version_unknown");

  const told = await call(t, cookie, "GET", "/me/export");
  const periods = told.body.consents.map((c: { withdrawnAt: number | null }) => !c.withdrawnAt);
  assert.deepEqual(periods, [false, true]);
  const kinds = told.body.events.map((e: { kind: string }) => e.kind);
  assert.deepEqual(kinds, [
    "members.joined",
    "members.consent_given",
    "members.consent_withdrawn",
    "members.consent_given",
  ]);
  await assert.rejects(
    t.ctx((ctx) => sql`update members.consents set given = false`.execute(ctx.tx)),
    /permission denied/,
  );
});

test("what is necessary ends with the account only", async () => {
  const t = await app.brand();
  const { cookie } = await member(t);
  const choice = { purpose: "necessary", version: "2026-11", given: false };
  const refused = await call(t, cookie, "POST", "/me/consents", choice);
  assert.equal(refused.body.code, "consent_needed_to_serve");
});

test("a name of 40 characters is kept, one of 41 refused, spaces are none", async () => {
  const t = await app.brand();
  const { cookie } = await member(t);
  const rename = (name: string | null) => call(t, cookie, "PATCH", "/me", { name });
  assert.equal((await rename("👨‍👩‍👧".repeat(20))).body.name, "👨‍👩‍👧".repeat(20));
  assert.equal((await rename("张".repeat(41))).body.code, "invalid_input");
  assert.equal((await rename("a\u0000b")).body.code, "invalid_input");
  assert.equal((await rename("  ")).body.name, null);
});

test("a member takes everything along: record, consents, parts, events", async () => {
  const t = await app.brand();
  const { memberId, cookie } = await member(t);
  const { body } = await call(t, cookie, "GET", "/me/export");
  assert.deepEqual([body.format, body.member.memberId], ["bihuan-member/1", memberId]);
  assert.equal(body.member.phone, "+8613800138000");
  const card = { tierId: null, heldUntil: null, spentMinor: 0, spending: [] };
  assert.deepEqual(body.parts, { card, vouchers: [{ voucherId: "v1" }] });
});

test("erasure empties the person, ends the sessions and frees the phone", async () => {
  const t = await app.brand();
  const { memberId, cookie } = await member(t);
  const gone = await call(t, cookie, "DELETE", "/me");
  assert.equal(gone.status, 204);
  assert.match(String(gone.headers["set-cookie"]), /bihuan_member=;/);
  assert.ok(erased.includes(memberId));
  assert.equal((await call(t, cookie, "GET", "/me")).status, 401);
  await t.ctx(async (ctx) => {
    assert.equal(await memberByPhone(ctx, phone), null);
    const again = await ensureMember(ctx, { phone });
    assert.notEqual(again.memberId, memberId);
    assert.equal(again.created, true);
  });
});

test("no event of a member holds a phone or a name", async () => {
  const t = await app.brand();
  const { cookie } = await member(t);
  await call(t, cookie, "PATCH", "/me", { name: "张三" });
  await call(t, cookie, "DELETE", "/me");
  const { rows } = await app.databases.ownerPool.query(
    "select string_agg(payload::text, ' ') as all from platform.journal where brand_id = $1",
    [t.brandId],
  );
  assert.doesNotMatch(String(rows[0].all), /13800138000|张三/);
});

test("the texts of each purpose come with their version", async () => {
  const t = await app.brand();
  const { body } = await app.request("GET", `/${t.key}/api/consent-texts`);
  const current = body.items.filter((text: { current: boolean }) => text.current);
  assert.equal(current.length, 4);
});
