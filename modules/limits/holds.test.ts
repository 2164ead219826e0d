import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { newId } from "#platform/ids.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { expireHolds } from "./holds.ts";
import { hold, releaseHold, take, useHold, usedOf, verifyLimits } from "./index.ts";

let app: TestApp;
let brand: TestBrand;

before(async () => {
  app = await startTestApp();
  brand = await app.brand();
});
after(() => app.close());
afterEach(() => app.setNow(null));

const noon = Temporal.Instant.from("2026-11-22T04:00:00Z");
const later = (seconds: number) => noon.add({ seconds });
const usedNow = (key: string) => brand.ctx(async (ctx) => (await usedOf(ctx, [key])).get(key) ?? 0);

function held(key: string, seconds = 60): Promise<string> {
  return brand.ctx(async (ctx) => {
    const taken = [{ key, amount: 1 }];
    await take(ctx, taken.map((one) => ({ ...one, cap: 5 })));
    const cause = { causeKind: "test", causeId: newId(), memberId: null };
    return hold(ctx, { ...cause, taken, expiresAt: later(seconds) });
  }, noon);
}

test("a hold ends once: used, released or by time, and gives back just what it kept", async () => {
  const [one, two, three] = [await held("a"), await held("a"), await held("a")];
  assert.equal(await usedNow("a"), 3);
  assert.deepEqual(await brand.ctx((ctx) => useHold(ctx, one), later(59)), [
    { key: "a", amount: 1 },
  ]);
  assert.equal(await brand.ctx((ctx) => useHold(ctx, two), later(60)), null);
  assert.equal(await brand.ctx((ctx) => releaseHold(ctx, three), later(59)), true);
  assert.equal(await brand.ctx((ctx) => releaseHold(ctx, three), later(59)), false);
  assert.equal(await usedNow("a"), 2);
  assert.equal(await brand.ctx(expireHolds, later(59)), 0);
  assert.equal(await brand.ctx(expireHolds, later(60)), 1);
  assert.equal(await brand.ctx(expireHolds, later(61)), 0);
  assert.equal(await usedNow("a"), 1);
});

test("use, release and expiry at once: exactly one of them happens", async () => {
  for (let round = 0; round < 5; round++) {
    const key = `race ${round}`;
    const holdId = await held(key);
    const [used, released, expired] = await Promise.all([
      brand.ctx((ctx) => useHold(ctx, holdId), later(59)),
      brand.ctx((ctx) => releaseHold(ctx, holdId), later(59)),
      brand.ctx(expireHolds, later(60)),
    ]);
    assert.equal(Number(used !== null) + Number(released) + Number(expired), 1);
    assert.equal(await usedNow(key), used ? 1 : 0);
  }
});

test("each end is an event", async () => {
  await held("e");
  await brand.ctx(expireHolds, later(600));
  await app.settle();
  const { rows } = await app.databases.ownerPool.query(
    `select distinct kind from platform.journal where brand_id = $1 and kind like 'limits.%'
     order by kind`,
    [brand.brandId],
  );
  assert.deepEqual(rows.map((row) => row.kind), [
    "limits.held", "limits.hold_expired", "limits.hold_released", "limits.hold_used",
  ]);
});

test("verify names the first counter that its rows do not make", async () => {
  const own = await app.brand();
  const owner = app.databases.ownerPool;
  await own.ctx(async (ctx) => {
    await take(ctx, [{ key: "k", cap: 5, amount: 2 }]);
    const expiresAt = later(60);
    const cause = { causeKind: "test", causeId: newId(), memberId: null };
    await hold(ctx, { ...cause, taken: [{ key: "k", amount: 2 }], expiresAt });
  }, noon);
  assert.equal((await verifyLimits(owner, own.brandId)).wrong, null);
  await owner.query("update limits.counters set used = 3 where brand_id = $1", [own.brandId]);
  const { wrong } = await verifyLimits(owner, own.brandId);
  assert.deepEqual(wrong, {
    record: "counter k",
    why: "it says 3, the rows behind it make 2",
  });
});
