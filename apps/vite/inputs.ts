import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const shared = ["packages", "apps/vite", "apps/build.ts", "package-lock.json"];

/** A hash over everything a build of the app depends on. The same hash means the same output. */
export function inputsHash(root: string, app: string): string {
  const hash = createHash("sha256");
  for (const place of [`apps/${app}`, ...shared]) {
    for (const file of filesBelow(root, place)) {
      hash.update(file).update("\0").update(readFileSync(join(root, file))).update("\0");
    }
  }
  return hash.digest("hex");
}

function filesBelow(root: string, place: string): string[] {
  const full = join(root, place);
  if (!existsSync(full)) return [];
  if (place.includes(".")) return [place];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !isNoInput(entry.parentPath, entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

/** Tests, and what a package's own build leaves behind, do not reach the browser. */
function isNoInput(folder: string, name: string): boolean {
  if (/\.test\.tsx?$|\.tsbuildinfo$/.test(name)) return true;
  return /[\\/](dist|node_modules)([\\/]|$)/.test(folder);
}
