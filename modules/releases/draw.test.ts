import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { commitmentOf, drawOrder } from "./draw.ts";

const seed = Buffer.alloc(32, 7);
const ids = fc.uniqueArray(fc.uuid(), { maxLength: 40 });

test("the order depends on the seed and on all who entered, not on who came first", () => {
  fc.assert(fc.property(ids, (entries) => {
    const drawn = drawOrder(seed, entries);
    assert.deepEqual([...drawn.order].sort(), [...entries].sort());
    assert.deepEqual(drawOrder(seed, entries.toReversed()), drawn);
  }));
  const entries = Array.from({ length: 40 }, (_, at) => `entry-${at}`);
  const { order } = drawOrder(seed, entries);
  assert.notDeepEqual(drawOrder(Buffer.alloc(32, 8), entries).order, order);
  const less = drawOrder(seed, entries.slice(0, 39)).order;
  assert.notDeepEqual(less, order.filter((one) => one !== "entry-39"));
});

test("each place is as likely for each: 4,000 draws of ten", () => {
  const entries = Array.from({ length: 10 }, (_, at) => `e${at}`);
  const first = new Map<string, number>();
  for (let round = 0; round < 4_000; round++) {
    const { order } = drawOrder(createHash("sha256").update(String(round)).digest(), entries);
    first.set(order[0]!, (first.get(order[0]!) ?? 0) + 1);
  }
  for (const entry of entries) {
    const times = first.get(entry) ?? 0;
    assert.ok(times > 310 && times < 490, `${entry} was first ${times} times`);
  }
});

test("a known draw stays as it is: a change would break what was published", () => {
  const { digest, order } = drawOrder(seed, ["c", "a", "b", "d"]);
  assert.equal(commitmentOf(seed).toString("hex"),
    createHash("sha256").update(seed).digest("hex"));
  assert.equal(digest.toString("hex"), createHash("sha256").update("a\nb\nc\nd").digest("hex"));
  const keyOf = (id: string) =>
    createHash("sha256").update(Buffer.concat([seed, digest, Buffer.from(id)])).digest("hex");
  assert.deepEqual(order, ["a", "b", "c", "d"].sort((x, y) => (keyOf(x) < keyOf(y) ? -1 : 1)));
});

test("the script of the guide recomputes the same order", async () => {
  const guide = path.join(import.meta.dirname, "../../docs/guides/releases.md");
  const [, script = ""] = /```js\n([\s\S]*?)```/.exec(await readFile(guide, "utf8")) ?? [];
  const body = script.replace(/^import .*$/gm, "").replace(/^console\.log.*$/gm, "");
  const entries = ["c", "a", "b", "d"];
  const { digest, order } = drawOrder(seed, entries);
  const published = {
    seed: seed.toString("hex"),
    digest: digest.toString("hex"),
    commitment: commitmentOf(seed).toString("hex"),
    items: entries.map((entryId) => ({ entryId })),
  };
  const run = new Function("createHash", "published", `${body}\nreturn order;`);
  assert.deepEqual(run(createHash, published), order);
});
