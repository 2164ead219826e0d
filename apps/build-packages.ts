import { spawnSync } from "node:child_process";
import {
  copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** What is published by itself: the files that others import, and everything below them. */
const published = {
  pricing: ["pricing/browser.ts", "pricing/index.ts", "money/index.ts"],
  sdk: ["sdk/index.ts"],
} as const;

export type PackageName = keyof typeof published;
export const packageNames = Object.keys(published) as PackageName[];

/**
 * Builds a package into a folder of its own, as plain JavaScript with declarations, one file a
 * module: who reads a stack trace or steps through a price finds our files. Throws what the
 * compiler says.
 */
export function buildPackage(name: PackageName, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  compile(published[name].map((file) => join(root, "packages", file)), folder);
  renameInDeclarations(folder);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const manifest = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
  writeFileSync(
    join(folder, "package.json"),
    `${JSON.stringify({ ...manifest, version }, null, 2)}\n`,
  );
  copyFileSync(join(root, "packages", name, "README.md"), join(folder, "README.md"));
  for (const file of ["LICENSE", "NOTICE"]) copyFileSync(join(root, file), join(folder, file));
}

/** `npm pack`: the archive that would be published, in `into`; answers its path. */
export function packPackage(folder: string, into: string): string {
  const run = spawnSync("npm", ["pack", "--json", "--pack-destination", into], {
    cwd: folder, encoding: "utf8", shell: process.platform === "win32",
  });
  if (run.status !== 0) throw new Error(`npm pack: ${run.stderr}`);
  const [made] = Object.values(JSON.parse(run.stdout)) as [{ filename: string }];
  return join(into, made.filename);
}

// What Node 20, Chrome 100 and iOS 15.4 have: the library of ES2022. Their Intl may take a decimal
// as text by turning it into a number. Anything newer fails here and not on a member's phone.
function compile(files: readonly string[], folder: string): void {
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.es2023.intl.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    rewriteRelativeImportExtensions: true,
    verbatimModuleSyntax: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    declaration: true,
    types: [],
    rootDir: join(root, "packages"),
    outDir: folder,
  });
  const { diagnostics } = program.emit();
  const problems = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (problems.length > 0) {
    throw new Error(ts.formatDiagnostics(problems, {
      getCanonicalFileName: (file) => file,
      getCurrentDirectory: () => root,
      getNewLine: () => "\n",
    }));
  }
}

// The compiler rewrites ".ts" in JavaScript, and leaves it in declarations.
function renameInDeclarations(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".d.ts")) continue;
    const file = join(entry.parentPath, entry.name);
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/(["'])(\.{1,2}\/[^"']+)\.ts\1/g, "$1$2.js$1"));
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const into = join(root, "dist", "packages");
  mkdirSync(into, { recursive: true });
  for (const name of packageNames) {
    const folder = join(into, name);
    buildPackage(name, folder);
    const archive = packPackage(folder, into);
    if (!existsSync(archive)) throw new Error(`npm wrote no ${archive}`);
    process.stdout.write(`  ${name}: ${archive}\n`);
  }
}
