import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ensureMembers } from "#modules/members/index.ts";
import { rootUnit } from "#modules/organisation/index.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const now = Temporal.Instant.from("2031-11-21T03:00:00Z");

async function create(t: TestBrand, more: object = {}) {
  const unitId = await t.ctx((ctx) => rootUnit(ctx));
  const body = { name: "新茶季", goal: "reach", unitId, endDay: "2031-11-30", ...more };
  return t.api("POST", `/api/${t.key}/campaigns`, body);
}

test("it starts when it is created and ends at 23:59:59 of its last day", async () => {
  const t = await app.brand();
  app.setNow(now);
  const { body } = await create(t);
  const url = `/api/${t.key}/campaigns/${body.campaignId}`;
  const shown = (await t.api("GET", url)).body;
  assert.deepEqual(
    [shown.startsAt, shown.endDay, shown.endsShown, shown.state],
    [now.epochMilliseconds, "2031-11-30", "2031-11-30 23:59:59", "running"],
  );
  const states: [string, string][] = [
    ["2031-11-30T15:59:59.999Z", "running"],
    ["2031-11-30T16:00:00Z",     "ended"],
  ];
  for (const [at, state] of states) {
    app.setNow(Temporal.Instant.from(at));
    assert.equal((await t.api("GET", url)).body.state, state, at);
  }
  app.setNow(now);
});

test("names, lengths and goals that do not fit are refused in both languages", async () => {
  const t = await app.brand();
  app.setNow(now);
  assert.equal((await create(t, { name: "春".repeat(20) })).status, 201);
  const long = await create(t, { name: "春".repeat(21) });
  assert.deepEqual([long.status, long.body.code], [400, "campaign_name_length"]);
  assert.match(long.body.title, /21 个/);
  assert.equal((await create(t, { endDay: "2032-05-20" })).body.code, "campaign_too_long");
  assert.equal((await create(t, { goal: undefined })).body.code, "invalid_input");
  assert.equal((await create(t, { startDay: "2031-11-01" })).body.code, "campaign_starts_in_past");
});

test("the longest may be set, and the end may move, but not the start", async () => {
  const t = await app.brand();
  app.setNow(now);
  const id = (await create(t)).body.campaignId;
  const rules = `/api/${t.key}/campaign-rules`;
  assert.equal((await t.api("PUT", rules, { longestDays: 10 })).status, 204);
  const patch = (change: object) => t.api("PATCH", `/api/${t.key}/campaigns/${id}`, change);
  assert.equal((await patch({ endDay: "2031-12-01" })).body.code, "campaign_too_long");
  assert.equal((await patch({ endDay: "2031-11-25" })).status, 204);
  assert.equal((await patch({ startDay: "2031-11-22" })).body.code, "invalid_input");
  assert.equal((await t.api("POST", `/api/${t.key}/campaigns/${id}/close`)).status, 204);
  assert.equal((await patch({ name: "x" })).body.code, "campaign_closed");
});

test("a member is reached once per campaign, also when imports run twice and at once", async () => {
  const t = await app.brand();
  app.setNow(now);
  const first = (await create(t, { externalCode: "18" })).body.campaignId;
  const second = (await create(t, { externalCode: "13" })).body.campaignId;
  assert.equal((await create(t, { externalCode: "18" })).body.code, "campaign_code_taken");
  const externalIds = Array.from({ length: 200 }, (_, at) => `h${at}`);
  await t.ctx((ctx) => ensureMembers(ctx, externalIds));
  const reach = (id: string, ids: string[]) =>
    t.api("POST", `/api/${t.key}/campaigns/${id}/reaches`, { externalIds: ids });
  const both = await Promise.all([reach(first, externalIds), reach(first, externalIds)]);
  assert.equal(both.reduce((sum, one) => sum + one.body.reached, 0), 200);
  const more = await reach(second, [...externalIds.slice(0, 5), "nobody", "h0"]);
  assert.deepEqual(more.body, { reached: 5, already: 0, unknown: ["nobody"] });
  const { rows } = await app.databases.ownerPool.query(
    `select count(*)::int as n from platform.journal where brand_id = $1
     and kind = 'campaigns.member_reached' and member_id is not null`,
    [t.brandId],
  );
  assert.equal(rows[0].n, 205);
  const list = await t.api("GET", `/api/${t.key}/campaigns?externalCode=18`);
  assert.deepEqual(list.body.items.map((c: { reached: number }) => c.reached), [200]);
});

test("a list goes on where it stopped", async () => {
  const t = await app.brand();
  app.setNow(now);
  for (const day of ["2031-11-22", "2031-11-23", "2031-11-24"]) await create(t, { startDay: day });
  const url = `/api/${t.key}/campaigns?limit=2`;
  const first = await t.api("GET", url);
  const rest = await t.api("GET", `${url}&cursor=${first.body.next}`);
  const items: { startDay: string }[] = [...first.body.items, ...rest.body.items];
  const days = items.map((campaign) => campaign.startDay);
  assert.deepEqual(days, ["2031-11-24", "2031-11-23", "2031-11-22"]);
  assert.equal(rest.body.next, null);
});
