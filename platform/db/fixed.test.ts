import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { type TestBrand, startTestApp, type TestApp } from "#tests/support/app.ts";
import { inBrandBatch } from "./driver.ts";
import { fixed } from "./fixed.ts";

let app: TestApp;
let brand: TestBrand;

before(async () => {
  app = await startTestApp();
  brand = await app.brand();
});
after(() => app.close());

const newYear = Temporal.Instant.from("2026-01-01T00:00:00Z");

const sumOf = (a: number, b: number) =>
  fixed<{ sum: number; at: Temporal.Instant }>`
    select ${a}::int + ${b}::int as sum, ${newYear}::timestamptz as at`;

test("one text a place in the source, other values each time", () => {
  const [one, other] = [sumOf(1, 2), sumOf(3, 4)];
  assert.equal(one.text, other.text);
  assert.match(one.text, /\$1::int \+ \$2::int as sum, \$3::timestamptz/);
  assert.deepEqual(other.values.slice(0, 2), [3, 4]);
});

test("the same answer in a batch and in a transaction of its own", async () => {
  const alone = await brand.ctx((ctx) => sumOf(1, 2).execute(ctx.tx));
  const batched = await inBrandBatch(app.databases.app, brand.brandId, (tx) =>
    Promise.all([sumOf(1, 2).execute(tx), sumOf(20, 3).execute(tx)]));
  for (const { rows: [row] } of [alone, batched[0]]) {
    assert.equal(row?.sum, 3);
    assert.equal(row?.at.toString(), newYear.toString());
  }
  assert.equal(batched[1].rows[0]?.sum, 23);
});

test("a batch sends them in the order of the calls", async () => {
  const seen = await inBrandBatch(app.databases.app, brand.brandId, async (tx) => {
    const before = fixed`set local bihuan.seen = 'first'`.execute(tx);
    const read = fixed<{ seen: string }>`
      select current_setting('bihuan.seen') as seen`.execute(tx);
    const later = fixed`set local bihuan.seen = 'later'`.execute(tx);
    await Promise.all([before, later]);
    return (await read).rows[0]?.seen;
  });
  assert.equal(seen, "first");
});

test("a part of a statement is no value", () => {
  assert.throws(() => fixed`select ${sql.ref("a")}`, /values only/);
});

test("what is asked after a refusal is refused", async () => {
  let kept: Parameters<ReturnType<typeof sumOf>["execute"]>[0] | undefined;
  await assert.rejects(inBrandBatch(app.databases.app, brand.brandId, async (tx) => {
    kept = tx;
    await fixed`select 1 / 0`.execute(tx);
  }), /division by zero/);
  await assert.rejects(sumOf(1, 1).execute(kept!), /refused and is over/);
});
