import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { finishBooking } from "#modules/bookings/index.ts";
import { rewind } from "#platform/reactions.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { beingServed } from "#tests/support/bookings.ts";
import type { LoopMember } from "#tests/support/loop.ts";
import { ok, orderingBrand, type OrderingBrand } from "#tests/support/orders.ts";
import { memberCare } from "./member-data.ts";
import { isQualified, taskState } from "./states.ts";
import { verifyCare } from "./verify-care.ts";

let app: TestApp;
let shop: OrderingBrand;

const planOf = (shopHere: OrderingBrand, more: object = {}) =>
  shopHere.api("PUT", "/care-plan", { template: "tea_house", steps: [], ...more });

before(async () => {
  app = await startTestApp();
  shop = await orderingBrand(app);
  await shop.stock("TEA", 99);
  ok(await planOf(shop));
});
after(() => app.close());

async function handed(member: LoopMember, units = 1): Promise<string> {
  const { orderId } = await shop.paid(member, [["TEA", units]], units * 10_000);
  ok(await shop.api("POST", `/orders/${orderId}/hand-over`));
  await app.settle();
  return orderId;
}

const closing = async (orderId: string) => ok(await shop.api("GET", `/closings/${orderId}`));
const taskOf = async (orderId: string, key: string) =>
  (await closing(orderId)).tasks.find((one: { stepKey: string }) => one.stepKey === key);
const finish = (taskId: string) => shop.api("POST", `/care-tasks/${taskId}/done`);
const answer = (member: LoopMember, taskId: string, said: string, text?: string) =>
  shop.shop(member, "POST", `/care-tasks/${taskId}/answer`, { answer: said, text });

async function eventsOf(orderId: string) {
  await app.settle();
  const { rows } = await app.databases.ownerPool.query(
    `select j.kind, j.payload from platform.journal_position p
     join platform.journal j on j.brand_id = p.brand_id and j.event_id = p.event_id
     where p.brand_id = $1 and j.kind like 'care.%' and j.payload->>'subjectId' = $2
     order by p.position`,
    [shop.t.brandId, orderId],
  );
  return rows;
}
const kindsOf = async (orderId: string) =>
  (await eventsOf(orderId)).map((row) => row.kind.replace("care.", "")).join(" ");

async function verified(): Promise<void> {
  const verdict = await verifyCare(app.databases.ownerPool, shop.t.brandId);
  assert.equal(verdict.wrong, null, JSON.stringify(verdict));
}

async function qualified(member: LoopMember): Promise<string> {
  const orderId = await handed(member);
  for (const task of (await closing(orderId)).tasks) {
    ok(await finish(task.taskId));
    if (task.needsAnswer) ok(await answer(member, task.taskId, "well"));
  }
  assert.ok((await closing(orderId)).qualifiedAt);
  return orderId;
}

test("a step is open, the member's turn, or over: the table", () => {
  const task = (needs: boolean, done: boolean, said: "well" | "trouble" | null, skip = false) => ({
    needs_answer: needs,
    done_at: done || skip ? Temporal.Now.instant() : null,
    answer: said,
    skip_reason: skip ? "not_needed" as const : null,
  });
  assert.equal(taskState(task(false, false, null)), "open");
  assert.equal(taskState(task(false, true, null)), "complete");
  assert.equal(taskState(task(true, true, null)), "waiting");
  assert.equal(taskState(task(true, false, "well")), "open", "staff did nothing yet");
  assert.equal(taskState(task(true, false, "trouble")), "trouble");
  assert.equal(taskState(task(true, true, "trouble")), "waiting", "solved, not confirmed");
  assert.equal(taskState(task(true, true, "well")), "complete");
  assert.equal(isQualified([]), false, "nothing was promised");
  assert.equal(isQualified([task(false, false, null, true)]), false, "skipping alone");
  const asked = [task(false, true, null), task(true, false, null, true)];
  assert.equal(isQualified(asked), false, "nobody answered");
  assert.equal(isQualified([task(false, false, null, true), task(true, true, "well")]), true);
});

test("an open service step: the transaction is closed, and not qualified; feedback closes it",
  async () => {
    const member = await shop.member();
    const { orderId } = await shop.paid(member, [["TEA", 1]], 10_000);
    await app.settle();
    assert.equal((await closing(orderId)).transactionClosedAt, null, "paid, not handed over");
    ok(await shop.api("POST", `/orders/${orderId}/hand-over`));
    await app.settle();
    const first = await closing(orderId);
    assert.ok(first.transactionClosedAt);
    assert.equal(first.qualifiedAt, null);
    assert.deepEqual(
      first.tasks.map((one: { stepKey: string; state: string }) => [one.stepKey, one.state]),
      [["brewing", "open"], ["taste", "open"]],
    );
    const [brewing, taste] = first.tasks;
    ok(await finish(brewing.taskId));
    const waiting = ok(await finish(taste.taskId));
    assert.equal(waiting.tasks[1].state, "waiting");
    assert.equal(waiting.qualifiedAt, null, "the member has not answered");
    const told = ok(await answer(member, taste.taskId, "well"));
    assert.ok(told.qualifiedAt);
    assert.equal((await finish(taste.taskId)).body.code, "care_task_over");
    ok(await shop.shop(member, "POST", `/orders/${orderId}/accept`));
    assert.equal(await kindsOf(orderId),
      "task_created task_created task_done task_done answered qualified");
    await verified();
  });

test("a problem gives the task back, and only the member's word closes it", async () => {
  const member = await shop.member();
  const orderId = await qualified(member);
  const words = "茶有点潮，想换一包";
  const taste = await taskOf(orderId, "taste");
  const open = ok(await answer(member, taste.taskId, "trouble", words));
  assert.equal(open.qualifiedAt, null);
  const seen = await taskOf(orderId, "taste");
  assert.deepEqual([seen.state, seen.answerText], ["trouble", words]);
  const skipped = await shop.api("POST", `/care-tasks/${taste.taskId}/skip`,
    { reason: "not_needed" });
  assert.equal(skipped.body.code, "care_answer_only_member");
  const solved = ok(await finish(taste.taskId));
  assert.equal(solved.qualifiedAt, null, "solved is not confirmed");
  assert.ok(ok(await answer(member, taste.taskId, "well")).qualifiedAt);
  const events = await eventsOf(orderId);
  assert.ok(!JSON.stringify(events).includes(words), "never in the journal");
  assert.match(await kindsOf(orderId),
    /qualified answered unqualified task_done answered qualified$/);
  const [taken] = (await shop.t.ctx((ctx) => memberCare.export(ctx, member.memberId)))
    .filter((one) => one.step === taste.name);
  assert.equal(taken?.answer, "well");
  await verified();
});

test("goods that come back reopen: a part asks again, all of them end it", async () => {
  const member = await shop.member();
  const orderId = await handed(member, 2);
  for (const task of (await closing(orderId)).tasks) {
    ok(await finish(task.taskId));
    if (task.needsAnswer) ok(await answer(member, task.taskId, "well"));
  }
  const [line] = (await shop.order(orderId)).lines;
  const back = async (quantity: number) => {
    const returned = [{ lineId: line.lineId, quantity }];
    const { refundMinor } = ok(
      await shop.api("POST", `/orders/${orderId}/returns/preview`, { returned }));
    ok(await shop.api("POST", `/orders/${orderId}/returns`, {
      returned, reason: "faulty", note: null, restock: false, expectedMinor: refundMinor,
    }));
    await app.settle();
    return closing(orderId);
  };
  const part = await back(1);
  assert.ok(part.transactionClosedAt);
  assert.equal(part.qualifiedAt, null);
  assert.deepEqual(part.tasks.map((one: { state: string }) => one.state), ["complete", "open"]);
  const taste = part.tasks[1];
  ok(await finish(taste.taskId));
  assert.ok(ok(await answer(member, taste.taskId, "well")).qualifiedAt);
  const all = await back(1);
  assert.deepEqual([all.transactionClosedAt, all.qualifiedAt, all.tasks], [null, null, []]);
  assert.equal((await answer(member, taste.taskId, "well")).body.code, "care_task_over");
  assert.match(await kindsOf(orderId),
    /qualified unqualified task_done answered qualified unqualified$/);
  await verified();
});

test("read again from the journal's beginning, nothing happens twice", async () => {
  const member = await shop.member();
  const orderId = await qualified(member);
  const [before, told] = [await closing(orderId), await kindsOf(orderId)];
  await shop.t.ctx((ctx) => rewind(ctx, "care.closings"));
  await app.settle();
  assert.deepEqual(await closing(orderId), before);
  assert.equal(await kindsOf(orderId), told);
  await verified();
});

test("due days are of the brand's zone, and the worklist shows the first due first", async () => {
  // Half past midnight in Shanghai; the day before in UTC.
  app.setNow(Temporal.Instant.from("2027-03-01T00:30:00+08:00"));
  const member = await shop.member();
  const orderId = await handed(member);
  const days = (await closing(orderId)).tasks.map((one: { dueDay: string }) => one.dueDay);
  assert.deepEqual(days, ["2027-03-01", "2027-03-04"]);
  const list = async (query = "") => ok(await shop.api("GET", `/care-tasks?limit=200${query}`))
    .items.filter((one: { subjectId: string }) => one.subjectId === orderId);
  const due = await list();
  assert.deepEqual(due.map((one: { stepKey: string }) => one.stepKey), ["brewing", "taste"]);
  assert.match(due[0].number, /^\d{14}$/);
  assert.match(due[0].memberMasked, /\*\*\*\*/);
  assert.deepEqual(await list("&show=overdue"), []);
  app.setNow(Temporal.Instant.from("2027-03-02T00:10:00+08:00"));
  const [late] = await list("&show=overdue");
  assert.deepEqual([late.stepKey, late.overdue], ["brewing", true]);
  const page = ok(await shop.api("GET", "/care-tasks?limit=1"));
  const next = ok(await shop.api("GET", `/care-tasks?limit=1&cursor=${page.next}`));
  assert.notEqual(next.items[0].taskId, page.items[0].taskId);
  ok(await finish(due[1].taskId));
  assert.equal((await list("&show=waiting"))[0].stepKey, "taste");
  assert.deepEqual(await list(`&storeId=${shop.second}`), []);
  app.setNow(null);
});

test("another member's closing is as if it were not, and cannot be answered", async () => {
  const [member, other] = [await shop.member(), await shop.member()];
  const orderId = await handed(member);
  const taste = await taskOf(orderId, "taste");
  assert.equal((await answer(other, taste.taskId, "well")).body.code, "care_task_not_found");
  const seen = ok(await shop.shop(other, "GET", `/closings/${orderId}`));
  assert.deepEqual(seen, { transactionClosedAt: null, qualifiedAt: null, tasks: [] });
  const brewing = await taskOf(orderId, "brewing");
  assert.equal((await answer(member, brewing.taskId, "well")).status, 404, "it asks nothing");
});

test("a booking that was served closes, and staff may skip with a reason", async () => {
  const member = await shop.member();
  const { api } = shop;
  const bookingId = await beingServed(shop, member);
  await shop.t.ctx((ctx) => finishBooking(ctx, bookingId));
  await app.settle();
  const { tasks } = await closing(bookingId);
  assert.equal(tasks.length, 2);
  const path = `/care-tasks/${tasks[0].taskId}/skip`;
  assert.equal((await api("POST", path, { reason: "lazy" })).status, 400);
  const skipped = ok(await api("POST", path, { reason: "not_wanted" }));
  assert.deepEqual([skipped.tasks[0].state, skipped.qualifiedAt], ["skipped", null]);
  ok(await finish(tasks[1].taskId));
  assert.ok(ok(await answer(member, tasks[1].taskId, "well")).qualifiedAt);
  await verified();
});

test("the plan: names, days and which steps; what is promised stays", async () => {
  const member = await shop.member();
  const before = await handed(member);
  const step = (key: string, active: boolean) =>
    ({ key, name: `${key}改`, nameEn: null, dueDays: 9, active });
  const refusedFor = async (steps: object[], template = "hotel") =>
    (await planOf(shop, { template, steps })).body.code;
  assert.equal(await refusedFor([], "spaceport"), "care_template_unknown");
  assert.equal(await refusedFor([step("fit", true)]), "care_step_unknown");
  assert.equal(await refusedFor([step("left_behind", false), step("stay", false)]), "care_no_step");
  const saved = ok(await planOf(shop, {
    template: "hotel", steps: [step("left_behind", false), step("stay", true)],
  }));
  assert.equal(saved.template, "hotel");
  const after = await handed(member);
  const names = async (orderId: string) =>
    (await closing(orderId)).tasks.map((one: { name: string }) => one.name);
  assert.deepEqual(await names(after), ["stay改"]);
  assert.equal((await names(before)).length, 2);
  ok(await planOf(shop));
});

test("a brand without a plan closes transactions and promises nothing", async () => {
  const bare = await orderingBrand(app);
  await bare.stock("TEA", 9);
  const member = await bare.member();
  const { orderId } = await bare.paid(member, [["TEA", 1]], 10_000);
  ok(await bare.api("POST", `/orders/${orderId}/hand-over`));
  await app.settle();
  ok(await planOf(bare));
  const seen = ok(await bare.api("GET", `/closings/${orderId}`));
  assert.ok(seen.transactionClosedAt);
  assert.deepEqual([seen.qualifiedAt, seen.tasks], [null, []]);
});

test("who is erased leaves closings without a person and without their words", async () => {
  const member = await shop.member();
  const orderId = await handed(member);
  const taste = await taskOf(orderId, "taste");
  ok(await answer(member, taste.taskId, "trouble", "请给我打电话"));
  await shop.t.ctx((ctx) => memberCare.erase(ctx, member.memberId));
  assert.equal((await taskOf(orderId, "taste")).answerText, null);
  const { items } = ok(await shop.api("GET", "/care-tasks?limit=200"));
  assert.ok(!items.some((one: { subjectId: string }) => one.subjectId === orderId));
});
