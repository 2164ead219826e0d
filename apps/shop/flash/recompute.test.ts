import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import { test } from "node:test";
import { recompute, type Published } from "./recompute.ts";

const sha = (...parts: (string | Buffer)[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** A draw as the server makes it, with its own library. */
function drawn(count: number): Published {
  const seed = sha("seed");
  const ids = Array.from({ length: count }, () => randomUUID());
  const digest = sha(ids.toSorted().join("\n"));
  const keyed = ids.map((entryId) => ({ entryId, key: sha(seed, digest, entryId) }));
  keyed.sort((a, b) => Buffer.compare(a.key, b.key));
  return {
    seed: seed.toString("hex"),
    digest: digest.toString("hex"),
    commitment: sha(seed).toString("hex"),
    items: keyed.map(({ entryId }, at) => ({ place: at + 1, entryId })),
  };
}

test("an honest draw is found right, whatever the order its pages come in", () => {
  for (const count of [0, 1, 2, 300]) {
    const draw = drawn(count);
    assert.ok(recompute(draw), `${count}`);
    assert.ok(recompute({ ...draw, items: draw.items.toReversed() }), `${count} reversed`);
  }
});

test("another seed, an entry added, left out or moved up is found", () => {
  const draw = drawn(20);
  const [first, second, ...rest] = draw.items as [{ place: number; entryId: string },
    { place: number; entryId: string }];
  const other = sha("another").toString("hex");
  assert.ok(!recompute({ ...draw, seed: other }));
  assert.ok(!recompute({ ...draw, seed: other, commitment: sha(sha("another")).toString("hex") }));
  assert.ok(!recompute({ ...draw, items: [first, ...rest] }));
  assert.ok(!recompute({ ...draw, items: [...draw.items, { place: 21, entryId: randomUUID() }] }));
  const swapped = [{ ...second, place: 1 }, { ...first, place: 2 }, ...rest];
  assert.ok(!recompute({ ...draw, items: swapped }));
  assert.ok(!recompute({ ...draw, seed: null }), "before the draw nothing is proved");
});
