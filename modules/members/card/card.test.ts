import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { ensureMember } from "../ensure-member.ts";
import { memberByCode, showMemberCode } from "./member-code.ts";
import { reviewMembers } from "./review-members.ts";
import { listTierChanges, pointsBpsOf, standingOf } from "./standing.ts";

let app: TestApp;
let brand: TestBrand;
before(async () => {
  app = await startTestApp();
  brand = await app.brand();
});
after(() => app.close());

let count = 0;
const member = () => brand.ctx(async (ctx) =>
  (await ensureMember(ctx, { externalId: `card-${count++}` })).memberId);

const tea = {
  kind: "free_item", title: "到店免费茶", titleEn: "A free tea", detail: null, detailEn: null,
};
const price = { ...tea, kind: "member_price", title: "会员价", titleEn: null };
const tier = (name: string, fromMinor: number, tierId?: string) =>
  ({ name, nameEn: null, fromMinor, benefits: [], ...(tierId ? { tierId } : {}) });
const cardOf = (tiers: readonly object[], benefits: readonly object[] = [tea]) =>
  ({ name: "茶友卡", nameEn: "Tea card", look: "accent", benefits, tiers });
const save = (card: object) => brand.api("PUT", `/api/${brand.key}/card`, card);

const shanghai = (text: string) =>
  Temporal.PlainDateTime.from(text).toZonedDateTime("Asia/Shanghai").toInstant();
const paidAt = shanghai("2026-02-28T21:00");

async function told(kind: string, memberId: string, minor: number, at = paidAt, orderId = newId()) {
  const source = { campaignId: null, channelId: null, sourceCodeId: null };
  const parts = { moneyMinor: minor, storedValueMinor: 0, pointsMinor: 0, benefits: [] };
  const payload = kind === "orders.paid_up"
    ? { ...source, ...parts, orderId, totalMinor: minor, pointsUsed: 0 }
    : { ...parts, orderId, refundId: newId(), amountMinor: minor, points: 0 };
  await brand.ctx((ctx) => emit(ctx, kind, { memberId, payload }), at);
  await app.settle();
  return orderId;
}
const standing = (memberId: string, at?: Temporal.Instant) =>
  brand.ctx((ctx) => standingOf(ctx, memberId), at);

test("a card needs a benefit that is no discount, and tiers that rise", async () => {
  assert.equal((await save(cardOf([], []))).body.code, "card_without_benefit");
  assert.equal((await save(cardOf([], [price]))).body.code, "card_without_benefit");
  const flat = await save(cardOf([tier("银卡", 1_000), tier("金卡", 1_000)]));
  assert.equal(flat.body.code, "tiers_not_rising");
  const rising = cardOf([tier("银卡", 1_000), tier("金卡", 5_000)], [tea, price]);
  assert.equal((await save(rising)).status, 204);
  const { card } = (await brand.api("GET", `/api/${brand.key}/card`)).body;
  assert.deepEqual(card.tiers.map((one: { name: string }) => one.name), ["银卡", "金卡"]);
  assert.deepEqual(card.benefits, [tea, price]);
});

test("tiers follow orders: up at once, down by a return, renamed without a loss", async () => {
  const { card } = (await brand.api("GET", `/api/${brand.key}/card`)).body;
  const [silver, gold] = card.tiers;
  const memberId = await member();
  const now = Temporal.Now.instant();
  await told("orders.paid_up", memberId, 999, now);
  assert.deepEqual(await standing(memberId), { tierId: null, heldUntil: null, spentMinor: 999 });
  const orderId = await told("orders.paid_up", memberId, 4_001, now);
  assert.equal((await standing(memberId)).tierId, gold.tierId);
  assert.equal((await save(cardOf([silver, { ...gold, name: "黑金卡" }]))).status, 204);
  await app.runJob("members.review_tiers", { brandId: brand.brandId });
  assert.equal((await standing(memberId)).tierId, gold.tierId, "the same tier by another name");
  await told("orders.refund_started", memberId, 4_001, now, orderId);
  assert.deepEqual(await standing(memberId), { tierId: null, heldUntil: null, spentMinor: 999 });
  const changes = await brand.ctx((ctx) => listTierChanges(ctx, memberId, {}));
  assert.deepEqual(changes.items.map((one) => [one.why, one.from, one.to]), [
    ["returned", "黑金卡", null], ["spent", null, "黑金卡"],
  ]);
});

test("a tier says how many times the points of an order it earns; others the usual", async () => {
  const card = cardOf([{ ...tier("银卡", 1_000), pointsBps: 15_000 }, tier("金卡", 5_000)]);
  assert.equal((await save(card)).status, 204);
  const { tiers } = (await brand.api("GET", `/api/${brand.key}/card`)).body.card;
  assert.deepEqual(tiers.map((one: { pointsBps: number }) => one.pointsBps), [15_000, 10_000]);
  const low = cardOf([{ ...tier("银卡", 1_000), pointsBps: 9_999 }]);
  assert.equal((await save(low)).status, 400, "no tier earns less than who has none");
  const memberId = await member();
  const bps = () => brand.ctx((ctx) => pointsBpsOf(ctx, memberId));
  assert.equal(await bps(), 10_000);
  const orderId = await told("orders.paid_up", memberId, 1_000, Temporal.Now.instant());
  assert.equal(await bps(), 15_000);
  await told("orders.refund_started", memberId, 1_000, Temporal.Now.instant(), orderId);
  assert.equal(await bps(), 10_000);
});

test("a tier is held twelve months to the end of a brand's day, then decided again", async () => {
  const memberId = await member();
  const spent = async (minor: number, at: Temporal.Instant) => {
    await told("orders.paid_up", memberId, minor, at);
    await brand.ctx((ctx) => reviewMembers(ctx, [memberId]), at);
  };
  // The reaction runs by the wall clock: the review at the moment itself is what counts here.
  const owner = app.databases.ownerPool;
  await spent(5_000, paidAt);
  await owner.query("delete from members.memberships where brand_id = $1 and member_id = $2",
    [brand.brandId, memberId]);
  await brand.ctx((ctx) => reviewMembers(ctx, [memberId]), paidAt);
  const end = shanghai("2027-03-01T00:00");
  const before = await standing(memberId, paidAt);
  assert.equal(before.heldUntil, end.epochMilliseconds, "28 February is inside");
  await spent(1_200, shanghai("2026-12-01T09:00"));
  const review = (at: Temporal.Instant) =>
    brand.ctx((ctx) => reviewMembers(ctx, [memberId]), at);
  await review(end.subtract({ milliseconds: 1 }));
  const { tiers } = (await brand.api("GET", `/api/${brand.key}/card`)).body.card;
  assert.equal((await standing(memberId, end)).tierId, tiers[1].tierId);
  await review(end);
  const after = await standing(memberId, end);
  assert.equal(after.tierId, tiers[0].tierId, "1,200 of the twelve months before are silver");
  assert.equal(after.heldUntil, shanghai("2028-03-02T00:00").epochMilliseconds);
});

test("a member's code says who stands there, for its minutes, to this brand alone", async () => {
  const memberId = await member();
  const code = await brand.ctx((ctx) => showMemberCode(ctx, memberId));
  const link = `https://shop.example/${brand.key}/m#${code.token}`;
  const read = (text: string, later = 0) => brand.ctx((ctx) =>
    memberByCode({ ...ctx, recordedAt: ctx.recordedAt.add({ seconds: later }) }, text));
  assert.equal((await read(link)).memberId, memberId);
  assert.equal((await read(link, 85)).memberId, memberId, "reading uses nothing up");
  await assert.rejects(read(link, 91), { code: "member_code_expired" });
  assert.equal((await read(code.spoken, 290)).memberId, memberId);
  await assert.rejects(read(code.spoken, 301), { code: "member_code_expired" });
  const foreign = link.replace(brand.key, "another");
  await assert.rejects(read(foreign), { code: "member_code_other_brand" });
  await brand.api("POST", `/api/${brand.key}/members/${memberId}/erase`);
  for (let guess = 0; guess < 10; guess++) {
    await assert.rejects(read(link), { code: "member_code_unknown" });
  }
  await assert.rejects(read(link), { code: "too_many_tries" });
});
