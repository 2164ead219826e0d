import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { createUnit } from "#modules/organisation/index.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { changeOf, periodBefore } from "./boss-report.ts";
import { groupings } from "./count-figures.ts";
import { counted, quotients } from "./figures.ts";
import { wireVerify } from "./index.ts";
import { csvCell } from "./loop-csv.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const noon = (day: string) => `${day}T12:00:00+08:00`;

const unknownDims = {
  offerId: null,
  campaignId: null,
  channelId: null,
  sourceCodeId: null,
  shares: null,
};

async function redeem(
  t: TestBrand,
  day: string,
  bill: number | null,
  storeId: string | null = null,
): Promise<void> {
  const payload = {
    ...unknownDims,
    storeId,
    redemptionId: newId(),
    rightKind: "voucher",
    rightId: newId(),
    billMinor: bill,
    discountMinor: bill === null ? null : bill / 10,
    newMember: true,
  };
  await t.ctx(
    (ctx) => emit(ctx, "redemption.committed", { unitId: storeId, memberId: newId(), payload }),
    Temporal.Instant.from(noon(day)),
  );
  await app.settle();
}

const at = (t: TestBrand, path: string) => `/api/${t.key}/insights/${path}`;

test("the boss sees at most seven figures, each beside the period before", async () => {
  const t = await app.brand();
  await redeem(t, "2026-02-27", 4000);
  await redeem(t, "2026-03-01", 5000);
  await redeem(t, "2026-03-02", null);
  const { body } = await t.api("GET", at(t, "boss?from=2026-03-01&to=2026-03-02"));
  assert.ok(body.figures.length <= 7);
  assert.deepEqual(body.before, { from: "2026-02-27", to: "2026-02-28" });
  const sales = body.figures.find((one: { figure: string }) => one.figure === "salesMinor");
  assert.deepEqual([sales.value, sales.before, sales.change, sales.unknown], [5000, 4000, 0.25, 1]);
  const opened = await t.api(
    "GET",
    at(t, `loop/events?${new URLSearchParams(sales.opens).toString()}`),
  );
  assert.equal(opened.body.items.length, 2);
});

test("the period before is as long and ends the day before", () => {
  assert.deepEqual(periodBefore({ from: "2024-03-01", to: "2024-03-01" }), {
    from: "2024-02-29",
    to: "2024-02-29",
  });
  assert.equal(changeOf(5, 0), null);
  assert.equal(changeOf(5, null), null);
  assert.equal(changeOf(3, 4), -0.25);
});

test("every figure opens to its events, and an unknown one says which there are", async () => {
  const t = await app.brand();
  for (const figure of [...Object.keys(counted), ...Object.keys(quotients)]) {
    const { status, body } = await t.api("GET", at(t, `loop/events?figure=${figure}`));
    assert.deepEqual([figure, status, body.items], [figure, 200, []]);
  }
  const { status, body } = await t.api("GET", at(t, "loop/events?figure=constructor"));
  assert.deepEqual([status, body.code], [400, "insights_figure_unknown"]);
});

test("events come page by page in the order of the journal", async () => {
  const t = await app.brand();
  for (const day of ["2026-03-01", "2026-03-02", "2026-03-03"]) await redeem(t, day, 100);
  const query = "loop/events?figure=redemptions&from=2026-03-01&to=2026-03-03&limit=2";
  const first = (await t.api("GET", at(t, query))).body;
  const second = (await t.api("GET", at(t, `${query}&cursor=${first.next}`))).body;
  const days = [...first.items, ...second.items].map((item: { day: string }) => item.day);
  assert.deepEqual(days, ["2026-03-01", "2026-03-02", "2026-03-03"]);
  assert.equal(second.next, null);
});

test("a range is bounded and must be a range of days", async () => {
  const t = await app.brand();
  for (const range of [
    "from=2026-03-02&to=2026-03-01",
    "from=2024-01-01&to=2026-03-01",
    "from=2026-02-30&to=2026-03-01",
  ]) {
    const { status, body } = await t.api("GET", at(t, `loop?${range}`));
    assert.deepEqual([range, status, body.code], [range, 400, "insights_range"]);
  }
});

test("every grouping answers, and pages", async () => {
  const t = await app.brand();
  await redeem(t, "2026-03-01", 100);
  await redeem(t, "2026-03-02", 100);
  for (const by of groupings) {
    const { status, body } = await t.api(
      "GET",
      at(t, `loop?from=2026-03-01&to=2026-03-02&groupBy=${by}`),
    );
    assert.deepEqual([by, status, body.figures?.redemptions], [by, 200, 2]);
  }
  const days = "loop?from=2026-03-01&to=2026-03-02&groupBy=day&limit=1";
  const first = (await t.api("GET", at(t, days))).body;
  const second = (await t.api("GET", at(t, `${days}&cursor=${first.next}`))).body;
  assert.deepEqual([first.rows[0].key, second.rows[0].key], ["2026-03-01", "2026-03-02"]);
  assert.equal(second.next, null);
});

test("what has no channel opens by the filter none, and by no other", async () => {
  const t = await app.brand();
  await redeem(t, "2026-03-01", 100);
  const days = "loop?from=2026-03-01&to=2026-03-01";
  const counted = async (channelId: string) =>
    (await t.api("GET", at(t, `${days}&channelId=${channelId}`))).body.figures.redemptions;
  assert.deepEqual([await counted("none"), await counted(newId())], [1, 0]);
});

test("CSV opens in a spreadsheet: mark, header, unknown empty, no formula", async () => {
  const t = await app.brand();
  await redeem(t, "2026-03-01", null);
  const query = "loop.csv?from=2026-03-01&to=2026-03-01&groupBy=day&lang=en";
  const { status, body, headers } = await t.api("GET", at(t, query));
  assert.equal(status, 200);
  assert.match(String(headers["content-type"]), /text\/csv/);
  const [head = "", line = "", end] = String(body).split("\r\n");
  assert.ok(head.startsWith("\uFEFFKey,Label,"));
  const titles = head.split(",");
  const column = (name: string) => line.split(",")[titles.findIndex((one) => one.includes(name))];
  assert.equal(column("(redemptions)"), "1");
  assert.equal(column("(salesMinor)"), "");
  assert.equal(end, "");
  assert.equal(csvCell("=1+1"), "'=1+1");
  assert.equal(csvCell('a "b", c'), '"a ""b"", c"');
  assert.equal(csvCell(-5), "-5");
});

test("traffic lists every rule with its version, and an unknown gap is unknown", async () => {
  const t = await app.brand();
  const { body } = await t.api("GET", at(t, "traffic"));
  assert.deepEqual([body.reported, body.observed, body.gap], [null, 0, null]);
  assert.deepEqual(
    body.exclusions.map((one: { rule: string; version: number }) => `${one.rule} ${one.version}`),
    ["bot 1", "staff 1", "not_engaged 1", "repeat 1", "superseded 1"],
  );
});

test("who may see one store sees that store's figures only", async () => {
  const t = await app.brand();
  const { lake, hill } = await t.ctx(async (ctx) => ({
    lake: await createUnit(ctx, { parentId: null, kind: "store", name: "湖滨", code: "lake" }),
    hill: await createUnit(ctx, { parentId: null, kind: "store", name: "山上", code: "hill" }),
  }));
  await redeem(t, "2026-03-01", 100, lake);
  await redeem(t, "2026-03-01", 100, hill);
  await redeem(t, "2026-03-01", 100, null);
  // The owner of this brand becomes a person of one store.
  await app.databases.ownerPool.query(
    "update organisation.grants set unit_id = $2 where brand_id = $1",
    [t.brandId, lake],
  );
  const range = "from=2026-03-01&to=2026-03-01";
  const own = (await t.api("GET", at(t, `loop?${range}&groupBy=store`))).body;
  assert.equal(own.figures.redemptions, 1);
  assert.deepEqual(
    own.rows.map((row: { key: string }) => row.key),
    [lake],
  );
  const other = await t.api("GET", at(t, `loop?${range}&unitId=${hill}`));
  assert.equal(other.status, 403);
  const events = await t.api("GET", at(t, `loop/events?figure=redemptions&${range}`));
  assert.equal(events.body.items.length, 1);
});

test("an event that cannot be taken in is shown, and can be replayed", async () => {
  const t = await app.brand();
  await t.ctx((ctx) =>
    sql`insert into platform.reaction_failure (brand_id, reaction, event_id, position, attempts,
        last_error, tried_at, parked_at)
      values (${t.brandId}, 'insights.facts', ${t.brandId}, 1, 5, 'x', now(), now())`.execute(
      ctx.tx,
    ),
  );
  const { body } = await t.api("GET", at(t, "parked"));
  assert.deepEqual(
    body.items.map((one: { attempts: number }) => one.attempts),
    [5],
  );
  const replay = { reaction: "insights.facts", eventId: t.brandId };
  assert.equal((await t.api("POST", at(t, "parked/replay"), replay)).status, 204);
  const unknown = { reaction: "insights.facts", eventId: newId() };
  assert.equal((await t.api("POST", at(t, "parked/replay"), unknown)).status, 404);
});

test("verify names the first event that was changed by hand", async () => {
  const t = await app.brand();
  wireVerify(app.databases.ownerPool);
  await redeem(t, "2026-03-01", 100);
  const sound = await t.api("GET", at(t, "verify"));
  assert.equal(sound.body.wrong, null);
  await app.databases.ownerPool.query(
    `update platform.journal set payload = payload || '{"billMinor": 999}'
     where brand_id = $1 and kind = 'redemption.committed'`,
    [t.brandId],
  );
  const altered = await t.api("GET", at(t, "verify"));
  assert.equal(altered.body.wrong.why, "the event was changed");
  assert.equal(altered.body.events, sound.body.events - 1);
});
