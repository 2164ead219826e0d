import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { balanceOf, verifyStored } from "#modules/wallet/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { type LoopBrand, loopBrand, type LoopMember } from "#tests/support/loop.ts";
import { tradeOf } from "#tests/support/orders.ts";
import { caughtNotices } from "#tests/support/payments.ts";
import { ok, settings } from "#tests/support/stored.ts";
import { verifyLedger } from "#tests/support/verify.ts";
import { type PaymentProvider, wirePayments } from "../ports.ts";
import { askTopUpJob } from "./ask-top-up.ts";
import { sendTopUpRefundJob } from "./send-refund.ts";
import { verifyTopUps } from "./verify-top-ups.ts";

let app: TestApp;
let shop: LoopBrand;
let folder: string;
let contractHash: string;

before(async () => {
  app = await startTestApp();
  shop = await loopBrand(app);
  folder = await mkdtemp(path.join(tmpdir(), "bihuan-top-ups-"));
  const saved = ok(await shop.api("PUT", "/stored-value/settings", settings));
  contractHash = saved.contract.hash;
});
afterEach(async () => {
  app.setNow(null);
  await verifyLedger(app, shop.t.brandId);
  assert.equal((await verifyStored(app.databases.ownerPool, shop.t.brandId)).wrong, null);
  assert.equal((await verifyTopUps(app.databases.ownerPool, shop.t.brandId)).wrong, null);
});
after(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const caught = (more: Partial<PaymentProvider> = {}) => caughtNotices(app, folder, more);

const start = (member: LoopMember, payMinor = 50_000) =>
  shop.shop(member, "POST", "/stored-value/top-ups", {
    payMinor, contractHash, provider: "simulator", method: "link",
  });

const stored = async (member: LoopMember): Promise<number[]> => {
  const seen = ok(await shop.shop(member, "GET", "/stored-value"));
  return [seen.principalMinor, seen.bonusMinor];
};

const atProvider = () => shop.t.ctx((ctx) =>
  balanceOf(ctx, { kind: "at_provider", ownerKind: "brand", ownerId: shop.t.brandId }));

test("a notice received five times credits once; a forged one nothing", async () => {
  const { simulator, notices, deliver } = caught();
  const member = await shop.member();
  const { topUpId, link } = ok(await start(member));
  const before = await atProvider();
  simulator.pay(tradeOf(link));
  await simulator.settled();
  const [notice] = notices;
  assert.ok(notice);
  const forged = await deliver({ ...notice, body: notice.body.replace("50000", "60000") });
  assert.equal(forged.statusCode, 401);
  assert.deepEqual(await stored(member), [0, 0]);
  await Promise.all(Array.from({ length: 4 }, () => deliver(notice)));
  await deliver(notice);
  assert.deepEqual(await stored(member), [50_000, 5_000]);
  assert.equal((await atProvider()) - before, 50_000);
  const seen = ok(await shop.shop(member, "GET", `/stored-value/top-ups/${topUpId}`));
  assert.deepEqual([seen.state, seen.link], ["paid", null]);
});

test("a lost notice: the provider is asked; unpaid, it ends after its half hour", async () => {
  const { simulator } = caught();
  const [payer, other] = [await shop.member(), await shop.member()];
  const paid = ok(await start(payer));
  const left = ok(await start(other));
  simulator.pay(tradeOf(paid.link));
  const ask = ({ topUpId }: { topUpId: string }) =>
    app.runJob(askTopUpJob.name, { topUpId, brandId: shop.t.brandId });
  await ask(paid);
  await ask(paid);
  assert.deepEqual(await stored(payer), [50_000, 5_000]);
  await ask(left);
  await app.databases.ownerPool.query(
    "update orders.top_ups set pay_until = started_at where top_up_id = $1",
    [left.topUpId],
  );
  await ask(left);
  const seen = ok(await shop.shop(other, "GET", `/stored-value/top-ups/${left.topUpId}`));
  assert.equal(seen.state, "closed");
  assert.equal(simulator.pay(tradeOf(left.link)), false, "nobody can pay it any more");
});

test("what is started counts against the most, so that two at once stay below it", async () => {
  caught();
  const member = await shop.member();
  ok(await start(member, 200_000));
  ok(await start(member, 200_000));
  assert.equal((await start(member, 200_000)).body.code, "stored_value_over_most");
});

test("a gift card finds no room that a started top-up may still take", async () => {
  caught();
  const member = await shop.member();
  ok(await start(member, 200_000));
  ok(await start(member, 200_000));
  const validTo = Temporal.Now.plainDateISO("Asia/Shanghai").add({ years: 3 }).toString();
  const card = { name: "卡", how: "sold", unitId: shop.root, faceMinor: 60_000, count: 2, validTo };
  const { batchId } = ok(await shop.api("POST", "/gift-card-batches", card), 201);
  const file = await shop.api("POST", `/gift-card-batches/${batchId}/codes.csv`);
  const [code] = String(file.body).split("\r\n").slice(1).map((line) => line.split(",")[1]);
  const sale = { storeId: shop.first, from: 1, to: 2 };
  ok(await shop.api("POST", `/gift-card-batches/${batchId}/sell`, sale));
  const redeem = () => shop.shop(member, "POST", "/gift-cards/redeem", { code });
  ok(await redeem());
  const { items } = ok(await shop.shop(member, "GET", "/stored-value/lots"));
  assert.equal(items.length, 1);
  const [, second] = String(file.body).split("\r\n").slice(1).map((line) => line.split(",")[1]);
  const full = await shop.shop(member, "POST", "/gift-cards/redeem", { code: second });
  assert.equal(full.body.code, "stored_value_over_most");
  // Nobody pays them any more: there is room again.
  app.setNow(Temporal.Now.instant().add({ minutes: 31 }));
  ok(await shop.shop(member, "POST", "/gift-cards/redeem", { code: second }));
});

test("a refund goes the way it was paid, once, whatever the provider answers", async () => {
  const { simulator, notices, deliver } = caught();
  const member = await shop.member();
  const { link } = ok(await start(member));
  simulator.pay(tradeOf(link));
  await simulator.settled();
  await deliver(notices.shift()!);
  const { items: [lot] } = ok(await shop.shop(member, "GET", "/stored-value/lots"));
  const before = await atProvider();
  const refund = () => shop.shop(member, "POST", `/stored-value/lots/${lot.lotId}/refund`, {
    expectedMinor: 50_000,
  });
  wirePayments(() => [{ ...simulator.provider, refund: () => Promise.reject(new Error("cut")) }]);
  const answers = await Promise.all([refund(), refund()]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  const { refundId } = answers.find(({ status }) => status === 200)!.body;
  const send = () => app.runJob(sendTopUpRefundJob.name, { refundId, brandId: shop.t.brandId });
  await send();
  assert.equal(await atProvider(), before);
  wirePayments(() => [simulator.provider]);
  await send();
  await send();
  assert.equal(simulator.trade(tradeOf(link))?.refunds.length, 1);
  assert.equal((await atProvider()) - before, -50_000);
  assert.deepEqual(await stored(member), [0, 0]);
});

test("a refund that failed stays listed and is sent again", async () => {
  const { simulator, notices, deliver } = caught({
    refund: async () => ({ state: "failed", failure: "balance too low" }),
  });
  const member = await shop.member();
  const { link } = ok(await start(member));
  simulator.pay(tradeOf(link));
  await simulator.settled();
  await deliver(notices.shift()!);
  const { items: [lot] } = ok(await shop.shop(member, "GET", "/stored-value/lots"));
  const path = `/stored-value/lots/${lot.lotId}/refund`;
  const { refundId } = ok(await shop.shop(member, "POST", path, { expectedMinor: 50_000 }));
  const send = () => app.runJob(sendTopUpRefundJob.name, { refundId, brandId: shop.t.brandId });
  await send();
  const listed = `/members/${member.memberId}/stored-refunds`;
  const stateOf = async () => ok(await shop.api("GET", listed)).items[0].state;
  assert.equal(await stateOf(), "failed");
  wirePayments(() => [simulator.provider]);
  ok(await shop.api("POST", `/stored-refunds/${refundId}/retry`));
  await send();
  await send();
  assert.equal(await stateOf(), "done");
});

test("the provider's statement knows top-ups and their refunds", async () => {
  const { simulator, notices, deliver } = caught();
  const member = await shop.member();
  const { link } = ok(await start(member));
  simulator.pay(tradeOf(link));
  await simulator.settled();
  await deliver(notices.shift()!);
  const tradeNo = simulator.trade(tradeOf(link))!.tradeNo;
  const day = Temporal.Now.plainDateISO("Asia/Shanghai").toString();
  const whole = simulator.statement();
  const without = whole.split("\n").filter((line) => !line.includes(tradeNo)).join("\n");
  const differs = async (statement: string) => {
    const { differences } = ok(await shop.api("POST", "/payment-statements/reconcile", {
      provider: "simulator", fromDay: day, toDay: day, statement,
    }));
    return differences.filter((one: { tradeNo: string }) => one.tradeNo === tradeNo);
  };
  assert.deepEqual(await differs(whole), []);
  const [missing] = await differs(without);
  assert.deepEqual([missing.what, missing.oursMinor], ["missing_there", 50_000]);
});
