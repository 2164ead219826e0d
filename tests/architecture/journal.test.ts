import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  createChannel,
  createSourceCode,
  engageTouch,
  recordTouch,
} from "#modules/channels/index.ts";
import { createUnit, rootUnit } from "#modules/organisation/index.ts";
import { wireSms } from "#modules/members/index.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { assertNone, sources } from "./sources.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d{2}(-\d{2}(T[\d:.]+Z)?)?$/;
/** A word of a closed list: no name, no sentence, no number of a person. */
const word = /^[a-zA-Z][a-zA-Z0-9_.:/-]{0,59}$/;

/** What a member's erasure could not reach, were it in an event. */
function personal(value: unknown, place: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one, i) => personal(one, `${place}[${i}]`));
  if (value !== null && typeof value === "object") {
    return Object.entries(value).flatMap(([name, one]) => personal(one, `${place}.${name}`));
  }
  if (typeof value !== "string" || uuid.test(value) || instant.test(value)) return [];
  if (/[^\s@]+@[^\s@]+\.[a-z]{2,}/i.test(value)) return [`${place}: an e-mail address (${value})`];
  if (/(?:\+?86)?1[3-9]\d{9}(?!\d)/.test(value)) return [`${place}: a phone number (${value})`];
  if (/\p{Script=Han}|\s/u.test(value)) return [`${place}: free text (${value})`];
  return word.test(value) || place.endsWith("visitorId") || /^[A-Z0-9-]{3,40}$/.test(value)
    ? []
    : [`${place}: not an id, a code, an amount or a time (${value})`];
}

/** Members of payloads that would hold somebody's words or ways to reach them. */
const named = /^\s*(name|nameEn|phone|email|mail|address|text|note|comment|title)\??:/;

test("no event declares a name, a phone number, an address or free text", () => {
  const wrong = sources(["modules"], /\/events\.ts$/).flatMap(({ file, text }) =>
    text
      .split("\n")
      .flatMap((line, index) => (named.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );
  assertNone(wrong, "Events are kept for ever and name nobody: keep this in the module's table.");
});

const visitorId = "visitor-0001";

async function scanPoster(t: TestBrand): Promise<void> {
  await t.ctx(async (ctx) => {
    const unitId = await rootUnit(ctx);
    await createUnit(ctx, { parentId: null, kind: "store", name: "湖滨店", code: "lake" });
    const channelId = await createChannel(ctx, {
      unitId,
      name: "门店海报",
      origin: "own",
      function: "promote",
      purpose: "acquire",
    });
    const { code } = await createSourceCode(ctx, {
      kind: "poster",
      channelId,
      unitId,
      target: "brand",
      name: "门口海报",
    });
    const userAgent = "Mozilla/5.0";
    const seen = { code, storeId: null, page: "brand", visitorId, userAgent, staff: false };
    const touchId = await recordTouch(ctx, seen);
    await engageTouch(ctx, touchId, "acted");
  });
}

async function joinAsMember(t: TestBrand): Promise<void> {
  let code = "";
  wireSms(() => ({
    name: "test",
    reveals: false,
    async send(message) {
      code = message.code;
    },
  }));
  const phone = "13800138000";
  await app.request("POST", `/${t.key}/api/sign-in/code`, { phone });
  const signIn = { phone, code, consents: [], visitorId };
  const signed = await app.request("POST", `/${t.key}/api/sign-in`, signIn);
  assert.equal(signed.status, 200, JSON.stringify(signed.body));
  const cookie = String([signed.headers["set-cookie"]].flat()[0]).split(";")[0] ?? "";
  const renamed = await app.request("PATCH", `/${t.key}/api/me`, { name: "王小明" }, { cookie });
  assert.ok(renamed.status < 300, JSON.stringify(renamed.body));
}

test("events that were written hold ids, codes, amounts and times only", async () => {
  const t = await app.brand();
  await scanPoster(t);
  await joinAsMember(t);
  await app.settle();
  const { rows } = await app.databases.ownerPool.query(
    "select kind, payload from platform.journal order by event_id",
  );
  const kinds = new Set(rows.map((row) => String(row.kind)));
  for (const kind of ["channels.touched", "channels.engaged", "members.joined"]) {
    assert.ok(kinds.has(kind), `${kind} was not among ${[...kinds].join(", ")}`);
  }
  assertNone(
    rows.flatMap((row) => personal(row.payload, String(row.kind))),
    "Events are kept for ever and name nobody:",
  );
});

test("planted: a phone number, an e-mail address and a sentence are found", () => {
  assert.equal(personal({ a: "13800138000" }, "x").length, 1);
  assert.equal(personal({ a: ["me@example.test"] }, "x").length, 1);
  assert.equal(personal({ a: { b: "来店里看看" } }, "x").length, 1);
  assert.equal(personal({ a: "they said so" }, "x").length, 1);
  assert.deepEqual(personal({ a: "voucher", b: 5, c: null, d: "2026-01-01T00:00:00Z" }, "x"), []);
});
