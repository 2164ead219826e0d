import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newId } from "#platform/ids.ts";
import { saveCard } from "#modules/members/index.ts";
import type { Context } from "#platform/context.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { verifyLedger } from "../ledger/verify-ledger.ts";
import { correctPoints } from "./correct-points.ts";
import { earnInOrder } from "./earn-in-order.ts";
import type { Expiry } from "./expiry.ts";
import { givePointsBack } from "./give-points-back.ts";
import { freezePoints, unfreezePoints } from "./hold-points.ts";
import { listPostings, listPostingsForStaff } from "./list-postings.ts";
import { memberPoints } from "./member-data.ts";
import { pointsView } from "./points-view.ts";
import { settlePoints } from "./settle.ts";
import { type PointsSettings, savePointsSettings } from "./settings.ts";
import { spendablePoints } from "./spendable-points.ts";
import { spendPointsInOrder } from "./spend-points.ts";
import { takeBackEarned } from "./take-back-earned.ts";
import { verifyPoints } from "./verify-points.ts";

let app: TestApp;
let brand: TestBrand;
const usual: PointsSettings = {
  active: true,
  earn: { points: 1, minor: 100 },
  pendingDays: 7,
  expiry: { kind: "months", months: 12 },
  step: { points: 100, minor: 100 },
  capBps: 5_000,
};
const save = (change: Partial<PointsSettings> = {}) =>
  brand.ctx((ctx) => savePointsSettings(ctx, { ...usual, ...change }));

before(async () => {
  app = await startTestApp();
  brand = await app.brand();
  await save();
});
after(() => app.close());

const shanghai = (text: string) =>
  Temporal.PlainDateTime.from(text).toZonedDateTime("Asia/Shanghai").toInstant();
const paidAt = shanghai("2026-03-05T14:00");
const at = <T>(time: Temporal.Instant, run: (ctx: Context) => Promise<T>) => brand.ctx(run, time);
const days = (count: number) => paidAt.add({ hours: 24 * count });

async function earned(memberId: string, basisMinor: number, time = paidAt): Promise<string> {
  const orderId = newId();
  await at(time, (ctx) => earnInOrder(ctx, { orderId, memberId, basisMinor }));
  return orderId;
}
const spend = (memberId: string, points: number, time: Temporal.Instant, orderId = newId()) =>
  at(time, (ctx) => spendPointsInOrder(ctx, { orderId, memberId, points, amountMinor: points }));
const view = (memberId: string, time: Temporal.Instant) =>
  at(time, (ctx) => pointsView(ctx, memberId));

async function holds(): Promise<void> {
  const { ownerPool } = app.databases;
  assert.equal((await verifyLedger(ownerPool, brand.brandId)).wrong, null);
  assert.equal((await verifyPoints(ownerPool, brand.brandId)).wrong, null);
}

test("an order's points wait their days, then are spendable, once", async () => {
  const memberId = newId();
  const orderId = await earned(memberId, 12_399);
  await at(paidAt, (ctx) => earnInOrder(ctx, { orderId, memberId, basisMinor: 12_399 }));
  const before = await view(memberId, shanghai("2026-03-11T23:59:59"));
  assert.deepEqual([before.pending, before.spendable], [123, 0]);
  const from = shanghai("2026-03-12T00:00");
  assert.deepEqual(before.maturing, [{ at: from.epochMilliseconds, points: 123 }]);
  assert.equal((await view(memberId, from)).spendable, 123, "by the clock, before any job");
  const last = shanghai("2027-04-01T00:00");
  assert.deepEqual(before.expiring, [{ at: last.epochMilliseconds, points: 123 }]);
  await app.runJob("wallet.settle_points", { brandId: brand.brandId });
  await app.runJob("wallet.settle_points", { brandId: brand.brandId });
  assert.equal((await view(memberId, from)).spendable, 123);
  await holds();
});

test("the first to expire is spent first, nothing twice, never more than there is", async () => {
  const memberId = newId();
  const [old, young] = [await earned(memberId, 10_000), await earned(memberId, 5_000, days(40))];
  const now = days(60);
  const orderId = newId();
  await spend(memberId, 120, now, orderId);
  await spend(memberId, 120, now, orderId);
  assert.equal((await view(memberId, now)).spendable, 30);
  const tooMany = spend(memberId, 31, now);
  await assert.rejects(tooMany, { code: "points_too_few", params: { has: 30, missing: 1 } });
  const lots = await at(now, (ctx) => memberPoints.export(ctx, memberId));
  assert.deepEqual(lots.map((lot) => "spent" in lot && [lot.orderId, lot.spent]), [
    [old, 100], [young, 20],
  ]);
  const two = await Promise.allSettled([spend(memberId, 20, now), spend(memberId, 20, now)]);
  assert.deepEqual(two.map((one) => one.status).sort(), ["fulfilled", "rejected"]);
  await holds();
});

test("points of a spending come back with their own day; past it they live 30 days", async () => {
  const memberId = newId();
  await earned(memberId, 10_000);
  const orderId = newId();
  await spend(memberId, 80, days(20), orderId);
  const back = (points: number, key: string, time: Temporal.Instant) =>
    at(time, (ctx) => givePointsBack(ctx, { orderId, memberId, points, key }));
  await back(30, "first", days(30));
  await back(30, "first", days(30));
  const expiresAt = shanghai("2027-04-01T00:00");
  assert.deepEqual((await view(memberId, days(30))).expiring, [
    { at: expiresAt.epochMilliseconds, points: 50 },
  ]);
  assert.equal(await at(expiresAt, (ctx) => spendablePoints(ctx, memberId)), 0);
  await back(50, "second", expiresAt);
  const late = await view(memberId, expiresAt);
  assert.equal(late.spendable, 50);
  assert.equal(late.expiring[0]?.at, shanghai("2027-05-02T00:00").epochMilliseconds);
  await assert.rejects(back(1, "third", expiresAt), RangeError);
  await holds();
});

test("what comes late into a lot that has ended ends too, in ledger and lot", async () => {
  const memberId = newId();
  await earned(memberId, 10_000);
  const orderId = newId();
  await spend(memberId, 80, days(20), orderId);
  const expiresAt = shanghai("2027-04-01T00:00");
  const settle = () => at(expiresAt, (ctx) => settlePoints(ctx, [memberId]));
  await settle();
  // A record of a time before, told after it.
  const back = (points: number, key: string) =>
    at(days(30), (ctx) => givePointsBack(ctx, { orderId, memberId, points, key }));
  for (const [points, key] of [[50, "first"], [30, "second"]] as const) {
    await back(points, key);
    await settle();
    assert.equal((await view(memberId, expiresAt)).spendable, 0);
    await holds();
  }
});

// What was paid for, what is back after each return, and what the member has then.
const returns: readonly (readonly [string, readonly number[]])[] = [
  ["at once", [9_999]],
  ["one by one", [3_333, 6_666, 9_999]],
  ["in odd parts", [1, 4_999, 5_000, 9_998, 9_999]],
];
for (const [how, steps] of returns) {
  test(`a return takes back by the total: ${how}`, async () => {
    const memberId = newId();
    const orderId = await earned(memberId, 9_999);
    for (const [place, refundedMinor] of steps.entries()) {
      const taking = { orderId, memberId, refundedMinor, basisMinor: 9_999, key: `r${place}` };
      await at(days(9), (ctx) => takeBackEarned(ctx, taking));
      const now = await view(memberId, days(9));
      assert.equal(now.spendable, Math.floor((9_999 - refundedMinor) / 100));
    }
    await holds();
  });
}

test("a tier's order earns its times as many, rounded once; returns go by that rate", async () => {
  const tea = { title: "茶", titleEn: null, detail: null, detailEn: null };
  const tier = { name: "金卡", nameEn: null, fromMinor: 0, pointsBps: 15_000, benefits: [] };
  await brand.ctx((ctx) => saveCard(ctx, {
    name: "卡", nameEn: null, look: "ink", benefits: [{ ...tea, kind: "free_item" }],
    tiers: [tier],
  }));
  const memberId = newId();
  await app.databases.ownerPool.query(`
    insert into members.memberships (brand_id, member_id, tier_id, since, held_until, reviewed_at)
    select brand_id, $2, tier_id, now(), now() + interval '1 year', now() from members.tiers
    where brand_id = $1`, [brand.brandId, memberId]);
  const orderId = await earned(memberId, 12_399);
  assert.equal((await view(memberId, days(9))).spendable, 185, "185.985 of 123.99");
  // The tier is gone before the goods come back: what was earned by it goes by its rate.
  await app.databases.ownerPool.query(
    "update members.memberships set tier_id = null, held_until = null where member_id = $1",
    [memberId],
  );
  for (const [refundedMinor, left] of [[5_000, 110], [5_001, 110], [12_399, 0]] as const) {
    const key = `r${refundedMinor}`;
    const taking = { orderId, memberId, refundedMinor, basisMinor: 12_399, key };
    await at(days(9), (ctx) => takeBackEarned(ctx, taking));
    assert.equal((await view(memberId, days(9))).spendable, left);
  }
  assert.equal((await view(memberId, days(9))).owed, 0);
  await earned(memberId, 12_399, days(9));
  assert.equal((await view(memberId, days(20))).spendable, 123, "without it the brand's rule");
  await holds();
});

test("what was spent meanwhile is taken from other points, then owed, then paid off", async () => {
  const memberId = newId();
  const orderId = await earned(memberId, 10_000);
  await spend(memberId, 90, days(8));
  await earned(memberId, 3_000, days(1));
  const taking = { orderId, memberId, refundedMinor: 10_000, basisMinor: 10_000, key: "all" };
  await at(days(9), (ctx) => takeBackEarned(ctx, taking));
  let now = await view(memberId, days(9));
  assert.deepEqual([now.spendable, now.owed], [0, 60], "10 of its own, 30 of another, 60 owed");
  await assert.rejects(spend(memberId, 1, days(9)), { code: "points_too_few" });
  await earned(memberId, 10_000, days(10));
  assert.equal((await view(memberId, days(12))).owed, 60);
  assert.equal((await view(memberId, days(20))).spendable, 40, "by the clock");
  await spend(memberId, 40, days(20));
  now = await view(memberId, days(20));
  assert.deepEqual([now.spendable, now.owed], [0, 0]);
  await holds();
});

test("nobody is asked for points that had expired by themselves", async () => {
  const memberId = newId();
  const orderId = await earned(memberId, 10_000);
  await spend(memberId, 30, days(8));
  const after = shanghai("2027-04-02T00:00");
  const taking = { orderId, memberId, basisMinor: 10_000 };
  const take = (refundedMinor: number, key: string) =>
    at(after, (ctx) => takeBackEarned(ctx, { ...taking, refundedMinor, key }));
  await take(5_000, "half");
  assert.equal((await view(memberId, after)).owed, 0);
  await take(10_000, "all");
  assert.equal((await view(memberId, after)).owed, 30, "70 had expired, 30 were spent");
  await holds();
});

test("staff freeze, let go and correct with a reason; the list tells each", async () => {
  const memberId = newId();
  await earned(memberId, 10_000);
  const act = (points: number) => ({ memberId, points, reason: "核对订单" });
  const now = days(8);
  await at(now, (ctx) => freezePoints(ctx, act(70)));
  await assert.rejects(spend(memberId, 31, now), { code: "points_too_few" });
  await at(now, (ctx) => unfreezePoints(ctx, act(20)));
  await assert.rejects(at(now, (ctx) => unfreezePoints(ctx, act(51))), { code: "points_too_few" });
  await at(now, (ctx) => correctPoints(ctx, act(15)));
  await at(now, (ctx) => correctPoints(ctx, act(-5)));
  await assert.rejects(at(now, (ctx) => correctPoints(ctx, act(-61))), { code: "points_too_few" });
  const { spendable, frozen } = await view(memberId, now);
  assert.deepEqual([spendable, frozen], [60, 50]);
  const page = await at(now, (ctx) => listPostingsForStaff(ctx, memberId, { limit: 4 }));
  assert.deepEqual(page.items.map((one) => [one.kind, one.spendable, one.reason]), [
    ["points_correct", -5, "核对订单"], ["points_correct", 15, "核对订单"],
    ["points_unfreeze", 20, "核对订单"], ["points_freeze", -70, "核对订单"],
  ]);
  const rest = await at(now, (ctx) => listPostings(ctx, memberId, { cursor: page.next ?? "" }));
  assert.deepEqual(rest.items.map((one) => one.kind), ["points_mature", "points_earn"]);
  await holds();
});

test("points of an erased member lapse, and a late return asks nobody", async () => {
  const memberId = newId();
  const orderId = await earned(memberId, 10_000);
  await at(days(1), (ctx) => memberPoints.erase(ctx, memberId));
  const taking = { orderId, memberId, refundedMinor: 10_000, basisMinor: 10_000, key: "late" };
  await at(days(9), (ctx) => takeBackEarned(ctx, taking));
  const now = await view(memberId, days(9));
  assert.deepEqual([now.spendable, now.pending, now.owed], [0, 0, 0]);
  await holds();
});

test("points that mature late and are over already end once", async () => {
  const short: Expiry = { kind: "months", months: 1 };
  await save({ expiry: short, pendingDays: 0 });
  const memberId = newId();
  await earned(memberId, 10_000);
  assert.equal((await view(memberId, paidAt)).spendable, 100, "no days to wait: at once");
  assert.equal((await view(memberId, shanghai("2026-04-30T23:59:59"))).spendable, 100);
  assert.equal((await view(memberId, shanghai("2026-05-01T00:00"))).spendable, 0);
  for (let run = 0; run < 2; run++) {
    await app.runJob("wallet.settle_points", { brandId: brand.brandId });
  }
  const { items } = await at(days(90), (ctx) => listPostings(ctx, memberId, {}));
  assert.deepEqual(items.map((one) => [one.kind, one.spendable]), [
    ["points_expire", -100], ["points_mature", 100], ["points_earn", 0],
  ]);
  await save();
  await holds();
});

test("verify names what was changed behind the ledger's back", async () => {
  const memberId = newId();
  await earned(memberId, 10_000);
  const owner = app.databases.ownerPool;
  const change = (by: number) => owner.query(
    "update wallet.points_lots set pending = pending + $3, points = points + $3 "
    + "where brand_id = $1 and member_id = $2", [brand.brandId, memberId, by]);
  await change(1);
  const { wrong } = await verifyPoints(owner, brand.brandId);
  assert.equal(wrong?.record, `points of member ${memberId}`);
  assert.match(wrong.why, /points_pending: its lots make 101, the ledger 100/);
  await change(-1);
  await holds();
});
