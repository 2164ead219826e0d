import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { assertNone, root } from "./sources.ts";

const knip = path.join(root, "node_modules/knip/bin/knip.js");
const kinds = ["files", "exports", "types", "duplicates", "unlisted", "unresolved"];

interface Found {
  readonly name: string;
  readonly line?: number;
}
type Issues = Readonly<Record<string, readonly Found[] | string>> & { readonly file: string };

/** Every unused file and export, one line each. */
async function unused(): Promise<string[]> {
  const args = [knip, "--reporter", "json", "--no-exit-code", "--no-progress"];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...args, "--include", kinds.join(",")],
    { cwd: root, maxBuffer: 64 << 20 },
  );
  const { issues } = JSON.parse(stdout) as { issues: readonly Issues[] };
  assert.ok(Array.isArray(issues), "the report has another shape");
  return issues.flatMap((one) =>
    kinds.flatMap((kind) =>
      ((one[kind] ?? []) as readonly Found[]).map(
        ({ name, line }) => `${one.file}:${line ?? 1} ${kind}: ${name}`,
      ),
    ),
  );
}

test("nothing is exported, and no file lies here, that nobody uses", async () => {
  assertNone(
    await unused(),
    "Delete it (git remembers), or drop its `export`; a new entry point belongs into knip.json.",
  );
});

test("planted: a file that nobody imports is found", async () => {
  const planted = path.join(root, "packages/money", `planted-${process.pid}.ts`);
  assert.ok(!existsSync(planted));
  await writeFile(planted, "export const nobodyNeedsThis = 1;\n");
  try {
    const found = await unused();
    assert.ok(found.some((line) => line.includes(path.basename(planted))));
  } finally {
    await rm(planted);
  }
});
