import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { buildPackage, type PackageName, packPackage } from "#apps/build-packages.ts";
import { root } from "#tests/architecture/sources.ts";

const run = promisify(execFile);

/** A folder outside the repository that has one packed package installed, and nothing else. */
export interface Consumer {
  readonly folder: string;
  /** Files of the package, from its folder. */
  readonly files: readonly string[];
  readonly manifest: Readonly<Record<string, unknown>>;
  /** Runs plain JavaScript as a module; what it printed, line by line. */
  runJavaScript(code: string): Promise<string[]>;
  /** Type-checks a module; what the compiler says, empty when all is well. */
  typeCheck(code: string): Promise<string>;
  remove(): void;
}

/** Builds, packs and unpacks a package as a registry's client would, without a registry. */
export function consumerOf(name: PackageName): Consumer {
  const folder = mkdtempSync(join(tmpdir(), `bihuan-${name}-`));
  const built = join(folder, "built");
  const installed = join(folder, "node_modules", "@bihuan", name);
  buildPackage(name, built);
  const archive = packPackage(built, folder);
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", archive, "-C", installed, "--strip-components=1"]);
  rmSync(built, { recursive: true });
  const listed = execFileSync("tar", ["-tzf", archive], { encoding: "utf8" });
  return {
    folder,
    files: listed.trim().split("\n").map((file) => file.replace(/^package\//, "")).sort(),
    manifest: JSON.parse(readFileSync(join(installed, "package.json"), "utf8")),
    runJavaScript: (code) => runJavaScript(folder, code),
    typeCheck: (code) => typeCheck(folder, code),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function runJavaScript(folder: string, code: string): Promise<string[]> {
  const file = join(folder, "consumer.mjs");
  writeFileSync(file, code);
  const { stdout } = await run(systemNode(), [file], { cwd: folder });
  return stdout.split("\n").slice(0, -1);
}

async function typeCheck(folder: string, code: string): Promise<string> {
  const file = join(folder, "consumer.mts");
  writeFileSync(file, code);
  const compilerOptions = {
    noEmit: true, strict: true, module: "nodenext", target: "es2022",
    lib: ["es2022", "dom", "dom.iterable"], types: [],
  };
  const config = join(folder, "tsconfig.json");
  writeFileSync(config, JSON.stringify({ compilerOptions, files: ["consumer.mts"] }));
  const args = [join(root, "node_modules/typescript/bin/tsc"), "-p", config];
  try {
    await run(process.execPath, args, { cwd: folder });
    return "";
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

/** The oldest Node that is at hand and that the packages promise to run on: not ours. */
function systemNode(): string {
  const ours = join(root, "node_modules");
  const name = process.platform === "win32" ? "node.exe" : "node";
  const found = (process.env.PATH ?? "").split(delimiter)
    .filter((folder) => folder !== "" && !folder.startsWith(ours))
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
  return found ?? process.execPath;
}

export interface Example {
  readonly code: string;
  /** What its comments say that it prints. */
  readonly prints: readonly string[];
}

/** The runnable examples of a README: each says behind or below `console.log` what it prints. */
export function examplesOf(readme: string): Example[] {
  const blocks = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map((match) => match[1]!);
  assert.ok(blocks.length > 0, "the README has no example");
  return blocks.map((code) => ({
    code,
    prints: [...code.matchAll(/^(?:console\.log\(.*\);)? ?\/\/ (.*)$/gm)].map(([, text]) => text!),
  }));
}
