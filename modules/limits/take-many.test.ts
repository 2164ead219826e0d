import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { beHopeful } from "#platform/db/before-commit.ts";
import { inBrandBatch } from "#platform/db/driver.ts";
import type { Context } from "#platform/context.ts";
import { giveBack, lookAhead, take, takeMany, usedOf } from "./index.ts";

let app: TestApp;
let brand: TestBrand;

before(async () => {
  app = await startTestApp();
  brand = await app.brand();
});
after(() => app.close());

const used = (key: string) => brand.ctx(async (ctx) => (await usedOf(ctx, [key])).get(key) ?? 0);
const claimOf = (member: string, stock = "stock", cap = 10) => [
  { key: `member:${member}`, cap: 1, amount: 1, code: "limit_reached" },
  { key: stock, cap, amount: 1, code: "limit_reached" },
];

test("batches, single takes and returns that meet neither overshoot nor deadlock", async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 24 }, async (_, batch) => {
      if (batch % 4 === 3) {
        return brand
          .ctx((ctx) => take(ctx, claimOf(`single ${batch}`)))
          .then(() => 1, () => 0);
      }
      // Members of several batches overlap, in another order each time.
      const members = [batch, batch + 1, batch + 2].map((one) => `m ${one % 13}`);
      const answers = await brand.ctx((ctx) => takeMany(ctx, members.map((one) => claimOf(one))));
      return answers.filter((one) => one === null).length;
    }),
  );
  const granted = outcomes.reduce((sum, one) => sum + one, 0);
  assert.equal(granted, 10);
  assert.equal(await used("stock"), 10);
  await brand.ctx((ctx) => giveBack(ctx, [{ key: "stock", amount: 3 }]));
  const again = await brand.ctx((ctx) =>
    takeMany(ctx, ["x", "y", "z", "w"].map((one) => claimOf(one))));
  assert.deepEqual(again.map((one) => one?.code ?? "yes"), ["yes", "yes", "yes", "limit_reached"]);
});

test("a refused request of a batch leaves no trace, and says which limit", async () => {
  const answers = await brand.ctx((ctx) =>
    takeMany(ctx, [claimOf("one", "two", 2), claimOf("one", "two", 2), claimOf("other", "two", 2)]),
  );
  assert.deepEqual(answers.map((one) => one?.params.cap ?? "yes"), ["yes", 1, "yes"]);
  assert.equal(await used("two"), 2);
});

test("what does not fit at once is decided one by one, and too much goes back", async () => {
  // The first statement takes the members' counts, and cannot take five of a stock of three.
  const requests = ["a", "b", "c", "d", "e"].map((one) => claimOf(`short ${one}`, "short", 3));
  const answers = await brand.ctx((ctx) => takeMany(ctx, requests));
  assert.deepEqual(answers.map((one) => one?.code ?? "yes"), [
    "yes", "yes", "yes", "limit_reached", "limit_reached",
  ]);
  assert.equal(await used("short"), 3);
  assert.equal(await used("member:short c"), 1);
  assert.equal(await used("member:short d"), 0);
});

test("a cap that was lowered below what is used refuses, and stays to be raised", async () => {
  const claims = (names: readonly string[], cap: number) =>
    brand.ctx((ctx) => takeMany(ctx, names.map((one) => claimOf(`cap ${one}`, "capped", cap))));
  assert.deepEqual(await claims(["a", "b", "c"], 5), [null, null, null]);
  assert.equal((await claims(["d"], 2))[0]?.params.cap, 2);
  assert.equal(await used("capped"), 3);
  const more = await claims(["d", "e"], 4);
  assert.deepEqual(more.map((one) => one?.code ?? "yes"), ["yes", "limit_reached"]);
  assert.equal(await used("capped"), 4);
});

/** A batch that takes with its commit. */
function hopefully<T>(run: (ctx: Context) => Promise<T>): Promise<T> {
  return brand.ctx((ctx) => inBrandBatch(app.databases.app, brand.brandId, (tx) => {
    beHopeful(tx);
    return run({ ...ctx, tx });
  }));
}

test("a hopeful transaction decides by what it saw, and takes with its commit", async () => {
  const claims = ["a", "a", "b", "c"].map((member) => claimOf(`late ${member}`, "late", 3));
  const refused = await hopefully(async (ctx) => {
    const refusals = await takeMany(ctx, claims, await lookAhead(ctx, claims));
    assert.equal(await used("late"), 0);
    return refusals;
  });
  assert.deepEqual(refused.map((one) => one?.params.cap ?? null), [null, 1, null, null]);
  assert.deepEqual(
    await Promise.all(["late", "member:late a", "member:late b"].map(used)), [3, 1, 1]);
  const full = [claimOf("late d", "late", 3)];
  const [last] = await hopefully(async (ctx) =>
    takeMany(ctx, full, await lookAhead(ctx, full)));
  assert.equal(last?.code, "limit_reached");
  assert.equal(await used("member:late d"), 0);
});

test("what others took meanwhile refuses the whole of a hopeful transaction", async () => {
  const claims = ["e", "f"].map((member) => claimOf(`late ${member}`, "race", 2));
  await assert.rejects(
    hopefully(async (ctx) => {
      const seen = await lookAhead(ctx, claims);
      await brand.ctx((other) => take(other, claimOf("late g", "race", 2)));
      return takeMany(ctx, claims, seen);
    }),
    { code: "23514" },
  );
  assert.deepEqual(await Promise.all(["race", "member:late e"].map(used)), [1, 0]);
});

test("where nobody hopes nothing is looked at ahead", async () => {
  assert.equal(await brand.ctx((ctx) => lookAhead(ctx, [claimOf("late h")])), null);
});
