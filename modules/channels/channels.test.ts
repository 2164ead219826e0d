import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createUnit, rootUnit } from "#modules/organisation/index.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const kind = { origin: "own", function: "promote", purpose: "acquire" };

async function place(t: TestBrand) {
  return t.ctx(async (ctx) => {
    const root = await rootUnit(ctx);
    const unit = { parentId: root, kind: "store" as const, code: "S1", name: "南京路店" };
    return { root, store: await createUnit(ctx, unit) };
  });
}

async function channel(t: TestBrand, unitId: string, name: string, more: object = {}) {
  const made = await t.api("POST", `/api/${t.key}/channels`, { name, unitId, ...kind, ...more });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return String(made.body.channelId);
}

async function code(t: TestBrand, channelId: string, unitId: string, more: object = {}) {
  const body = { kind: "poster", channelId, unitId, target: "store", name: "门口海报", ...more };
  const made = await t.api("POST", `/api/${t.key}/source-codes`, body);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body as { sourceCodeId: string; code: string; url: string };
}

test("a channel shows what it is, what it costs and whether it is idle", async () => {
  const t = await app.brand();
  const { root } = await place(t);
  const old = await channel(t, root, "旧公众号");
  app.setNow(Temporal.Now.instant().add({ hours: 31 * 24 }));
  const fresh = await channel(t, root, "门店海报", { nameEn: "Posters" });
  for (const [month, costMinor] of [["2026-10", 50_000], ["2026-11", 70_000]] as const) {
    const url = `/api/${t.key}/channels/${fresh}/costs/${month}`;
    assert.equal((await t.api("PUT", url, { costMinor: 1 })).status, 204);
    assert.equal((await t.api("PUT", url, { costMinor })).status, 204);
  }
  const { body } = await t.api("GET", `/api/${t.key}/channels`);
  const byId = new Map(body.items.map((c: { channelId: string }) => [c.channelId, c]));
  assert.equal(body.items.length, 2);
  assert.equal((byId.get(old) as { idle: boolean }).idle, true);
  const shown = byId.get(fresh) as Record<string, unknown>;
  assert.deepEqual([shown.idle, shown.costMinor, shown.nameEn], [false, 120_000, "Posters"]);
  const costs = await t.api("GET", `/api/${t.key}/channels/${fresh}/costs`);
  assert.deepEqual(costs.body.items.map((c: { month: string }) => c.month), ["2026-11", "2026-10"]);
  app.setNow(null);
});

test("a ban lists what hangs on the channel and re-points its codes in one action", async () => {
  const t = await app.brand();
  const { root, store } = await place(t);
  const [bad, good] = [await channel(t, root, "被封账号"), await channel(t, root, "新账号")];
  const codes = [await code(t, bad, store), await code(t, bad, store, { kind: "badge" })];
  const effects = await t.api("GET", `/api/${t.key}/channels/${bad}/affected`);
  assert.equal(effects.body.codes.length, 2);
  const ban = (toChannelId: string | null) =>
    t.api("POST", `/api/${t.key}/channels/${bad}/ban`, { toChannelId });
  assert.equal((await ban(bad)).body.code, "channel_not_active");
  const { body } = await ban(good);
  assert.deepEqual(body.repointed.sort(), codes.map((one) => one.sourceCodeId).sort());
  const list = await t.api("GET", `/api/${t.key}/source-codes?channelId=${good}`);
  assert.equal(list.body.items.length, 2);
  assert.equal((await t.api("GET", `/api/${t.key}/channels/${bad}`)).body.state, "banned");
  const body2 = { kind: "link", channelId: bad, unitId: root, target: "brand", name: "链接" };
  const refused = await t.api("POST", `/api/${t.key}/source-codes`, body2);
  assert.equal(refused.body.code, "channel_not_active");
});

test("banned without another channel: its codes land on the brand's page", async () => {
  const t = await app.brand();
  const { root, store } = await place(t);
  const bad = await channel(t, root, "被封账号");
  const made = await code(t, bad, store);
  const { body } = await t.api("POST", `/api/${t.key}/channels/${bad}/ban`, { toChannelId: null });
  assert.deepEqual(body, { repointed: [], retired: [made.sourceCodeId] });
});

test("reported traffic: a repeat changes nothing, a correction is an event", async () => {
  const t = await app.brand();
  const { root } = await place(t);
  const id = await channel(t, root, "点评");
  const send = (rows: object[]) =>
    t.api("POST", `/api/${t.key}/channels/${id}/reported`, { rows });
  const days = [{ day: "2026-11-01", visits: 9_000 }, { day: "2026-11-02", visits: 1_000 }];
  assert.deepEqual((await send(days)).body, { added: 2, corrected: 0, unchanged: 0 });
  assert.deepEqual((await send(days)).body, { added: 0, corrected: 0, unchanged: 2 });
  const fixed = await send([{ day: "2026-11-01", visits: 8_000 }]);
  assert.deepEqual(fixed.body, { added: 0, corrected: 1, unchanged: 0 });
  assert.equal((await send([{ day: "2026-02-30", visits: 1 }])).body.code, "invalid_input");
  const { rows } = await app.databases.ownerPool.query(
    `select payload - 'channelId' as payload from platform.journal
     where brand_id = $1 and kind = 'channels.traffic_reported' order by event_id`,
    [t.brandId],
  );
  assert.deepEqual(rows.map((row) => row.payload), [
    { day: "2026-11-01", visits: 9_000, before: null },
    { day: "2026-11-02", visits: 1_000, before: null },
    { day: "2026-11-01", visits: 8_000, before: 9_000 },
  ]);
});

test("an external code names one channel", async () => {
  const t = await app.brand();
  const { root } = await place(t);
  await channel(t, root, "邮寄", { externalCode: "mail" });
  const body = { name: "邮寄二", unitId: root, externalCode: "mail", ...kind };
  const again = await t.api("POST", `/api/${t.key}/channels`, body);
  assert.deepEqual([again.status, again.body.code], [409, "channel_code_taken"]);
});

test("another brand sees and changes nothing", async () => {
  const [t, other] = [await app.brand(), await app.brand()];
  const { root } = await place(t);
  const id = await channel(t, root, "门店海报");
  const mine = (path: string) => other.api("GET", `/api/${other.key}/channels/${path}`);
  assert.equal((await mine(id)).status, 404);
  const update = await other.api("PATCH", `/api/${other.key}/channels/${id}`, { name: "x" });
  assert.equal(update.status, 404);
  assert.equal((await other.api("GET", `/api/${t.key}/channels`)).status, 401);
});
