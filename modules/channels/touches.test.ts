import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ensureMember } from "#modules/members/index.ts";
import { createUnit, rootUnit } from "#modules/organisation/index.ts";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import {
  bindVisitor,
  createChannel,
  createSourceCode,
  recordTouch,
  recordVisit,
  sourcesOf,
  type TouchContext,
  type TouchInput,
} from "./index.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) MicroMessenger/8.0.49";
const noon = Temporal.Instant.from("2026-11-21T04:00:00Z");

async function place(t: TestBrand) {
  return t.ctx(async (ctx) => {
    const unitId = await rootUnit(ctx);
    const unit = { parentId: unitId, kind: "store" as const, code: "S1", name: "南京路店" };
    const storeId = await createUnit(ctx, unit);
    const channel = { name: "海报", origin: "own", function: "promote", purpose: "acquire" } as const;
    const channelId = await createChannel(ctx, { ...channel, unitId });
    const target = { unitId: storeId, target: "store", name: "门口", channelId } as const;
    const poster = await createSourceCode(ctx, { kind: "poster", ...target });
    const badge = await createSourceCode(ctx, { kind: "badge", ...target });
    return { storeId, channelId, poster, badge };
  }, noon);
}

const touchOf = (storeId: string, code: string | null, more: Partial<TouchInput> = {}) => ({
  code,
  storeId,
  page: "store",
  visitorId: "visitor-0001",
  userAgent: phone,
  staff: false,
  ...more,
});

/** As a public route declared `transaction: "none"` gives it. */
function withoutTransaction(ctx: Context, now: Temporal.Instant): TouchContext {
  const { tx: _tx, ...rest } = ctx;
  return { ...rest, actor: { kind: "public" }, now };
}

const events = async (t: TestBrand, kind: string) => {
  const { rows } = await app.databases.ownerPool.query(
    "select * from platform.journal where brand_id = $1 and kind = $2 order by event_id",
    [t.brandId, kind],
  );
  return rows;
};

test("touches of many visitors go down together, each with its own time and code", async () => {
  const t = await app.brand();
  const { storeId, channelId, poster } = await place(t);
  const base = await t.ctx(async (ctx) => ctx, noon);
  const ids = await Promise.all(
    Array.from({ length: 40 }, (_, at) => {
      const ctx = withoutTransaction(base, noon.add({ seconds: at }));
      const code = at % 2 ? poster.code : null;
      return recordTouch(ctx, touchOf(storeId, code, { visitorId: `visitor-${1000 + at}` }));
    }),
  );
  assert.equal(new Set(ids).size, 40);
  const told = await events(t, "channels.touched");
  assert.equal(told.length, 40);
  const last = told.find((event) => event.payload.touchId === ids[39]);
  assert.equal(String(last.occurred_at), noon.add({ seconds: 39 }).toString());
  assert.deepEqual([last.actor_kind, last.unit_id], ["public", storeId]);
  assert.deepEqual(
    [last.payload.channelId, last.payload.sourceCodeId, last.payload.bot],
    [channelId, poster.sourceCodeId, false],
  );
  assert.equal(told.filter((event) => event.payload.channelId === null).length, 20);
});

test("in a batch a touch that cannot be kept fails alone", async () => {
  const t = await app.brand();
  const { storeId } = await place(t);
  const ctx = withoutTransaction(await t.ctx(async (one) => one), noon);
  const settled = await Promise.allSettled([
    recordTouch(ctx, touchOf(storeId, null)),
    recordTouch(ctx, touchOf(storeId, null, { visitorId: "short" })),
  ]);
  assert.deepEqual(settled.map((one) => one.status), ["fulfilled", "rejected"]);
  assert.equal((await events(t, "channels.touched")).length, 1);
});

test("observed and valid differ by rules that can be listed", async () => {
  const t = await app.brand();
  const { storeId, poster, badge } = await place(t);
  const rows: [Partial<TouchInput>, string, boolean, string | null][] = [
    [{ visitorId: "visitor-aaaa" },                         poster.code, true,  null],
    [{ visitorId: "visitor-aaaa" },                         badge.code,  true,  "repeat"],
    [{ visitorId: "visitor-bbbb" },                         badge.code,  false, "not_engaged"],
    [{ visitorId: "visitor-bbbb" },                         badge.code,  true,  null],
    [{ visitorId: "visitor-cccc", staff: true },            badge.code,  true,  "staff"],
    [{ visitorId: "visitor-dddd", userAgent: "curl/8.5.0" }, badge.code, true,  "bot"],
    [{ visitorId: "visitor-eeee", userAgent: null },        badge.code,  true,  "bot"],
  ];
  const ids: string[] = [];
  for (const [more, code, engaged] of rows) {
    const id = await t.ctx((ctx) => recordTouch(ctx, touchOf(storeId, code, more)), noon);
    ids.push(id);
    if (!engaged) continue;
    const url = `/${t.key}/api/touches/${id}/engaged`;
    assert.equal((await app.request("POST", url, { how: "visible" })).status, 204);
    assert.equal((await app.request("POST", url, { how: "acted" })).status, 204);
  }
  assert.equal((await events(t, "channels.engaged")).length, 6);
  const all = await t.api("GET", `/api/${t.key}/touches?day=2026-11-21`);
  const rules = new Map(
    all.body.items.map((one: { touchId: string; rule: string | null }) => [one.touchId, one.rule]),
  );
  rows.forEach(([, , , rule], at) => assert.equal(rules.get(ids[at]), rule, `row ${at}`));
  const bots = await t.api("GET", `/api/${t.key}/touches?day=2026-11-21&exclusion=bot`);
  assert.deepEqual(bots.body.items.map((b: { ruleVersion: number }) => b.ruleVersion), [1, 1]);
  const valid = await t.api("GET", `/api/${t.key}/touches?day=2026-11-21&exclusion=none`);
  assert.equal(valid.body.items.length, 2);
  const list = await t.api("GET", `/api/${t.key}/source-codes`);
  const counts = list.body.items.map((c: { touches: number }) => c.touches);
  assert.deepEqual(counts, [6, 1]);
  const other = { origin: "own", function: "sell", purpose: "retain", name: "另一渠道" };
  const unitId = list.body.items[0].unitId;
  const made = await t.api("POST", `/api/${t.key}/channels`, { ...other, unitId });
  const url = `/api/${t.key}/source-codes/${badge.sourceCodeId}`;
  const moved = await t.api("PATCH", url, { channelId: made.body.channelId });
  assert.equal(moved.status, 204);
  assert.equal((await t.api("GET", url)).body.touches, 6);
});

test("an unknown touch cannot be engaged, nor one of another brand", async () => {
  const [t, other] = [await app.brand(), await app.brand()];
  const { storeId } = await place(t);
  const id = await t.ctx((ctx) => recordTouch(ctx, touchOf(storeId, null)));
  const url = `/${other.key}/api/touches/${id}/engaged`;
  assert.equal((await app.request("POST", url, { how: "visible" })).status, 404);
});

async function sourceAt(ctx: Context, memberId: string, touchId: string | null = null) {
  const [source] = await sourcesOf(ctx, [{ memberId, touchId, now: ctx.now }]);
  return source?.sourceCodeId ?? null;
}

test("the last source within 30 days of a member, once the visitor is bound", async () => {
  const t = await app.brand();
  const { storeId, poster, badge } = await place(t);
  const visitorId = "visitor-0001";
  const touch = (code: string | null, hours: number, more: Partial<TouchInput> = {}) =>
    t.ctx((ctx) => recordTouch(ctx, touchOf(storeId, code, more)), noon.add({ hours }));
  const first = await touch(poster.code, 0);
  await touch(badge.code, 1);
  await touch(null, 2);
  await touch(poster.code, 3, { userAgent: "curl/8.5.0" });
  const { memberId } = await t.ctx((ctx) => ensureMember(ctx, { phone: "13800138000" }), noon);
  await t.ctx(async (ctx) => {
    assert.equal(await sourceAt(ctx, memberId), null);
    // The touch that led here counts before any binding.
    assert.equal(await sourceAt(ctx, memberId, first), poster.sourceCodeId);
    await bindVisitor(ctx, visitorId, memberId);
    await bindVisitor(ctx, visitorId, memberId);
    assert.equal(await sourceAt(ctx, memberId), badge.sourceCodeId);
    assert.equal(await sourceAt(ctx, memberId, first), poster.sourceCodeId);
    const both = [memberId, newId()].map((one) => ({ memberId: one, touchId: null, now: ctx.now }));
    const sources = await sourcesOf(ctx, both);
    assert.deepEqual(sources.map((one) => one?.visitorId ?? null), [visitorId, null]);
  }, noon.add({ hours: 4 }));
  assert.equal((await events(t, "channels.visitor_bound")).length, 1);
  const late = noon.add({ hours: 1 + 30 * 24 });
  await t.ctx(async (ctx) => assert.equal(await sourceAt(ctx, memberId), null), late);
  const after = await touch(null, 5);
  const told = (await events(t, "channels.touched")).find((e) => e.payload.touchId === after);
  assert.equal(told.member_id, memberId);
});

test("a visit counts once per member, store and day; an unknown store is one place", async () => {
  const t = await app.brand();
  const { storeId } = await place(t);
  const memberId = (await t.ctx((ctx) => ensureMember(ctx, { externalId: "h1" }))).memberId;
  const rows: [string | null, string | null, string, boolean][] = [
    [storeId, memberId, "2026-11-21T04:00:00Z", true],
    [storeId, memberId, "2026-11-21T15:59:59Z", false],
    [storeId, memberId, "2026-11-21T16:00:00Z", true],
    [null,    memberId, "2026-11-21T04:00:00Z", true],
    [null,    memberId, "2026-11-21T05:00:00Z", false],
    [storeId, null,     "2026-11-21T04:00:00Z", true],
    [storeId, null,     "2026-11-21T04:00:00Z", true],
  ];
  for (const [store, member, at, isNew] of rows) {
    const visit = { storeId: store, memberId: member };
    const made = await t.ctx((ctx) => recordVisit(ctx, visit), Temporal.Instant.from(at));
    assert.equal(made, isNew, `${store ? "store" : "unknown"} ${at}`);
  }
  assert.equal((await events(t, "channels.visited")).length, 5);
});
