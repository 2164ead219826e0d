import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { tradePolicy } from "#packages/pricing/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { automatic, off, pricedBrand, totalOf } from "./prices.fixture.ts";

let app: TestApp;
let shop: Awaited<ReturnType<typeof pricedBrand>>;

before(async () => {
  app = await startTestApp();
  shop = await pricedBrand(app);
});
after(() => app.close());
afterEach(() => shop.endAll());

const read = async () => (await shop.api("GET", "/stacking-policy")).body;
const save = (policy: object, cookie?: string) =>
  shop.api("PUT", "/stacking-policy", policy, cookie ? { cookie } : {});

test("the trade's rule holds until another is saved; each saving is a version", async () => {
  const { version, savedAt, isDefault, ...rule } = await read();
  assert.deepEqual([version, savedAt, isDefault], [0, null, true]);
  assert.deepEqual(rule, { ...tradePolicy, groups: [] });
  await shop.on(automatic(off(10_000, 1_000)));
  await shop.on(automatic(off(10_000, 2_000)));
  assert.equal(totalOf(await shop.cart([["RED", 1]])), 18_000);
  const together = tradePolicy.apart.filter((one) => one.a !== "order");
  const saved = await save({ order: tradePolicy.order, apart: together });
  assert.deepEqual([saved.status, saved.body.version, saved.body.isDefault], [200, 1, false]);
  assert.equal(totalOf(await shop.cart([["RED", 1]])), 17_000);
  assert.equal((await save(tradePolicy)).body.version, 2);
  assert.equal(totalOf(await shop.cart([["RED", 1]])), 18_000);
  await app.settle();
  const { rows } = await app.databases.ownerPool.query(
    `select payload from platform.journal where brand_id = $1
       and kind = 'promotions.stacking_changed' order by recorded_at`,
    [shop.t.brandId],
  );
  assert.deepEqual(rows.map((row) => row.payload), [{ policyVersion: 1 }, { policyVersion: 2 }]);
});

test("of two that are saved at once each is a version of its own", async () => {
  const before_ = (await read()).version;
  const answers = await Promise.all(Array.from({ length: 5 }, () => save(tradePolicy)));
  assert.deepEqual(answers.map((one) => one.status), [200, 200, 200, 200, 200]);
  assert.equal((await read()).version, before_ + 5);
});

test("every category once, every pair once, and only by who publishes for the brand", async () => {
  const { order, apart } = tradePolicy;
  const pair = { a: "item", b: "order", per: "line" };
  const rows: [object, string][] = [
    [{ order: order.slice(1), apart }, "policy_incomplete"],
    [{ order: [...order.slice(1), order[1]], apart }, "policy_incomplete"],
    [{ order, apart: [pair, { ...pair, a: "order", b: "item" }] }, "policy_pair_twice"],
    [{ order, apart, groups: [{ group: "A", per: "cart" }, { group: "A", per: "line" }] },
      "policy_pair_twice"],
  ];
  for (const [policy, problem] of rows) {
    assert.equal((await save(policy)).body.params.problem, problem);
  }
  const city = await shop.staff("operator", shop.east);
  assert.equal((await save(tradePolicy, city)).status, 403);
  const seen = await shop.api("GET", "/stacking-policy", undefined, { cookie: city });
  assert.equal(seen.status, 200);
});
