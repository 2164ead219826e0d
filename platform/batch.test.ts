import assert from "node:assert/strict";
import { test } from "node:test";
import { batcher } from "./batch.ts";

const later = () => new Promise((resolve) => setTimeout(resolve, 5));

test("calls that arrive while one is in flight share the next statement", async () => {
  const sizes: number[] = [];
  const flying = Promise.withResolvers<void>();
  const batch = batcher<number, number>({
    async run(rows) {
      sizes.push(rows.length);
      flying.resolve();
      await later();
      return rows.map((row) => row * 2);
    },
  });
  const first = batch.add(1);
  await flying.promise;
  const rest = Promise.all(Array.from({ length: 50 }, (_, n) => batch.add(n)));
  assert.equal(await first, 2);
  assert.deepEqual(await rest, Array.from({ length: 50 }, (_, n) => n * 2));
  assert.deepEqual(sizes, [1, 50]);
});

test("a batch is never larger than its maximum", async () => {
  const sizes: number[] = [];
  const batch = batcher<number, number>({
    maxRows: 20,
    async run(rows) {
      sizes.push(rows.length);
      return rows;
    },
  });
  await Promise.all(Array.from({ length: 45 }, (_, n) => batch.add(n)));
  assert.deepEqual(sizes, [20, 20, 5]);
});

test("of a batch that was rolled back only the bad row is refused", async () => {
  const batch = batcher<number, number>({
    isRolledBack: () => true,
    async run(rows) {
      if (rows.includes(3)) throw new Error("three");
      return rows;
    },
  });
  const answers = await Promise.allSettled([1, 2, 3, 4].map((row) => batch.add(row)));
  assert.deepEqual(
    answers.map((one) => one.status),
    ["fulfilled", "fulfilled", "rejected", "fulfilled"],
  );
});

test("of a batch with an unknown outcome every row is told so, none is tried again", async () => {
  let runs = 0;
  const batch = batcher<number, number>({
    isRolledBack: () => false,
    async run() {
      runs++;
      throw new Error("connection lost at commit");
    },
  });
  const answers = await Promise.allSettled([1, 2, 3].map((row) => batch.add(row)));
  assert.ok(answers.every((one) => one.status === "rejected"));
  assert.equal(runs, 1);
});

/** Batches that end when the test says so. */
function held(abreast: number) {
  const sizes: number[] = [];
  const ends: Array<() => void> = [];
  const batch = batcher<string, string>({
    abreast,
    nameOf: (row) => row,
    async run(rows) {
      sizes.push(rows.length);
      await new Promise<void>((resolve) => ends.push(resolve));
      return rows;
    },
  });
  return { sizes, ends, batch };
}

test("a second batch sets off when as many wait as are under way, a third never", async () => {
  const { sizes, ends, batch } = held(2);
  const rows = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => batch.add(`row ${from + n}`));
  const all = rows(0, 10);
  await later();
  all.push(...rows(10, 9));
  await later();
  assert.deepEqual(sizes, [10]);
  all.push(...rows(19, 1));
  await later();
  assert.deepEqual(sizes, [10, 10]);
  all.push(...rows(20, 40));
  await later();
  assert.deepEqual(sizes, [10, 10]);
  ends[0]!();
  await later();
  assert.deepEqual(sizes, [10, 10, 40]);
  for (const end of ends) end();
  assert.equal((await Promise.all(all)).length, 60);
});

test("a third sets off when as many wait as each of two holds", async () => {
  const { sizes, ends, batch } = held(3);
  const all: Promise<string>[] = [];
  const come = async (count: number) => {
    for (let n = 0; n < count; n++) all.push(batch.add(`row ${all.length}`));
    await later();
  };
  await come(10);
  await come(10);
  await come(9);
  assert.deepEqual(sizes, [10, 10]);
  await come(1);
  assert.deepEqual(sizes, [10, 10, 10]);
  await come(5);
  ends[0]!();
  await later();
  assert.deepEqual(sizes, [10, 10, 10], "five would be a small one: they wait for more");
  ends[1]!();
  ends[2]!();
  await later();
  assert.deepEqual(sizes, [10, 10, 10, 5]);
  ends[3]!();
  assert.equal((await Promise.all(all)).length, 35);
});

test("rows of one name are never in two batches at once, and none is forgotten", async () => {
  const { sizes, ends, batch } = held(2);
  const all = [batch.add("same")];
  await later();
  all.push(batch.add("same"), batch.add("other"));
  await later();
  assert.deepEqual(sizes, [1, 1]);
  ends[1]!();
  await later();
  assert.deepEqual(sizes, [1, 1]);
  ends[0]!();
  await later();
  assert.deepEqual(sizes, [1, 1, 1]);
  ends[2]!();
  assert.deepEqual(await Promise.all(all), ["same", "same", "other"]);
  await batch.idle();
});

test("idle waits for what is in flight", async () => {
  let done = false;
  const batch = batcher<number, number>({
    async run(rows) {
      await later();
      done = true;
      return rows;
    },
  });
  void batch.add(1);
  await batch.idle();
  assert.equal(done, true);
});

test("a row that lost a race to another transaction is tried a few times more", async () => {
  let runs = 0;
  const taken = Object.assign(new Error("duplicate key"), { code: "23505" });
  const raced = (times: number) => batcher<number, number>({
    isRolledBack: () => true,
    async run(rows) {
      runs += 1;
      if (runs <= times) throw taken;
      return rows;
    },
  });
  assert.equal(await raced(1).add(7), 7);
  runs = 0;
  await assert.rejects(raced(9).add(7), taken);
  assert.equal(runs, 4);
});
