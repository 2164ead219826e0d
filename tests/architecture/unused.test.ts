import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
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

/** Every unused file and export of a project, one line each. */
async function unused(folder: string): Promise<string[]> {
  const args = [knip, "--reporter", "json", "--no-exit-code", "--no-progress"];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...args, "--include", kinds.join(",")],
    { cwd: folder, maxBuffer: 64 << 20 },
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
    await unused(root),
    "Delete it (git remembers), or drop its `export`; a new entry point belongs into knip.json.",
  );
});

test("planted: a file that nobody imports and an export that nobody uses are found", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "bihuan-unused-"));
  const put = (name: string, text: string) => writeFile(path.join(folder, name), text);
  try {
    await put("package.json", JSON.stringify({ name: "planted", type: "module" }));
    await put("knip.json", JSON.stringify({ entry: ["index.ts"], project: ["*.ts"] }));
    await put("index.ts", 'import { used } from "./parts.ts";\nused();\n');
    await put("parts.ts", "export const used = () => 1;\nexport const idle = 2;\n");
    await put("lonely.ts", "export const lonely = 3;\n");
    assert.deepEqual((await unused(folder)).sort(), [
      "lonely.ts:1 files: lonely.ts",
      "parts.ts:2 exports: idle",
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
