import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import type { LoopMember } from "#tests/support/loop.ts";
import { ok } from "#tests/support/stored.ts";
import { balanceOf } from "../ledger/balance.ts";
import { type StoredBrand, storedBrand } from "../stored-value/stored.fixture.ts";
import { verifyStored } from "../stored-value/verify-stored.ts";

let app: TestApp;
let shop: StoredBrand;

before(async () => {
  app = await startTestApp();
  shop = await storedBrand(app);
});
afterEach(() => shop.holds());
after(() => app.close());

const inYears = (years: number) =>
  Temporal.Now.plainDateISO("Asia/Shanghai").add({ years }).toString();

const make = (more: object = {}) =>
  shop.api("POST", "/gift-card-batches", {
    name: "新年卡", how: "given", unitId: shop.root, faceMinor: 10_000, count: 3,
    validTo: inYears(3), ...more,
  });

async function codesOf(batchId: string): Promise<string[]> {
  const file = await shop.api("POST", `/gift-card-batches/${batchId}/codes.csv`);
  assert.equal(file.status, 200);
  return String(file.body).trim().split("\r\n").slice(1).map((line) => line.split(",")[1]!);
}

async function batch(more: object = {}) {
  const { batchId } = ok(await make(more), 201);
  return { batchId: batchId as string, codes: await codesOf(batchId) };
}

const redeem = (member: LoopMember, code: string) =>
  shop.shop(member, "POST", "/gift-cards/redeem", { code });

const cardsOf = (unitId: string) => shop.t.ctx((ctx) =>
  balanceOf(ctx, { kind: "gift_cards", ownerKind: "unit", ownerId: unitId }));

test("a given card becomes bonus, a sold one principal; a code twice is refused", async () => {
  const member = await shop.member();
  const given = await batch();
  assert.equal(ok(await redeem(member, given.codes[0]!)).faceMinor, 10_000);
  assert.deepEqual(await shop.stored(member), [0, 10_000]);
  assert.equal((await redeem(member, given.codes[0]!)).body.code, "gift_card_used");
  const sold = await batch({ how: "sold" });
  assert.equal((await redeem(member, sold.codes[1]!)).body.code, "gift_card_not_sold");
  const sell = (from: number, to: number) =>
    shop.api("POST", `/gift-card-batches/${sold.batchId}/sell`, {
      storeId: shop.first, from, to,
    });
  assert.equal(ok(await sell(1, 2)).amountMinor, 20_000);
  assert.equal((await sell(2, 3)).body.code, "gift_cards_not_for_sale");
  assert.equal(await cardsOf(shop.first), 20_000);
  ok(await redeem(member, sold.codes[1]!));
  assert.deepEqual(await shop.stored(member), [10_000, 10_000]);
  assert.equal(await cardsOf(shop.first), 10_000);
});

test("two members with one code at once: one has it", async () => {
  const { codes } = await batch();
  const members = [await shop.member(), await shop.member()];
  const answers = await Promise.all(members.map((member) => redeem(member, codes[0]!)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
});

test("what the law of anonymous cards does not allow is not made", async () => {
  const refused = async (more: object) => (await make(more)).body.code;
  assert.equal(await refused({ faceMinor: 100_001 }), "gift_card_over_law");
  assert.equal(await refused({ validTo: inYears(2) }), "gift_card_over_law");
  ok(await make({ faceMinor: 100_000 }), 201);
});

test("a recall ends what is not redeemed, and only that", async () => {
  const member = await shop.member();
  const { batchId, codes } = await batch();
  ok(await redeem(member, codes[0]!));
  const before = await cardsOf(shop.root);
  const recall = () => shop.api("POST", `/gift-card-batches/${batchId}/recall`, { reason: "印错" });
  assert.equal(ok(await recall()).cards, 2);
  assert.equal((await recall()).body.code, "gift_batch_recalled");
  assert.equal((await cardsOf(shop.root)) - before, -20_000);
  assert.equal((await redeem(member, codes[1]!)).body.code, "gift_card_recalled");
  assert.deepEqual(await shop.stored(member), [0, 10_000]);
});

test("what tills took for cards is compared with the cards that were sold", async () => {
  const { batchId } = await batch({ how: "sold" });
  const sale = { storeId: shop.first, from: 1, to: 2 };
  ok(await shop.api("POST", `/gift-card-batches/${batchId}/sell`, sale));
  const owner = app.databases.ownerPool;
  const sold = (at: string) => owner.query(
    `update wallet.gift_cards set sold_at = ${at} where batch_id = $1 and number = 1`, [batchId]);
  await sold("null");
  assert.deepEqual((await verifyStored(owner, shop.t.brandId)).wrong, {
    record: `gift cards ${batchId}`,
    why: "tills took 20000 for its cards, those sold are worth 10000",
  });
  await sold("now()");
});

test("guessing is throttled", async () => {
  const member = await shop.member();
  const codes = [];
  for (let count = 0; count < 14; count += 1) {
    codes.push((await redeem(member, `9000 0000 0000 ${1_000 + count}`)).body.code);
  }
  assert.equal(codes[0], "gift_card_not_found");
  assert.equal(codes.at(-1), "too_many_tries");
  await app.databases.ownerPool.query("delete from platform.throttle");
});
