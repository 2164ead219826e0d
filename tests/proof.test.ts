import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

const root = path.dirname(import.meta.dirname);

test("limits hold under attack: the short form of the proof", { timeout: 290_000 }, async (t) => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["proof/main.ts", "--short", "--seed", "20260"],
    { cwd: root, maxBuffer: 16 << 20 },
  ).catch((error) => ({ stdout: `${error.stdout}\n${error.stderr}` }));
  t.diagnostic(stdout);
  assert.match(stdout, /all of it holds/, stdout);
});
