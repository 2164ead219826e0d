import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createUnit } from "#modules/organisation/index.ts";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { happen, type Happening, naming } from "./loop.fixture.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const first = "2026-03-02";
const second = "2026-03-03";

// time | what | order or booking. O… are orders, B… bookings.
const fixture = `
${first}T09:00 | paid      | O1
${first}T09:10 | hand      | O1
${first}T10:00 | hand      | O2
${first}T10:00 | paid      | O2
${first}T10:30 | hand      | O3
${first}T11:00 | hand      | O4
${first}T11:10 | undo      | O4
${first}T12:00 | served    | B1
${first}T12:30 | qualified | B1
${first}T13:00 | qualified | O1
${first}T13:30 | accept    | O1
${first}T14:00 | qualified | O3
${second}T09:00 | hand      | O5
${second}T09:30 | open      | O3
${second}T10:00 | qualified | O2
${second}T11:00 | qualified | O5
${second}T11:30 | open      | O5
${second}T11:30 | return    | O5
${second}T12:00 | hand      | O4
`;

const stepped = (step: string, from: string, to: string) => ({ step, from, to });
const steps: Readonly<Record<string, object>> = {
  hand: stepped("hand_over", "paid", "handed_over"),
  undo: stepped("undo_hand_over", "handed_over", "paid"),
  accept: stepped("accept", "handed_over", "accepted"),
  return: stepped("return_all", "handed_over", "returned"),
};
const source = { campaignId: null, channelId: newId(), sourceCodeId: null };

function payloadOf(what: string, id: string): [string, Record<string, unknown>] {
  const subject = { subjectKind: "order", subjectId: id };
  if (what === "qualified") return ["care.qualified", subject];
  if (what === "open") return ["care.unqualified", subject];
  if (what === "served") {
    return ["bookings.served", { ...source, bookingId: id, serviceId: newId(), seconds: 60 }];
  }
  if (what === "paid") {
    const amounts = { totalMinor: 100, moneyMinor: 100, pointsUsed: 0, storedValueMinor: 0 };
    return ["orders.paid_up",
      { ...source, ...amounts, pointsMinor: 0, orderId: id, benefits: [] }];
  }
  return ["orders.stepped", { orderId: id, ...steps[what] }];
}

async function playAll(t: TestBrand): Promise<void> {
  const id = naming();
  const store = await t.ctx((ctx) =>
    createUnit(ctx, { parentId: null, kind: "store", name: "Lake", code: "L" }));
  const list = fixture.trim().split("\n").map((line): Happening => {
    const [at = "", what = "", who = ""] = line.split("|").map((cell) => cell.trim());
    const [kind, payload] = payloadOf(what, id(who) ?? "");
    return { at: `${at}:00+08:00`, kind, unitId: store, memberId: newId(), payload };
  });
  await t.ctx((ctx) => happen(ctx, list));
  await app.settle();
}

const loop = async (t: TestBrand, from: string, to: string, more = "") =>
  (await t.api("GET", `/api/${t.key}/insights/loop?from=${from}&to=${to}${more}`)).body;

const both = (figures: Record<string, number | null>) =>
  [figures.transactionsClosed, figures.qualifiedClosed, figures.qualifiedRate];

test("both closings of fixed days are what is counted by hand, also after a rebuild", async () => {
  const t = await app.brand();
  await playAll(t);
  // First day: O1, O2, O3, B1 closed (O4 was undone); of them O1, O2, B1 are qualified by now:
  // O2 on the next day, and O3 is no more. Second day: O4 only, O5 came back.
  const check = async () => {
    assert.deepEqual(both((await loop(t, first, first)).figures), [4, 3, 0.75]);
    assert.deepEqual(both((await loop(t, second, second)).figures), [1, 0, 0]);
    assert.deepEqual(both((await loop(t, first, second)).figures), [5, 3, 0.6]);
  };
  await check();
  const { figures } = await loop(t, "2026-03-05", "2026-03-05");
  assert.deepEqual(both(figures), [0, 0, null], "of nothing there is no share");
  // Where an order came from was told when it was paid, before or after it was handed over.
  const { rows } = await loop(t, first, first, "&groupBy=channel");
  const known = rows.find((row: { key: string | null }) => row.key === source.channelId);
  assert.deepEqual(both(known.figures), [3, 3, 1]);
  const { body } = await t.api("POST", `/api/${t.key}/insights/rebuild`);
  await app.runJob("insights.rebuild", { ...body, head: 0, brandId: t.brandId });
  await app.settle();
  await check();
});

test("the boss sees both closings side by side, and each opens to its events", async () => {
  const t = await app.brand();
  await playAll(t);
  const days = `from=${first}&to=${second}`;
  const { body } = await t.api("GET", `/api/${t.key}/insights/boss?${days}`);
  assert.deepEqual(
    body.closings.map((one: { figure: string; value: number }) => [one.figure, one.value]),
    [["transactionsClosed", 5], ["qualifiedClosed", 3], ["qualifiedRate", 0.6]],
  );
  const listed = await t.api(
    "GET", `/api/${t.key}/insights/loop/events?figure=qualifiedClosed&${days}`);
  assert.equal(listed.body.items.length, 3);
});
