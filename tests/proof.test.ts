import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

const root = path.dirname(import.meta.dirname);
// The proof ends what hangs by itself and says where; a busy machine is no fault of it.
const timeout = 2_400_000;
const mostLines = 24;

/** What does not hold and why, in few lines; else how it ended. */
function shortly(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim());
  const wrong = new Set(lines.filter((line) => /^(✗|    !)/.test(line)));
  const shown = wrong.size > 0 ? [...wrong] : lines.slice(-6);
  return shown.slice(0, mostLines).map((line) => line.slice(0, 300)).join("\n");
}

test("limits hold under attack: the short form of the proof", { timeout }, async (t) => {
  const output = await promisify(execFile)(
    process.execPath,
    ["proof/main.ts", "--short", "--seed", "20260"],
    { cwd: root, maxBuffer: 16 << 20 },
  ).then(
    ({ stdout }) => stdout,
    (error) => `${error.stdout ?? ""}\n${error.stderr ?? ""}\n${error.message}`,
  );
  t.diagnostic(output);
  // Of the message alone: the end of a log is what is kept of it, and this stands there.
  if (!/all of it holds/.test(output)) assert.fail(`not all of it holds\n${shortly(output)}`);
});
