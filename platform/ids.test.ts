import assert from "node:assert/strict";
import { test } from "node:test";
import { isUuid, newId } from "./ids.ts";

test("ids are UUIDv7, all different, and in the order of their making", () => {
  const made = Array.from({ length: 20_000 }, () => newId());
  assert.equal(new Set(made).size, made.length);
  assert.deepEqual([...made].sort(), made);
  for (const id of [made[0]!, made.at(-1)!]) {
    assert.ok(isUuid(id));
    assert.match(id, /^.{14}7.{4}[89ab]/);
    const madeAtMs = Number.parseInt(id.replace("-", "").slice(0, 12), 16);
    assert.ok(Math.abs(madeAtMs - Date.now()) < 60_000);
  }
});
