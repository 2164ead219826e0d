import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { join } from "node:path";

export interface TestFiles {
  readonly tests: readonly string[];
  readonly journeys: readonly string[];
}

/** The test files below `root` whose path holds one of `parts` (none: all). */
export function testFiles(root: string, parts: readonly string[]): TestFiles {
  const wanted = (file: string) => parts.length === 0
    || parts.some((part) => file.includes(part.replace(/^\.\//, "")));
  const files = allFiles(root).filter(wanted).sort();
  return {
    tests: files.filter((file) => /\.test\.ts$/.test(file) && !isJourney(file)),
    journeys: files.filter((file) => isJourney(file) && file.endsWith(".journey.test.ts")),
  };
}

function isJourney(file: string): boolean {
  return file.startsWith("tests/journeys/");
}

/** What git lists, new files too; a copy without git is walked. */
function allFiles(root: string): string[] {
  const git = spawnSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], {
    cwd: root, encoding: "utf8", maxBuffer: 100_000_000,
  });
  const listed = git.status === 0 ? git.stdout.split("\0").filter(Boolean) : walked(root);
  return [...new Set(listed)].filter((file) => existsSync(join(root, file)));
}

function walked(root: string): string[] {
  const closed = new Set(["node_modules", ".git", "data", "dist", ".cache"]);
  return globSync("**/*.test.ts", { cwd: root, exclude: (name) => closed.has(name) });
}
