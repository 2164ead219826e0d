import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { clockOf, findEpochOffset } from "./clock.ts";

test("what happens in another process lies between what happens before and after here", () => {
  const offset = findEpochOffset();
  const now = clockOf(offset);
  assert.ok(Math.abs(now() - Date.now()) < 60_000);
  const file = path.join(import.meta.dirname, "clock.ts");
  const program = `import { clockOf } from ${JSON.stringify(file)};
    process.stdout.write(String(clockOf(${offset})()));`;
  const before = now();
  const there = Number(execFileSync(
    process.execPath, ["--input-type=module-typescript", "-e", program], { encoding: "utf8" },
  ));
  const after = now();
  assert.ok(before <= there && there <= after, `${before} ≤ ${there} ≤ ${after}`);
});
