import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { testFiles } from "./files.ts";
import { inGroups, journeyGroups, writeGroups } from "./groups.ts";

const root = dirname(dirname(import.meta.dirname));

test("each file is in one group, and each journey", () => {
  const { tests, journeys } = testFiles(root, []);
  assert.deepEqual(inGroups(root, tests).flat().toSorted(), tests.toSorted());
  assert.deepEqual(journeyGroups(journeys).flat().toSorted(), journeys.toSorted());
});

test("what computes long is first and by itself; the rest shares far fewer processes", () => {
  const { tests } = testFiles(root, []);
  const groups = inGroups(root, tests);
  const proof = groups.findIndex((group) => group.includes("tests/proof.test.ts"));
  assert.equal(groups[proof]?.length, 1);
  assert.ok(proof < groups.findIndex((group) => group.length > 1));
  assert.ok(groups.length < tests.length / 3, `${groups.length} groups of ${tests.length} files`);
});

test("a file that fails is named, and the next one runs all the same", () => {
  const folder = mkdtempSync(join(tmpdir(), "bihuan-groups-"));
  try {
    const write = (name: string, body: string) =>
      writeFileSync(join(folder, name), `import { test } from "node:test";\n${body}\n`);
    write("a.test.mjs", `test("breaks", () => { throw new Error("broken"); });`);
    write("b.test.mjs", `test("holds", () => {});`);
    const files = writeGroups(folder, folder, [["a.test.mjs", "b.test.mjs"]], 10);
    const { NODE_TEST_CONTEXT: _ours, ...env } = process.env;
    const { status, stdout } = spawnSync(
      process.execPath, ["--test", "--test-reporter=spec", ...files], { encoding: "utf8", env },
    );
    assert.equal(status, 1);
    assert.match(stdout, /✖ a\.test\.mjs/);
    assert.match(stdout, /✔ holds[^]*✔ b\.test\.mjs/);
    assert.match(stdout, /pass 1\n[^]*fail 1\n/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
