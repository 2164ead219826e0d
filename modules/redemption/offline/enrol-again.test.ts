import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { loopBrand, type LoopBrand } from "#tests/support/loop.ts";
import { policy, testCounter, type TestCounter } from "./offline.fixture.ts";

let app: TestApp;
let shop: LoopBrand;
let offerId: string;
let now: Temporal.Instant;

before(async () => {
  app = await startTestApp();
  // Far from midnight, and after the grants that the tests are given.
  const today = Temporal.Now.zonedDateTimeISO("Asia/Shanghai").startOfDay();
  now = today.add({ hours: 34 }).toInstant();
  app.setNow(now);
});
after(() => app.close());

/** A brand of its own for each test: a store's caps are divided among its counters. */
async function fresh(): Promise<void> {
  shop = await loopBrand(app);
  offerId = await shop.offer();
  const set = await shop.api("PUT", `/offline/policies/${shop.root}`, policy);
  assert.equal(set.status, 204);
  const allowed = await shop.api("PUT", `/offline/offers/${offerId}`, { allowed: true });
  assert.equal(allowed.status, 204);
}

const counterHere = async (): Promise<TestCounter> => {
  const counter = await testCounter(shop, shop.first, () => now.epochMilliseconds);
  await counter.sync();
  return counter;
};

async function statement() {
  const member = await shop.member();
  const voucherId = await shop.voucher(member, offerId);
  const path = `/rights/voucher/${voucherId}/offline`;
  const signed = await shop.shop(member, "POST", path, { storeId: shop.first });
  assert.equal(signed.status, 200, JSON.stringify(signed.body));
  return { text: signed.body.text as string, member, voucherId };
}

const staffId = "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";
const use = (counter: TestCounter, text: string) =>
  counter.book.redeem(text, { billMinor: 3_000, staffId });
const outcomes = (answer: { results: readonly { outcome: string; reason: string | null }[] }) =>
  answer.results.map((one) => [one.outcome, one.reason].filter(Boolean).join(" "));
const usesLeft = async ({ member, voucherId }: Awaited<ReturnType<typeof statement>>) =>
  (await shop.shop(member, "GET", `/wallet/${voucherId}`)).body.usesLeft;

test("a counter that was revoked is enrolled anew: its old records aside, its new key counts",
  async () => {
    await fresh();
    const old = await counterHere();
    const [lost, still] = [await statement(), await statement()];
    assert.equal((await use(old, lost.text)).ok, true);
    const revoke = `/offline/devices/${old.deviceId}/revoke`;
    assert.equal((await shop.api("POST", revoke)).status, 204);
    const next = await counterHere();
    assert.notEqual(next.deviceId, old.deviceId);
    // What the old one still sends counts for nothing, also after the new one is there.
    assert.deepEqual(outcomes(await old.sync()), ["quarantined revoked"]);
    assert.equal(await usesLeft(lost), 1);
    assert.equal((await use(next, still.text)).ok, true);
    assert.deepEqual(outcomes(await next.sync()), ["redeemed"]);
    assert.equal(await usesLeft(still), 0);
    // The right that the old one's record was about is free for the new one.
    assert.equal((await use(next, lost.text)).ok, true);
    assert.deepEqual(outcomes(await next.sync()), ["redeemed"]);
    assert.equal(await usesLeft(lost), 0);
    const { items } = (await shop.api("GET", "/offline/conflicts")).body;
    assert.deepEqual(
      items.map((one: { kind: string; code: string }) => [one.kind, one.code]),
      [["quarantined", "revoked"]],
    );
    const path = `/offline/devices?storeId=${shop.first}`;
    const { items: devices } = (await shop.api("GET", path)).body;
    const revoked = (deviceId: string) => devices.find(
      (one: { deviceId: string }) => one.deviceId === deviceId).revokedAt !== null;
    assert.deepEqual([revoked(old.deviceId), revoked(next.deviceId)], [true, false]);
  });

test("the key of a revoked counter stays revoked, though it is enrolled again", async () => {
  await fresh();
  const old = await counterHere();
  const { text } = await statement();
  await shop.api("POST", `/offline/devices/${old.deviceId}/revoke`);
  const again = await shop.api("POST", "/offline/devices", {
    storeId: shop.first, name: "收银台", publicKey: old.key.publicKey,
  });
  assert.equal(again.body.deviceId, old.deviceId);
  assert.equal((await use(old, text)).ok, true, "it has not heard of it yet");
  assert.deepEqual(outcomes(await old.sync()), ["quarantined revoked"]);
  assert.equal((await old.book.status())?.no, "revoked_device");
});
