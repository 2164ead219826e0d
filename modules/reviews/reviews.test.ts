import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { finishBooking } from "#modules/bookings/index.ts";
import { composeStorePage } from "#modules/pages/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { beingServed } from "#tests/support/bookings.ts";
import type { LoopMember } from "#tests/support/loop.ts";
import { ok, orderingBrand, type OrderingBrand } from "#tests/support/orders.ts";
import { memberReviews } from "./member-data.ts";
import { verifyReviews } from "./verify-reviews.ts";

let app: TestApp;
let shop: OrderingBrand;

before(async () => {
  app = await startTestApp();
  shop = await orderingBrand(app);
  await shop.stock("TEA", 99);
});
after(() => app.close());

async function handed(member: LoopMember): Promise<string> {
  const { orderId } = await shop.paid(member, [["TEA", 1]], 10_000);
  ok(await shop.api("POST", `/orders/${orderId}/hand-over`));
  return orderId;
}

const write = (member: LoopMember, subjectId: string, more: object = {}) =>
  shop.shop(member, "POST", "/reviews", {
    subjectKind: "order", subjectId, lineId: "l0", stars: 5, ...more,
  });

async function written(member: LoopMember, more: object = {}): Promise<string> {
  return ok(await write(member, await handed(member), more), 201).reviewId;
}

const told = async (code = "TEA", query = "") => ok(await app.request(
  "GET", `/${shop.t.key}/api/products/${shop.product(code)}/reviews?limit=200${query}`));
const toldOf = async (reviewId: string) =>
  (await told()).items.find((one: { reviewId: string }) => one.reviewId === reviewId);
const reply = (reviewId: string, text = "谢谢", more: object = {}) =>
  shop.api("POST", `/reviews/${reviewId}/replies`, { text }, more);
const note = "含店员手机号，按个人信息保护法";
const hide = (reviewId: string, more: object = {}, options: object = {}) =>
  shop.api("POST", `/reviews/${reviewId}/hide`, { reason: "personal_data", note, ...more },
    options);

const verdict = () => verifyReviews(app.databases.ownerPool, shop.t.brandId);
async function verified(): Promise<void> {
  assert.equal((await verdict()).wrong, null, JSON.stringify(await verdict()));
}

const code = ({ body }: { body: { code?: string } }) => body.code;

test("who received it reviews each product and the store, once", async () => {
  const [member, other] = [await shop.member(), await shop.member()];
  const { orderId } = await shop.paid(member, [["TEA", 1]], 10_000);
  assert.equal(code(await write(member, orderId)), "review_subject_not_found", "not received");
  ok(await shop.api("POST", `/orders/${orderId}/hand-over`));
  assert.equal(code(await write(other, orderId)), "review_subject_not_found", "not theirs");
  assert.equal(code(await write(member, orderId, { lineId: "l7" })), "review_subject_not_found");
  const path = `/review-places/order/${orderId}`;
  const before = ok(await shop.shop(member, "GET", path)).places;
  assert.deepEqual(
    before.map((one: { lineId: string | null; open: boolean }) => [one.lineId, one.open]),
    [["l0", true], [null, true]],
  );
  const both = await Promise.all([write(member, orderId), write(member, orderId, { stars: 1 })]);
  assert.deepEqual(both.map((one) => one.status).sort(), [201, 409]);
  assert.equal(code(await write(member, orderId)), "review_exists");
  ok(await write(member, orderId, { lineId: null, stars: 3 }), 201);
  assert.equal(code(await write(member, orderId, { lineId: null })), "review_exists");
  const places = ok(await shop.shop(member, "GET", path)).places;
  assert.ok(places.every((one: { open: boolean; review: object }) => !one.open && one.review));
  assert.deepEqual(ok(await shop.shop(other, "GET", path)).places, [], "nothing of others'");
  const store = ok(await app.request("GET", `/${shop.t.key}/api/stores/S1/reviews`));
  assert.deepEqual([store.score.count, store.score.mean], [1, 300]);
  const page = await shop.t.ctx((ctx) => composeStorePage(ctx, shop.first, "zh"));
  assert.deepEqual(page.parts.reviews, { count: 1, mean: 300 }, "the store's page tells its score");
  const far = await shop.t.ctx((ctx) => composeStorePage(ctx, shop.far, "zh"));
  assert.equal(far.parts.reviews, null, "where nobody has said anything there is no score");
  await verified();
});

test("stars and lengths have limits, and a review its time", async () => {
  const member = await shop.member();
  const orderId = await handed(member);
  for (const wrong of [{ stars: 0 }, { stars: 6 }, { words: "长".repeat(1_001) }]) {
    assert.equal((await write(member, orderId, wrong)).status, 400, JSON.stringify(wrong));
  }
  const received = (hoursAgo: number) => app.databases.ownerPool.query(
    "update orders.orders set handed_over_at = now() - $3 * interval '1 hour' " +
      "where brand_id = $1 and order_id = $2",
    [shop.t.brandId, orderId, hoursAgo],
  );
  await received(24 * 180 + 1);
  assert.equal(code(await write(member, orderId)), "review_too_late");
  await received(24 * 180 - 1);
  const review = ok(await write(member, orderId, { words: "  好茶  " }), 201);
  assert.equal(review.words, "好茶");
});

test("everybody reads it, the newest first, and nobody is named", async () => {
  const member = await shop.member();
  const orderId = await handed(member);
  const earlier = (await told()).score;
  const { reviewId } = ok(await write(member, orderId, { stars: 2, words: "有点潮" }), 201);
  const now = await told();
  assert.equal(now.items[0].reviewId, reviewId);
  assert.equal(now.score.count, earlier.count + 1);
  assert.equal(now.score.counts[1], earlier.counts[1] + 1);
  const text = JSON.stringify(now);
  for (const secret of [member.memberId, orderId, "138"]) assert.ok(!text.includes(secret), secret);
  const low = await told("TEA", "&stars=2");
  assert.ok(low.items.every((one: { stars: number }) => one.stars === 2));
  assert.deepEqual(low.score, now.score, "the score is of all");
  await app.settle();
  const { rows } = await app.databases.ownerPool.query(
    "select payload from platform.journal where brand_id = $1 and kind = 'reviews.written'",
    [shop.t.brandId],
  );
  assert.ok(rows.length > 0 && !JSON.stringify(rows).includes("有点潮"), "never in the journal");
});

test("no role and no route deletes a review or changes it: the server itself may not", async () => {
  const member = await shop.member();
  const reviewId = await written(member, { stars: 1, words: "不好喝" });
  for (const statement of [
    sql`delete from reviews.reviews where review_id = ${reviewId}`,
    sql`update reviews.reviews set stars = 5 where review_id = ${reviewId}`,
    sql`update reviews.reviews set words = 'good' where review_id = ${reviewId}`,
    sql`delete from reviews.scores`,
    sql`delete from reviews.replies`,
    sql`update reviews.hidings set note = 'no reason at all'`,
  ]) {
    await assert.rejects(shop.t.ctx((ctx) => statement.execute(ctx.tx)), /permission denied/);
  }
  const routes = app.routes.filter((one) => one.path.includes("/reviews"));
  assert.ok(routes.length >= 8);
  for (const { method, operationId } of routes) {
    assert.ok(["GET", "POST"].includes(method), operationId);
  }
  assert.equal((await toldOf(reviewId)).words, "不好喝");
});

test("words are hidden by law only, in the open, and the stars still count", async () => {
  const member = await shop.member();
  const reviewId = await written(member, { stars: 1, words: "找店员 13900000000" });
  const { score } = await told();
  const manager = { cookie: await shop.staff("store_manager", shop.first) };
  assert.equal((await hide(reviewId, {}, manager)).status, 403, "never the store itself");
  assert.equal((await hide(reviewId, { reason: "negative" })).status, 400, "no such reason");
  assert.equal((await hide(reviewId, { note: "  嗯  嗯 " })).status, 400, "no reason given");
  ok(await hide(reviewId));
  assert.equal(code(await hide(reviewId)), "review_hidden");
  const shown = await toldOf(reviewId);
  assert.deepEqual([shown.words, shown.hiddenReason, shown.stars], [null, "personal_data", 1]);
  assert.deepEqual((await told()).score, score);
  const [own] = ok(await shop.shop(member, "GET", "/reviews")).items;
  assert.deepEqual([own.words, own.hiddenReason], ["找店员 13900000000", "personal_data"]);
  const { items } = ok(await shop.api("GET", "/reviews?show=hidden"));
  assert.deepEqual([items[0].hidings[0].act, items[0].hidings[0].note], ["hide", note]);
  const { rows } = await app.databases.ownerPool.query(
    "select capability from organisation.audit where target_id = $1 and action = 'hideReview'",
    [reviewId],
  );
  assert.deepEqual(rows, [{ capability: "reviews.hide" }]);
  await verified();
  ok(await shop.api("POST", `/reviews/${reviewId}/show`, { note: "复核后不属于个人信息" }));
  assert.equal((await toldOf(reviewId)).words, "找店员 13900000000");
  const again = await shop.api("POST", `/reviews/${reviewId}/show`, { note: "再来一次试试" });
  assert.equal(code(again), "review_shown");
  await verified();
  const silent = await written(member);
  assert.equal(code(await hide(silent)), "review_without_words");
});

test("the store replies, the first time is measured, and the member says the outcome", async () => {
  const [member, other] = [await shop.member(), await shop.member()];
  const zone = Temporal.Now.zonedDateTimeISO("Asia/Shanghai");
  const start = zone.add({ days: 40 }).withPlainTime("10:00").toInstant();
  app.setNow(start);
  const reviewId = await written(member, { stars: 2, words: "受潮" });
  const say = (who: LoopMember, outcome: string) =>
    shop.shop(who, "POST", `/reviews/${reviewId}/outcome`, { outcome });
  assert.equal(code(await say(member, "solved")), "review_not_answered");
  const waiting = async () => ok(await shop.api("GET", "/reviews?show=waiting&limit=200")).items
    .some((one: { reviewId: string }) => one.reviewId === reviewId);
  assert.equal(await waiting(), true);
  assert.equal((await reply(reviewId, "   ")).status, 400);
  app.setNow(start.add({ hours: 2 }));
  ok(await reply(reviewId, "马上换"), 201);
  app.setNow(start.add({ hours: 5 }));
  ok(await reply(reviewId, "已寄出"), 201);
  assert.equal(await waiting(), false);
  assert.equal(code(await say(other, "solved")), "review_not_found", "not theirs to say");
  ok(await say(member, "unsolved"));
  ok(await say(member, "solved"));
  const shown = await toldOf(reviewId);
  assert.deepEqual(shown.replies.map((one: { text: string }) => one.text), ["马上换", "已寄出"]);
  assert.equal(shown.outcome, "solved");
  const figures = ok(await shop.api("GET", "/review-figures?days=1"));
  assert.deepEqual(
    [figures.reviews, figures.answered, figures.medianAnswer, figures.lowMedianAnswer],
    [1, 1, 7_200, 7_200],
  );
  assert.deepEqual([figures.solved, figures.unsolved, figures.mean], [1, 0, 200]);
  for (const _ of [3, 4, 5]) ok(await reply(reviewId), 201);
  assert.equal(code(await reply(reviewId)), "review_replies_full");
  app.setNow(null);
  await verified();
});

test("staff read and answer the reviews of their stores, not of others", async () => {
  const member = await shop.member();
  const reviewId = await written(member);
  const near = { cookie: await shop.staff("guide", shop.first) };
  const far = { cookie: await shop.staff("store_manager", shop.far) };
  assert.deepEqual(ok(await shop.api("GET", "/reviews", undefined, far)).items, []);
  assert.equal((await reply(reviewId, "谢谢", far)).status, 403);
  const { subjectId } = ok(await shop.api("GET", "/reviews?limit=1", undefined, near)).items[0];
  const ofOrder = ok(await shop.api("GET", `/reviews?subjectId=${subjectId}`, undefined, near));
  assert.deepEqual(
    ofOrder.items.map((one: { reviewId: string }) => one.reviewId), [reviewId], "of one order",
  );
  const others = await shop.api("GET", `/reviews?subjectId=${subjectId}`, undefined, far);
  assert.deepEqual(ok(others).items, [], "nothing of a store that is not theirs");
  const path = `/reviews?storeId=${shop.first}`;
  assert.equal((await shop.api("GET", path, undefined, far)).status, 403);
  const [first] = ok(await shop.api("GET", "/reviews", undefined, near)).items;
  assert.equal(first.reviewId, reviewId);
  assert.match(first.memberMasked, /\*\*\*\*/);
  ok(await reply(reviewId, "谢谢", near), 201);
});

test("an erased member's review stays, counts, and is without a person", async () => {
  const member = await shop.member();
  const reviewId = await written(member, { stars: 1, words: "慢" });
  const { score } = await told();
  const [taken] = await shop.t.ctx((ctx) => memberReviews.export(ctx, member.memberId));
  assert.deepEqual([taken?.stars, taken?.words], [1, "慢"]);
  await shop.t.ctx((ctx) => memberReviews.erase(ctx, member.memberId));
  assert.deepEqual(await shop.t.ctx((ctx) => memberReviews.export(ctx, member.memberId)), []);
  assert.deepEqual((await told()).score, score);
  assert.equal((await toldOf(reviewId)).words, "慢");
  const [listed] = ok(await shop.api("GET", "/reviews?show=low")).items;
  assert.deepEqual([listed.reviewId, listed.memberId, listed.memberMasked], [reviewId, null, null]);
  await verified();
});

test("who was served at a booking reviews it; who brought goods back still may", async () => {
  const member = await shop.member();
  const { api } = shop;
  const bookingId = await beingServed(shop, member);
  const served = { subjectKind: "booking", lineId: null, stars: 4 };
  assert.equal(code(await write(member, bookingId, served)), "review_subject_not_found");
  await shop.t.ctx((ctx) => finishBooking(ctx, bookingId));
  assert.equal(ok(await write(member, bookingId, served), 201).aboutName, "品茶");
  assert.equal(code(await write(member, bookingId, served)), "review_exists");

  const orderId = await handed(member);
  const [line] = (await shop.order(orderId)).lines;
  const returned = [{ lineId: line.lineId, quantity: 1 }];
  const { refundMinor } = ok(
    await api("POST", `/orders/${orderId}/returns/preview`, { returned }));
  ok(await api("POST", `/orders/${orderId}/returns`, {
    returned, reason: "faulty", note: null, restock: false, expectedMinor: refundMinor,
  }));
  ok(await write(member, orderId, { stars: 1 }), 201);
  await verified();
});

test("planted: a score, a first reply and a hiding that do not fit are found", async () => {
  const member = await shop.member();
  const reviewId = await written(member, { words: "可以" });
  const change = (text: string) => app.databases.ownerPool.query(text, [shop.t.brandId]);
  const found = async (text: string, back: string, why: RegExp) => {
    await change(text);
    const { wrong } = await verdict();
    assert.match(`${wrong?.record} ${wrong?.why}`, why);
    await change(back);
    await verified();
  };
  const score = "update reviews.scores set given = given";
  const where = "where brand_id = $1 and about_kind = 'product'";
  await found(`${score} + 1 ${where}`, `${score} - 1 ${where}`, /score of product/);
  const one = `where brand_id = $1 and review_id = '${reviewId}'`;
  const set = "update reviews.reviews set";
  await found(`${set} first_answer_at = now() ${one}`, `${set} first_answer_at = null ${one}`,
    /first reply/);
  await found(`${set} hidden_reason = 'insult' ${one}`, `${set} hidden_reason = null ${one}`,
    /by nobody/);
});
