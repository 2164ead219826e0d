import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createStore } from "#modules/stores/index.ts";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { happen, type Happening, naming } from "./loop.fixture.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const day = "2026-03-02";

// time | what | whose | where | subject. Lake 40 m² and Hill 10 m² sell nothing, Yard's area is not
// known; Mall sells.
const fixture = `
  ${day}T08:00 | report   | -  | Lake |
  ${day}T09:00 | visit    | A  | Lake | r1
  ${day}T09:00 | hand     | A  | Lake | r1
  ${day}T09:10 | visit    | B  | Lake | r2
  ${day}T09:10 | hand     | B  | Lake | r2
  ${day}T09:20 | undo     | B  | Lake | r2
  ${day}T09:30 | visit    | C  | Lake | r3
  ${day}T09:30 | hand     | C  | Lake | r3
  ${day}T09:35 | undo     | C  | Lake | r3
  ${day}T09:40 | hand     | C  | Lake | r4
  ${day}T09:45 | arrive   | D  | Lake | b1
  ${day}T09:45 | visit    | D  | Lake |
  ${day}T09:50 | leave    | D  | Lake | b1
  ${day}T10:00 | visit    | A  | Hill |
  ${day}T10:01 | arrive   | A  | Hill | b2
  ${day}T10:30 | served   | A  | Hill | b2
  ${day}T10:40 | visit    | -  | Yard |
  ${day}T11:00 | order    | A  | Mall | O1
  ${day}T11:10 | order    | A  | Mall | O2
  ${day}T11:10 | till     | A  | Mall | O2
  ${day}T11:20 | till     | C  | Mall | O3
  ${day}T11:20 | order    | C  | Mall | O3
  ${day}T11:30 | order    | B  | Mall | O4
  ${day}T11:40 | order    | E  | Mall | O5
  ${day}T12:00 | visit    | E  | Lake |
  ${day}T12:10 | order    | C  | Lake | O6
  ${day}T12:20 | return   | C  | Lake | O6
  2026-03-04T09:30 | order | C  | Mall | O7
  2026-03-10T11:00 | order | A  | Mall | O8
`;

const dims = { offerId: null, campaignId: null, channelId: null, sourceCodeId: null };
const bill = { billMinor: null, discountMinor: null, shares: null, newMember: false };
const use = { ...dims, ...bill, rightKind: "stamps", rightId: newId() };
const paid = { moneyMinor: 5_000, pointsUsed: 0, storedValueMinor: 0, pointsMinor: 0 };
const serviceId = newId();

type Ids = ReturnType<typeof naming>;

function eventOf(what: string, store: string | null, subject: string | null) {
  const undo = { committedAt: 0, reason: "training" };
  const events: Record<string, [string, Record<string, unknown>]> = {
    report: ["channels.traffic_reported", { channelId: newId(), day, visits: 30, before: null }],
    visit: ["channels.visited",
      { ...dims, visitId: newId(), storeId: store, redemptionId: subject }],
    hand: ["redemption.committed", { ...use, storeId: store, redemptionId: subject }],
    undo: ["redemption.undone", { ...use, ...undo, storeId: store, redemptionId: subject }],
    arrive: ["bookings.arrived",
      { bookingId: subject, serviceId, by: "staff", origin: "online", startsAt: 0 }],
    leave: ["bookings.arrival_undone", { bookingId: subject }],
    served: ["bookings.served", { ...dims, bookingId: subject, serviceId, seconds: 60 }],
    order: ["orders.paid_up",
      { ...dims, ...paid, orderId: subject, totalMinor: 5_000, benefits: [] }],
    till: ["orders.till_sold", { orderId: subject, memberBy: null, givenMinor: null }],
    return: ["orders.stepped",
      { orderId: subject, step: "return_all", from: "paid", to: "returned" }],
  };
  return events[what] ?? assert.fail(what);
}

function happeningOf(id: Ids, line: string): Happening {
  const [at, what = "", who, where, subject] = line.split("|").map((cell) => cell.trim());
  const [kind, payload] = eventOf(what, id(where), subject ? id(subject) : null);
  return { at: `${at}:00+08:00`, kind, unitId: id(where), memberId: id(who), payload };
}

async function openStore(ctx: Context, name: string, role: "experience" | "sales", m2?: number) {
  return createStore(ctx, {
    parentId: null, code: name, externalCode: null, role, name, nameEn: `${name} store`,
    address: "", city: "杭州市", province: "", phone: "", areaM2: m2 ?? null, position: null,
    hours: [],
  });
}

async function lived(): Promise<{ t: TestBrand; id: Ids }> {
  const t = await app.brand();
  const known = await t.ctx(async (ctx) => ({
    Lake: await openStore(ctx, "Lake", "experience", 40),
    Hill: await openStore(ctx, "Hill", "experience", 10),
    Yard: await openStore(ctx, "Yard", "experience"),
    Mall: await openStore(ctx, "Mall", "sales", 100),
  }));
  const id = naming(known);
  const lines = fixture.trim().split("\n");
  await t.ctx((ctx) => happen(ctx, lines.map((line) => happeningOf(id, line))));
  await app.settle();
  return { t, id };
}

type Answered = {
  items: {
    label: string;
    rank: number;
    figures: Record<string, number>;
    visitsPerM2Range: { low: number; high: number } | null;
    asAbove: boolean | null;
  }[];
};

const days = `from=${day}&to=2026-03-10`;
const asked = async (t: TestBrand, query = "") => {
  const path = `/api/${t.key}/insights/stores?${days}&${query}`;
  const { status, body } = await t.api("GET", path);
  assert.equal(status, 200, JSON.stringify(body));
  return body as Answered & { next: string | null; stores: number; withinDays: number };
};

const told = (rows: Answered, ...names: string[]) =>
  rows.items.map(({ label, figures }) => [label, ...names.map((name) => figures[name])]);

test("stores without sales by visits: observed, undone and valid are told apart", async () => {
  const { t } = await lived();
  const rows = await asked(t);
  // Lake: A, B, C, D and E came. All that B and D did there was undone; C did something after all.
  assert.deepEqual(told(rows, "reported", "visits", "visitsUndone", "visitsValid", "visitors"), [
    ["Lake", 30, 5, 2, 3, 3],
    ["Hill", null, 1, 0, 1, 1],
    ["Yard", null, 1, 0, 1, 0],
  ]);
  assert.deepEqual(told(rows, "handOvers", "bookingsServed"), [
    ["Lake", 2, 0], ["Hill", 0, 1], ["Yard", 0, 0],
  ]);
  assert.deepEqual([rows.stores, rows.withinDays], [3, 7]);
});

test("a visit that was taken back counts again with the next that is done there", async () => {
  const { t, id } = await lived();
  const valid = async () => told(await asked(t), "visitsUndone", "visitsValid")[0];
  assert.deepEqual(await valid(), ["Lake", 2, 3]);
  const more = async (...lines: string[]) => {
    await t.ctx((ctx) => happen(ctx, lines.map((line) => happeningOf(id, line))));
    await app.settle();
  };
  await more(`${day}T14:00 | hand | B | Lake | r9`, `${day}T14:00 | hand | A | Lake | r8`);
  assert.deepEqual(await valid(), ["Lake", 1, 4]);
  await more(`${day}T14:10 | undo | B | Lake | r9`);
  assert.deepEqual(await valid(), ["Lake", 2, 3]);
});

test("an act whose undo the journal numbered first takes its visit back", async () => {
  const { t, id } = await lived();
  const more = async (...lines: string[]) => {
    await t.ctx((ctx) => happen(ctx, lines.map((line) => happeningOf(id, line))));
    await app.settle();
  };
  // On a day of which no other visit was taken back.
  const on = "2026-03-05";
  await more(`${on}T15:00 | visit | F | Hill | r20`, `${on}T15:10 | undo | F | Hill | r20`);
  await more(`${on}T15:00 | hand | F | Hill | r20`);
  const hill = told(await asked(t), "visitsUndone", "visitsValid")[1];
  assert.deepEqual(hill, ["Hill", 1, 1]);
});

test("assisted: online, after a valid visit there, in time, and not wholly returned", async () => {
  const { t, id } = await lived();
  const byWeek = await asked(t, "by=assisted");
  // O1 by Lake and Hill, O7 by Lake. Not O2 and O3 (till), O4 (undone visit), O5 (before the
  // visit), O6 (returned), O8 (eight days after).
  assert.deepEqual(told(byWeek, "assistedOrders", "assistedMinor"), [
    ["Lake", 2, 10_000], ["Hill", 1, 5_000], ["Yard", 0, 0],
  ]);
  assert.deepEqual(told(await asked(t, "by=assisted&withinDays=1"), "assistedOrders"), [
    ["Lake", 1], ["Hill", 1], ["Yard", 0],
  ]);
  assert.deepEqual(told(await asked(t, "by=assisted&withinDays=9"), "assistedOrders"), [
    ["Lake", 3], ["Hill", 2], ["Yard", 0],
  ]);
  const events = async (more: string) => {
    const path = `/api/${t.key}/insights/loop/events?figure=assistedOrders&${days}${more}`;
    return (await t.api("GET", path)).body.items.map((one: { kind: string }) => one.kind);
  };
  const order = "orders.paid_up";
  assert.deepEqual(await events(`&storeId=${id("Lake")}`), [order, order]);
  assert.deepEqual(await events(`&storeId=${id("Lake")}&withinDays=1`), [order]);
  assert.deepEqual(await events(""), [order, order], "one order, however many stores assisted it");
});

test("visits a square metre: a small store leads, an unknown area is last", async () => {
  const { t } = await lived();
  assert.deepEqual(told(await asked(t, "by=visits_per_m2"), "visitsPerM2"), [
    ["Hill", 0.1], ["Lake", 0.075], ["Yard", null],
  ]);
  // One visit and three, all on one of nine days: no ranking at all. Yard's area is not known.
  const ranges = (await asked(t, "by=visits_per_m2")).items.map((one) =>
    [one.asAbove, one.visitsPerM2Range && Math.round(one.visitsPerM2Range.high * 100) / 100]);
  assert.deepEqual(ranges, [[null, 0.57], [true, 0.42], [null, null]]);
  const first = await asked(t, "by=visits_per_m2&limit=2");
  const rest = await asked(t, `by=visits_per_m2&limit=2&cursor=${first.next}`);
  assert.deepEqual(rest.items.map((one) => [one.rank, one.label]), [[3, "Yard"]]);
  assert.equal(rest.next, null);
  const sales = await asked(t, "role=sales");
  assert.deepEqual(told(sales, "salesMinor", "visits"), [["Mall", 0, 0]]);
});

test("enough visits are told apart, also over the edge of a page", async () => {
  const { t, id } = await lived();
  const visits = Array.from({ length: 60 }, (_, at): Happening => ({
    at: `2026-03-${String(2 + (at % 9)).padStart(2, "0")}T15:00:00+08:00`,
    kind: "channels.visited",
    unitId: id("Hill"),
    memberId: null,
    payload: { ...dims, visitId: newId(), storeId: id("Hill"), redemptionId: null },
  }));
  await t.ctx((ctx) => happen(ctx, visits));
  await app.settle();
  const above = async (query: string) =>
    (await asked(t, query)).items.map((one) => [one.label, one.asAbove]);
  assert.deepEqual(await above("by=visits_per_m2"),
    [["Hill", null], ["Lake", false], ["Yard", null]]);
  assert.deepEqual(await above("by=visits"), [["Hill", null], ["Lake", false], ["Yard", true]]);
  const { next } = await asked(t, "by=visits&limit=1");
  assert.deepEqual(await above(`by=visits&limit=1&cursor=${next}`), [["Lake", false]]);
  assert.deepEqual((await above("by=assisted")).map(([, as]) => as), [null, null, null]);
});

test("a rebuild gives the same ranking, and the boss sees these stores together", async () => {
  const { t } = await lived();
  const first = await asked(t, "by=assisted");
  const { body } = await t.api("POST", `/api/${t.key}/insights/rebuild`);
  await app.runJob("insights.rebuild", { ...body, head: 0, brandId: t.brandId });
  await app.settle();
  assert.deepEqual((await asked(t, "by=assisted")).items, first.items);
  const boss = (await t.api("GET", `/api/${t.key}/insights/boss?${days}`)).body.experience;
  assert.deepEqual(
    boss.figures.map((one: { figure: string; value: number }) => [one.figure, one.value]),
    [["visitsValid", 5], ["assistedOrders", 2], ["visitsPerM2", 0.08]],
  );
  const plain = await app.brand();
  const none = await plain.api("GET", `/api/${plain.key}/insights/boss?${days}`);
  assert.equal(none.body.experience, null);
});

test("who may see one store ranks that store alone, and opens nothing of another", async () => {
  const { t, id } = await lived();
  await app.databases.ownerPool.query(
    "update organisation.grants set unit_id = $2 where brand_id = $1", [t.brandId, id("Hill")]);
  assert.deepEqual(told(await asked(t), "visitsValid"), [["Hill", 1]]);
  const path = `/api/${t.key}/insights/stores?${days}&unitId=${id("Lake")}`;
  assert.equal((await t.api("GET", path)).status, 403);
  const open = `/api/${t.key}/insights/loop/events?figure=assistedOrders&${days}`;
  const other = await t.api("GET", `${open}&storeId=${id("Lake")}`);
  assert.equal(other.status, 403, "an order is not opened through a store out of sight");
});
