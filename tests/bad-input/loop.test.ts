import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { createAccountFor, insertGrant, insertStaff } from "#modules/organisation/index.ts";
import { newId } from "#platform/ids.ts";
import { dayOf, dayWindow } from "#platform/time.ts";
import { startTestApp, type ApiAnswer, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand } from "#tests/support/loop.ts";

let app: TestApp;
let b: LoopBrand;
before(async () => {
  app = await startTestApp();
  b = await loopBrand(app);
});
after(() => app.close());

const en = { "accept-language": "en" };
const html = { headers: { accept: "text/html" } };
const pageData = (answer: ApiAnswer) =>
  JSON.parse(/id="page-data">(.*?)<\/script>/.exec(String(answer.body))?.[1] ?? "{}");

test("an unknown and a retired code both land somewhere useful", async () => {
  const channel = await b.api("POST", "/channels", {
    name: "海报", origin: "own", function: "promote", purpose: "acquire", unitId: b.root,
  });
  const made = await b.api("POST", "/source-codes", {
    kind: "poster",
    channelId: channel.body.channelId,
    unitId: b.first,
    target: "store",
    name: "门口",
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const scan = (code: string) => app.request("GET", `/${b.t.key}/c/${code}`, undefined, html);
  assert.equal(pageData(await scan(made.body.code)).store.code, "S1");
  for (const code of ["ZZZZZZZZ", "nonsense!", "%F0%9F%8D%B5", "x".repeat(300)]) {
    const unknown = await scan(code);
    assert.equal(unknown.status, 404, code);
    assert.equal(pageData(unknown).kind, "not-found");
  }
  await b.api("POST", `/source-codes/${made.body.sourceCodeId}/retire`, { successorId: null });
  const retired = await scan(made.body.code);
  assert.deepEqual([retired.status, pageData(retired).kind], [200, "retired"]);
  const gone = await app.request("GET", "/nobrand/c/ZZZZZZZZ", undefined, html);
  assert.equal(gone.status, 404);
  assert.match(String(gone.headers["content-type"]), /^text\/html/);
});

test("at the counter: a code that is none, another brand's, a poster's", async () => {
  const other = await loopBrand(app);
  const member = await other.member();
  const { link } = await other.show(member, await other.voucher(member, await other.offer()));
  const unknown = await b.prepare("646923625563", b.first, { headers: en });
  assert.ok(["code_unknown", "code_mistyped"].includes(unknown.body.code), unknown.body.code);
  assert.ok(!/\p{Script=Han}/u.test(unknown.body.title + unknown.body.next));
  const foreign = await b.prepare(link, b.first);
  assert.ok(foreign.status >= 400 && foreign.status < 500, JSON.stringify(foreign.body));
  assert.ok(["brand_mismatch", "code_unknown"].includes(foreign.body.code), foreign.body.code);
});

test("a phone number that is none asks for no message", async () => {
  const none = ["12345", "+8613", "abc", "９９９", "00000000000", "👋", "1380000000012345"];
  for (const phone of none) {
    const asked = await app.request("POST", `/${b.t.key}/api/sign-in/code`, { phone });
    assert.deepEqual([asked.status, asked.body.code], [400, "phone_not_valid"], phone);
    assert.ok(/\p{Script=Han}/u.test(asked.body.next));
  }
  const phone = "１３８００１３８０００";
  const full = await app.request("POST", `/${b.t.key}/api/sign-in/code`, { phone });
  assert.equal(full.status, 200, "full-width digits are digits");
});

test("a grant that has ended gives nothing, from that moment on", async () => {
  const email = `${newId()}@example.test`;
  const accountId = await createAccountFor(email, "long-enough-for-tests", "店员");
  const start = Temporal.Now.instant();
  await b.t.ctx(async (ctx) => {
    const staffId = await insertStaff(ctx, { staffId: newId(), accountId, name: "店员", email });
    const { rows } = await sql<{ role_id: string }>`select role_id from organisation.roles
      where brand_id = ${b.t.brandId} and key = 'guide'`.execute(ctx.tx);
    const validTo = start.add({ hours: 1 });
    await insertGrant(ctx, { staffId, roleId: rows[0]?.role_id ?? "", unitId: b.first, validTo });
  });
  const password = "long-enough-for-tests";
  const signed = await app.request("POST", "/api/auth/sign-in", { email, password });
  const cookie = String([signed.headers["set-cookie"]].flat()[0]).split(";")[0] ?? "";
  const member = await b.member();
  const voucherId = await b.voucher(member, await b.offer());
  const { link } = await b.show(member, voucherId);
  const seen = await b.prepare(link, b.first, { cookie });
  assert.equal(seen.status, 200, JSON.stringify(seen.body));
  app.setNow(start.add({ minutes: 61 }));
  try {
    const late = await b.commit(seen.body.prepareToken, 10_000, { cookie, headers: en });
    assert.deepEqual([late.status, late.body.code], [403, "not_permitted"]);
    assert.equal((await b.prepare(link, b.first, { cookie })).status, 403);
  } finally {
    app.setNow(null);
  }
});

test("a time zone that is none is refused", async () => {
  for (const timeZone of ["Mars/Olympus", "GMT+25", "", "Asia/Shanghai ", "+08:00x"]) {
    const body = { key: `z${newId().slice(-8)}`, name: "新品牌", timeZone, currency: "CNY" };
    const made = await b.t.api("POST", "/api/brands", body);
    assert.deepEqual([made.status, made.body.code], [400, "invalid_input"], timeZone);
  }
});

test("a day abroad on which the clocks change has 23 or 25 hours and is one day", async () => {
  const abroad = await app.brand({ timeZone: "America/New_York" });
  const hoursOf = (day: string) =>
    abroad.ctx(async (ctx) => {
      const { from, to } = dayWindow(ctx, day);
      return (to.epochMilliseconds - from.epochMilliseconds) / 3_600_000;
    });
  assert.equal(await hoursOf("2026-03-08"), 23);
  assert.equal(await hoursOf("2026-11-01"), 25);
  // 01:30 comes twice on that night; both are the same day, and 23:59 is still inside.
  const twice = ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2026-11-02T04:59:59Z"];
  await abroad.ctx(async (ctx) => {
    for (const at of twice) assert.equal(dayOf(ctx, Temporal.Instant.from(at)), "2026-11-01");
    assert.equal(dayOf(ctx, Temporal.Instant.from("2026-11-02T05:00:00Z")), "2026-11-02");
  });
});

test("a voucher claimed on the 25-hour day lasts to that zone's midnight", async () => {
  const abroad = await loopBrand(app, { timeZone: "America/New_York" });
  const offerId = await abroad.offer({ validity: { kind: "days", days: 1 } });
  app.setNow(Temporal.Instant.from("2027-11-07T04:30:00Z"));
  try {
    const claimed = await abroad.claim(await abroad.member(), offerId);
    assert.equal(claimed.status, 200, JSON.stringify(claimed.body));
    const until = Temporal.Instant.fromEpochMilliseconds(claimed.body.validTo);
    const local = until.toZonedDateTimeISO("America/New_York").toPlainDateTime();
    assert.match(local.toString(), /^2027-11-0[89]T00:00:00$/);
  } finally {
    app.setNow(null);
  }
});
