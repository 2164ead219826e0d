import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Refusal } from "#platform/errors.ts";
import { startTestApp, type TestApp, type TestBrand } from "#tests/support/app.ts";
import { giveBack, take, usedOf } from "./index.ts";

let app: TestApp;
let brand: TestBrand;

before(async () => {
  app = await startTestApp();
  brand = await app.brand();
});
after(() => app.close());

const used = (key: string) => brand.ctx(async (ctx) => (await usedOf(ctx, [key])).get(key) ?? 0);

async function taking(key: string, cap: number, amount = 1): Promise<"taken" | string> {
  try {
    await brand.ctx((ctx) => take(ctx, [{ key, cap, amount, code: "limit_reached" }]));
    return "taken";
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test("of 40 takers at once, exactly as many get one as there are", async () => {
  const outcomes = await Promise.all(Array.from({ length: 40 }, () => taking("stock", 10)));
  assert.equal(outcomes.filter((one) => one === "taken").length, 10);
  assert.equal(outcomes.filter((one) => one === "limit_reached").length, 30);
  assert.equal(await used("stock"), 10);
});

test("what a limit of several refuses leaves no trace in the others", async () => {
  await taking("second", 1);
  const both = brand.ctx((ctx) =>
    take(ctx, [
      { key: "first", cap: 5, amount: 1 },
      { key: "second", cap: 1, amount: 1, code: "limit_reached" },
    ]),
  );
  await assert.rejects(both, (error: Refusal) => error.code === "limit_reached");
  assert.equal(await used("first"), 0);
});

test("a cap that moves counts from the next take on", async () => {
  const rows: [cap: number, amount: number, outcome: string, used: number][] = [
    [3, 2, "taken", 2],
    [3, 2, "limit_reached", 2],
    [5, 2, "taken", 4],
    [2, 1, "limit_reached", 4],
    [4, 1, "limit_reached", 4],
    [5, 1, "taken", 5],
    [0, 1, "limit_reached", 5],
  ];
  for (const [cap, amount, outcome, count] of rows) {
    assert.equal(await taking("moving", cap, amount), outcome);
    assert.equal(await used("moving"), count);
  }
});

test("giving back: exactly, and never more than was taken", async () => {
  await taking("back", 2, 2);
  await brand.ctx((ctx) => giveBack(ctx, [{ key: "back", amount: 2 }]));
  assert.equal(await used("back"), 0);
  const tooMuch = brand.ctx((ctx) => giveBack(ctx, [{ key: "back", amount: 1 }]));
  await assert.rejects(tooMuch, /was not used by 1/);
  const nothing = brand.ctx((ctx) => take(ctx, [{ key: "x", cap: 9, amount: 0 }]));
  await assert.rejects(nothing, RangeError);
});

test("another brand's counter of the same name is another counter", async () => {
  const other = await app.brand();
  await taking("same", 1);
  await other.ctx((ctx) => take(ctx, [{ key: "same", cap: 1, amount: 1 }]));
  assert.equal(await used("same"), 1);
});
