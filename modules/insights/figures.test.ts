import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { createUnit, moveUnit } from "#modules/organisation/index.ts";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { happen, type Happening, linesOf, naming, play, right } from "./loop.fixture.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

interface Tree {
  readonly hangzhou: string;
  readonly ningbo: string;
  readonly lake: string;
  readonly hill: string;
}

async function plantTree(t: TestBrand): Promise<Tree> {
  return t.ctx(async (ctx) => {
    const unit = (kind: "region" | "city" | "store", name: string, parentId: string | null) =>
      createUnit(ctx, { parentId, kind, name, code: name });
    const region = await unit("region", "Zhejiang", null);
    const hangzhou = await unit("city", "Hangzhou", region);
    const ningbo = await unit("city", "Ningbo", region);
    const lake = await unit("store", "Lake", hangzhou);
    const hill = await unit("store", "Hill", ningbo);
    return { hangzhou, ningbo, lake, hill };
  });
}

const loop = async (t: TestBrand, query: string) =>
  (await t.api("GET", `/api/${t.key}/insights/loop?${query}`)).body;

const day = "2026-03-02";

// Times are the shop's own. Who is "v…" is a visitor that nobody knows yet.
const fixture = `
# time    what     subject  who  store  more
  08:00 | report | -      | -  | -    | visits=90
  08:05 | report | -      | -  | -    | visits=100
  09:00 | touch  | t1     | v1 | Lake |
  09:00 | engage | t1     | v1 | Lake |
  09:10 | touch  | t2     | v1 | Lake |
  09:10 | engage | t2     | v1 | Lake |
  09:20 | touch  | t3     | v2 | Lake | bot
  09:30 | touch  | t4     | v3 | Lake | staff
  09:40 | touch  | t5     | v4 | Lake |
  09:50 | touch  | t6     | A  | Hill |
  09:50 | engage | t6     | A  | Hill |
  10:00 | touch  | t7     | v5 | Hill |
  10:00 | engage | t7     | v5 | Hill |
  10:05 | bind   | -      | A  | -    | visitor=v5
  10:10 | reach  | -      | A  | -    | campaign=spring
  10:10 | reach  | -      | B  | -    | campaign=spring
  10:10 | reach  | -      | B  | -    | campaign=autumn
  11:00 | claim  | c1     | A  | Lake | offer=tea new campaign=spring
  11:05 | claim  | c2     | B  | Hill | offer=cake campaign=spring
  11:06 | claim  | c3     | B  | Hill | offer=cake campaign=spring
  11:10 | claim  | c4     | C  | Hill | offer=tea
  12:00 | visit  | -      | A  | Lake |
  12:00 | redeem | r1     | A  | Lake | offer=tea bill=5000 off=1000 new campaign=spring
  12:10 | visit  | -      | B  | Hill |
  12:10 | redeem | r2     | B  | Hill | offer=cake bill=3000 off=500 campaign=spring
  12:20 | redeem | r3     | B  | Hill | offer=cake campaign=spring
  12:30 | visit  | -      | C  | Hill |
  12:30 | redeem | r4     | C  | Hill | offer=tea bill=2000 off=1000
  12:40 | undo   | r4     | C  | Hill |
`;

// What a shop manager counts by hand from the lines above.
const expected = `
  reported                |  100   the later import counts, not 190
  observed                |    7   t1 … t7
  excludedBot             |    1   t3
  excludedStaff           |    1   t4
  excludedNotEngaged      |    1   t5
  excludedRepeat          |    2   t2 (v1 again), t7 (v5 turned out to be A)
  valid                   |    2   t1, t6
  arrivalRate             | 0.02   2 of 100
  reached                 |    3   A and B in spring, B in autumn
  reachedMembers          |    2   A, B
  reachedRedeemed         |    2   A and B, in spring
  claims                  |    4
  claimsNew               |    1   A
  claimsKnown             |    3
  visits                  |    3
  redemptionsMade         |    4
  redemptionsUndone       |    1   r4
  redemptions             |    3   r1, r2, r3
  redemptionsNew          |    1
  redemptionsKnown        |    2
  redeemers               |    2   A, B
  redeemersNew            |    1
  offersRedeemed          |    2   tea, cake
  salesMinor              | 8000   r1 and r2; r3 is unknown, not 0
  unknownBills            |    1   r3
  discountMinor           | 1500
  unknownDiscounts        |    1   r3
  discountRatio           | 0.1875 1500 of 8000
  claimRate               |    2   4 of 2
  visitRate               | 0.75   3 of 4
  redemptionRate          |    1   3 of 3
`;

function assertFigures(figures: Record<string, number | null>, table: string): void {
  for (const line of linesOf(table)) {
    const [name = "", rest = ""] = line.split("|").map((cell) => cell.trim());
    const value = rest.split(/\s+/)[0];
    assert.equal(figures[name], value === "—" ? null : Number(value), name);
  }
}

async function fixtureBrand() {
  const t = await app.brand();
  const tree = await plantTree(t);
  const id = naming({ Lake: tree.lake, Hill: tree.hill });
  await play(app, t, id, day, fixture);
  return { t, tree, id };
}

test("the fixed day gives the figures counted by hand", async () => {
  const { t } = await fixtureBrand();
  const report = await loop(t, `from=${day}&to=${day}`);
  assertFigures(report.figures, expected);
  assert.equal(report.asOf.behind, 0);
});

test("a rebuild gives the same figures, row by row", async () => {
  const { t } = await fixtureBrand();
  const query = `from=${day}&to=${day}&groupBy=offer`;
  const first = await loop(t, query);
  const traffic = await t.api("GET", `/api/${t.key}/insights/traffic?from=${day}&to=${day}`);
  const { status, body } = await t.api("POST", `/api/${t.key}/insights/rebuild`);
  assert.equal(status, 202);
  const { head } = await t.ctx(async (ctx) => {
    const { rows } = await sql<{ head: number }>`select max(position) as head
      from platform.journal_position where brand_id = ${t.brandId}`.execute(ctx.tx);
    return rows[0] ?? { head: 0 };
  });
  assert.equal((await loop(t, query)).figures.observed, 0, "own rows are gone at first");
  await app.runJob("insights.rebuild", { ...body, head, brandId: t.brandId });
  const job = await t.api("GET", `/api/${t.key}/jobs/${body.jobId}`);
  assert.deepEqual([job.body.state, job.body.done], ["done", head]);
  const { asOf: _then, ...before } = first;
  const { asOf: _now, ...again } = await loop(t, query);
  assert.deepEqual(again, before);
  const { asOf: _, ...lines } = traffic.body;
  const after = await t.api("GET", `/api/${t.key}/insights/traffic?from=${day}&to=${day}`);
  assert.deepEqual({ ...after.body, asOf: null }, { ...lines, asOf: null });
});

test("a later engagement makes its touch valid, and the next one a repeat", async () => {
  const t = await app.brand();
  const id = naming();
  const early = "09:00 | touch | t1 | v1 | - |";
  const late = "10:00 | touch | t2 | v1 | - |\n10:00 | engage | t2 | v1 | - |";
  await play(app, t, id, day, `${early}\n${late}`);
  const events = (figure: string) =>
    t.api("GET", `/api/${t.key}/insights/loop/events?figure=${figure}&from=${day}&to=${day}`);
  const validAt = async () =>
    (await events("valid")).body.items.map((one: { occurredAt: number }) =>
      Temporal.Instant.fromEpochMilliseconds(one.occurredAt)
        .toZonedDateTimeISO("Asia/Shanghai").hour,
    );
  assert.deepEqual(await validAt(), [10]);
  await play(app, t, id, day, "10:30 | engage | t1 | v1 | - |");
  assert.deepEqual(await validAt(), [9]);
  const [repeat] = (await events("excludedRepeat")).body.items;
  assert.deepEqual([repeat.excludedRule, repeat.ruleVersion], ["repeat", 1]);
});

test("zero denominators and unknown amounts are null, never 0", async () => {
  const t = await app.brand();
  const id = naming();
  assertFigures(
    (await loop(t, `from=${day}&to=${day}`)).figures,
    `
    reported      | —
    arrivalRate   | —
    claimRate     | —
    discountRatio | —
    salesMinor    | 0  nothing was redeemed
    `,
  );
  await play(app, t, id, day, "12:00 | redeem | r1 | A | - | offer=tea");
  assertFigures(
    (await loop(t, `from=${day}&to=${day}`)).figures,
    `
    salesMinor       | —
    discountMinor    | —
    unknownBills     | 1
    unknownDiscounts | 1
    discountRatio    | —
    `,
  );
});

test("a store that moves takes no past figures along", async () => {
  const { t, tree, id } = await fixtureBrand();
  const noon = Temporal.Instant.from("2026-03-02T16:00:00Z");
  await t.ctx((ctx) => moveUnit(ctx, { unitId: tree.lake, parentId: tree.ningbo, from: noon }));
  const next = "2026-03-03";
  await play(app, t, id, next, "12:00 | redeem | r9 | A | Lake | offer=tea bill=700 off=100");
  const of = async (unitId: string, on: string) =>
    (await loop(t, `from=${on}&to=${on}&unitId=${unitId}`)).figures.redemptions;
  assert.equal(await of(tree.hangzhou, day), 1, "r1 stays in Hangzhou");
  assert.equal(await of(tree.ningbo, day), 2, "r2 and r3");
  assert.equal(await of(tree.hangzhou, next), 0);
  assert.equal(await of(tree.ningbo, next), 1, "r9 is Ningbo's");
  const rows = (await loop(t, `from=${day}&to=${next}&unitId=${tree.ningbo}&groupBy=unit`)).rows;
  const made = rows.map((row: { key: string; figures: { redemptions: number } }) => [
    row.key,
    row.figures.redemptions,
  ]);
  assert.deepEqual(new Map(made), new Map([[tree.hill, 2], [tree.lake, 1]]));
});

test("a day of 25 hours is one day: 5 November 2023 ends daylight time in New York", async () => {
  const t = await app.brand({ timeZone: "America/New_York" });
  const nowhere = {
    offerId: null,
    campaignId: null,
    channelId: null,
    sourceCodeId: null,
    storeId: null,
  };
  const at = (instant: string, subject: string): Happening => ({
    at: instant,
    kind: "redemption.committed",
    payload: {
      ...right,
      ...nowhere,
      redemptionId: newId(),
      billMinor: 100,
      discountMinor: null,
      newMember: false,
      subject,
    },
  });
  await t.ctx((ctx) =>
    happen(ctx, [
      at("2023-11-05T03:59:59.999Z", "23:59:59.999 EDT on the 4th"),
      at("2023-11-05T04:00:00Z", "midnight EDT, the 5th begins"),
      at("2023-11-05T05:30:00Z", "01:30 the first time"),
      at("2023-11-05T06:30:00Z", "01:30 the second time"),
      at("2023-11-06T04:59:59.999Z", "23:59:59.999 EST"),
      at("2023-11-06T05:00:00Z", "midnight EST, the 6th begins"),
    ]),
  );
  await app.settle();
  const report = await loop(t, "from=2023-11-04&to=2023-11-06&groupBy=day");
  const byDay = report.rows.map((row: { key: string; figures: { redemptions: number } }) => [
    row.key,
    row.figures.redemptions,
  ]);
  assert.deepEqual(byDay, [["2023-11-04", 1], ["2023-11-05", 4], ["2023-11-06", 1]]);
});

test("the same coupon twice on different days: two redemptions, one person, one pair", async () => {
  const t = await app.brand();
  const id = naming();
  const use = (subject: string) => `12:00 | redeem | ${subject} | A | - | offer=o1 campaign=18`;
  await play(app, t, id, "2017-03-01", "08:00 | reach | - | A | - | campaign=18");
  await play(app, t, id, "2017-03-02", use("r1"));
  await play(app, t, id, "2017-04-02", use("r2"));
  const report = await loop(t, "from=2017-01-01&to=2017-12-31&groupBy=campaign");
  assertFigures(
    report.rows[0].figures,
    `
    redemptions     | 2
    redeemers       | 1
    reached         | 1
    reachedRedeemed | 1
    reachedRate     | 1
    offersRedeemed  | 1
    `,
  );
});

test("10,000 reported, 1,200 observed, 300 repeats, bots and staff: 900 valid", async () => {
  const t = await app.brand();
  const id = naming();
  const seen = (from: number, count: number, more: string, engaged = true) =>
    Array.from({ length: count }, (_, at) => [
      `10:00 | touch | t${from + at} | v${from + at} | - | ${more}`,
      ...(engaged ? [`10:01 | engage | t${from + at} | - | - |`] : []),
    ]).flat();
  const again = Array.from({ length: 100 }, (_, at) => [
    `11:00 | touch | again${at} | v${at} | - |`,
    `11:01 | engage | again${at} | - | - |`,
  ]);
  const lines = [
    "08:00 | report | - | - | - | visits=10000",
    ...seen(0, 900, ""),
    ...seen(2000, 120, "bot"),
    ...seen(3000, 80, "staff"),
    ...again.flat(),
  ];
  await play(app, t, id, day, lines.join("\n"));
  const { body } = await t.api("GET", `/api/${t.key}/insights/traffic?from=${day}&to=${day}`);
  assert.deepEqual(
    [body.reported, body.observed, body.valid, body.gap],
    [10_000, 1_200, 900, 9_100],
  );
  const counts = body.exclusions.map((one: { rule: string; count: number }) => [
    one.rule,
    one.count,
  ]);
  assert.deepEqual(Object.fromEntries(counts), {
    bot: 120,
    staff: 80,
    not_engaged: 0,
    repeat: 100,
    superseded: 0,
  });
});
