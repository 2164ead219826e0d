import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../..");

/** One file as a rule sees it; a planted violation is one that lies in no folder. */
export interface Source {
  /** From the root, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

const skipped = new Set(["node_modules", "dist", "data", "coverage", ".git", ".cache"]);

function walk(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : walk(name);
    return [name];
  });
}

/** What git knows below the areas; null outside a checkout (an archive). */
function listedByGit(areas: readonly string[]): string[] | null {
  try {
    const list = execFileSync(
      "git",
      ["ls-files", "-co", "--exclude-standard", "-z", "--", ...areas],
      { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 64 << 20 },
    );
    return list.split("\0").filter((file) => file && existsSync(path.join(root, file)));
  } catch {
    return null;
  }
}

/**
 * Reads the files of some areas and asserts that it saw as many as git lists: a rule that looks
 * at nothing always holds.
 */
export function sources(areas: readonly string[], shape: RegExp = /\.tsx?$/): Source[] {
  const files = areas.flatMap(walk).filter((file) => shape.test(file));
  const listed = listedByGit(areas)?.filter((file) => shape.test(file));
  if (listed) {
    const seen = new Set(files);
    const missed = listed.filter((file) => !seen.has(file));
    assert.deepEqual(missed, [], "git lists these files and this rule did not look at them");
    assert.equal(files.length, listed.length, "this rule looks at files that git ignores");
  }
  assert.ok(files.length > 0, `no file below ${areas.join(", ")} has the shape ${shape}`);
  return files.map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));
}

/** All areas that hold our TypeScript. */
export const everywhere = [
  "apps",
  "bench",
  "examples",
  "integrations",
  "modules",
  "packages",
  "platform",
  "proof",
  "tests",
];

/** Fails with one line a violation and what to do about it. */
export function assertNone(violations: readonly string[], lesson: string): void {
  assert.ok(violations.length === 0, `${lesson}\n  ${violations.join("\n  ")}\n`);
}
